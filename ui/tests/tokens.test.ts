// The look, checked from its sources: every ink reads on every surface, and nothing moves for long.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const tokens = readFileSync("src/style/tokens.css", "utf8");
const light = tokens.slice(tokens.indexOf('data-theme="light"'));
const dark = tokens.slice(0, tokens.indexOf('data-theme="light"'));

function colour(css: string, name: string): [number, number, number] {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6})`).exec(css)?.[1];
  if (!hex) throw new Error(`no colour --${name}`);
  return [0, 2, 4].map((start) => parseInt(hex.slice(start, start + 2), 16)) as [number, number, number];
}

function luminance(rgb: [number, number, number]): number {
  const [r, g, b] = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(css: string, ink: string, ground: string): number {
  const [one, other] = [luminance(colour(css, ink)), luminance(colour(css, ground))].sort((a, b) => b - a) as [number, number];
  return (one + 0.05) / (other + 0.05);
}

test.each([["dark", dark], ["light", light]])("every ink of the %s theme reads on every surface", (_, css) => {
  for (const ink of ["ink", "ink-2", "ink-3", "sev1-ink", "sev2-ink", "sev3-ink", "sev4-ink", "watch-ink"]) {
    for (const ground of ["ground", "panel", "raise", "press"]) {
      expect(contrast(css, ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  }
  for (const ground of ["ground", "panel"]) expect(contrast(css, "line-strong", ground)).toBeGreaterThanOrEqual(3);
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : /\.(svelte|css)$/.test(entry.name) ? [path] : [];
  });
}

test("nothing is animated, and no colour stands outside the tokens", () => {
  for (const path of sources("src")) {
    const text = readFileSync(path, "utf8");
    expect(text, path).not.toMatch(/@keyframes|animation:/);
    if (!path.endsWith("tokens.css")) expect(text.replace(/href="#[^"]*"/g, ""), path).not.toMatch(/#[0-9a-fA-F]{6}\b/);
  }
});
