// The backend's stand-in for tests: Tauri's own mocks, answering commands with given values.
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";

/** What was asked: the command and its arguments. */
export type Asked = { command: string; payload: Record<string, unknown> };

/** Answers commands from a table; records everything that was asked. */
export function backend(answers: Record<string, unknown>): Asked[] {
  clearMocks();
  const asked: Asked[] = [];
  mockIPC((command, payload) => {
    if (command.startsWith("plugin:event")) return 1;
    asked.push({ command, payload: (payload ?? {}) as Record<string, unknown> });
    const answer = answers[command];
    return typeof answer === "function" ? (answer as (payload: unknown) => unknown)(payload) : (answer ?? null);
  });
  return asked;
}

/** An answer that comes when the test says so. */
export function later<Answer>(): { promise: Promise<Answer>; resolve: (answer: Answer) => void } {
  let resolve!: (answer: Answer) => void;
  const promise = new Promise<Answer>((done) => (resolve = done));
  return { promise, resolve };
}
