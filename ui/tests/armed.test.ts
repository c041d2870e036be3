// Whether a connection writes, and whether its file says so.
import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { ConnectionView } from "../src/ipc/types/ConnectionView";
import Armed from "../src/views/settings/Armed.svelte";

const connection: ConnectionView = {
  id: "pd", name: "PagerDuty", provider: "PagerDuty", documentation: "", capabilities: [], absent: [], feeds: [], secrets: [],
  last_ok_at: null, trouble: "", writes: "page", armed: true, may_arm: true, arming_unsaid: true,
};

test("a connection that is armed only because its file says nothing tells so, and is written down by one press", () => {
  const asked: boolean[] = [];
  render(Armed, { connection, onarm: (armed) => asked.push(armed) });
  expect(screen.getByText(/since its file does not say otherwise/)).toBeTruthy();
  screen.getByRole("button", { name: "Write that PagerDuty is armed" }).click();
  screen.getByRole("button", { name: "Let PagerDuty only read" }).click();
  expect(asked).toEqual([true, false]);
});

test("one whose file says it has nothing to write down", () => {
  render(Armed, { connection: { ...connection, arming_unsaid: false }, onarm: () => undefined });
  expect(screen.queryByText(/does not say/)).toBeNull();
  expect(screen.queryByRole("button", { name: /Write that/ })).toBeNull();
});

test("what an armed one may do is said by what it can", () => {
  const { rerender } = render(Armed, { connection: { ...connection, writes: "send letters" }, onarm: () => undefined });
  expect(screen.getByText(/it may send letters/)).toBeTruthy();
  void rerender({ connection: { ...connection, writes: "" } });
  return screen.findByText(/there is nothing that could leave through it/);
});
