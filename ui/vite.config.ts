// Builds the page that the shell embeds; the same page runs in a browser over `ipc/fake.ts` for design work and tests.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  // The oldest engine that is still in the field is of the Safari 16.4 class.
  build: { target: "safari16.4", assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: { port: 5173, strictPort: true, host: "127.0.0.1" },
  test: { environment: "happy-dom", include: ["tests/**/*.test.ts"] },
});
