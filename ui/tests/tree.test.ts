// The page tree over a stand-in of the backend: keys lead through it, the filter opens it, an end says who answers.
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import type { LeafView } from "../src/ipc/types/LeafView";
import type { TreeBranch } from "../src/ipc/types/TreeBranch";
import type { TreeView } from "../src/ipc/types/TreeView";
import { registry } from "../src/state/verbs.svelte";
import { route } from "../src/state/route.svelte";
import PageTree from "../src/views/tree/PageTree.svelte";
import { lines, step, typed } from "../src/views/tree/walk";
import { backend } from "./backend";

function branch(id: string, name: string, leaves: [string, string][]): TreeBranch {
  const seen = (symptom: string) => ({ surface: name, symptom, services: [], regions: [], severity: "sev2" as const, customer_impact: false });
  return { id, name, leaves: leaves.map(([leaf, words], index) => ({ id: `${id}/${index}`, name: leaf, seen: seen(leaf), page: [], offered: [], unmatched: false, words })) };
}
const branches = [branch("checkout", "checkout", [["declines", "Payments, Web"], ["errors", "Web"]]), branch("search", "search", [["stale", "Commerce"]])];
const tree: TreeView = { branches, sentence: "3 rules, read from the top.", regions: [["europe", "Europe"]] };
const person = { id: "ines", name: "Inês Duarte", title: "", city: "Lisbon", zone: "Europe/Lisbon", night: true, you: false, phone: "+351 5550 100", email: null };
const leaf: LeafView = {
  title: "declines at checkout", sentence: "One rotation is woken.", unmatched: false, on_impact: [], ladders: [],
  asleep: [{ name: "Search", reason: "no rule names it" }],
  answers: [
    {
      page: { rotation: "payments", name: "Payments", people: [person], rule: "checkout-declines", reason: "Payments owns declines", source: "page-tree.yaml:19", instead: null, by_hand: null, backups: [], ticked: true, proposed: false, following: [{ after_minutes: 10, name: "Platform", people: ["Oluwaseun Adeyemi"] }] },
      recipients: [{ person, rotation: "Payments", level: "on call", source: "rotations/payments.yaml", as_of: null, caution: "", reason: "", way: "a call of yours: no pager is connected", goes_out: false, already: false, called_at: null, outside: null }],
    },
  ],
  declaration: { title: "", severity: "sev2", playbook: null, pattern: null, services: [], surface: "checkout", symptom: "declines", regions: [], customer_impact: false, page: null, drill: false },
};

afterEach(cleanup);

test("closed branches hide their ends, and words open whatever has them", () => {
  const ids = (opened: string[], words: string): string[] => lines(branches, new Set(opened), words).map((line) => line.id);
  expect(ids([], "")).toEqual(["checkout", "search"]);
  expect(ids(["checkout"], "")).toEqual(["checkout", "checkout/0", "checkout/1", "search"]);
  expect(ids([], "commerce")).toEqual(["search", "search/0"]);
  expect(ids([], "nothing has this")).toEqual([]);
});

test("keys lead through the tree as through any other", () => {
  const closed = lines(branches, new Set(), "");
  const open = lines(branches, new Set(["checkout"]), "");
  expect(step(closed, "checkout", "ArrowRight")).toEqual({ open: "checkout" });
  expect(step(open, "checkout", "ArrowRight")).toEqual({ to: "checkout/0" });
  expect(step(open, "checkout/1", "ArrowLeft")).toEqual({ to: "checkout" });
  expect(step(open, "checkout", "ArrowLeft")).toEqual({ close: "checkout" });
  expect(step(open, "checkout", "End")).toEqual({ to: "search" });
  expect(step(open, "search", "Home")).toEqual({ to: "checkout" });
  expect(step(open, "search", "ArrowDown")).toEqual({ to: "search" });
  expect(step(open, "search", "x")).toBeUndefined();
  expect(typed(open, "checkout", "e")).toBe("checkout/1");
  expect(typed(open, "checkout", "se")).toBe("search");
});

test("an end says who answers, how, what follows and who sleeps; declaring with it sends nothing", async () => {
  const asked = backend({ page_tree: tree, tree_leaf: leaf, draft: null, setting: null });
  render(PageTree);
  const first = await screen.findByRole("treeitem", { name: /checkout/ });
  await fireEvent.keyDown(first, { key: "ArrowRight" });
  expect(first.getAttribute("aria-expanded")).toBe("true");
  await fireEvent.keyDown(first, { key: "ArrowRight" });
  expect(await screen.findByText("Inês Duarte")).toBeTruthy();
  const said = document.body.textContent ?? "";
  for (const words of ["night", "a call of yours", "Rule checkout-declines, page-tree.yaml:19", "After 10 min without an answer", "no rule names it"]) expect(said).toContain(words);
  expect(asked.findLast((one) => one.command === "tree_leaf")?.payload["seen"]).toMatchObject({ surface: "checkout", symptom: "declines" });
  registry.verbs.find((verb) => verb.id === "tree.declare")?.run();
  await waitFor(() => expect(route.place.screen).toBe("declare"));
  expect(asked.some((one) => one.command === "submit")).toBe(false);
});

test("the switches ask the tree again", async () => {
  const asked = backend({ page_tree: tree, tree_leaf: leaf });
  render(PageTree);
  await fireEvent.click(await screen.findByRole("button", { name: "Europe" }));
  await waitFor(() => expect(asked.findLast((one) => one.command === "page_tree")?.payload["switches"]).toMatchObject({ regions: ["europe"] }));
});
