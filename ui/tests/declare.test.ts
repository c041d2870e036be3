// Declare over a stand-in of the backend: quick keys are never ahead of what they need, and none is lost.
import { cleanup, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import type { Declaration } from "../src/ipc/types/Declaration";
import type { DeclareView } from "../src/ipc/types/DeclareView";
import type { Proposal } from "../src/ipc/types/Proposal";
import { registry } from "../src/state/verbs.svelte";
import Declare from "../src/views/declare/Declare.svelte";
import { backend, later, type Asked } from "./backend";

const form: DeclareView = {
  severities: [{ definition: { severity: "sev4", name: "SEV4", criterion: "Nobody notices", examples: [] }, recent: 0 }],
  playbooks: [{ id: "slow-page", name: "A page is slow", description: "", pulls: [] }],
  services: [], regions: [], surfaces: [], symptoms: [],
};

/** As the rules propose: a title comes with the pattern. */
function proposed(declaration: Declaration): Proposal {
  const title = declaration.title || (declaration.playbook ? "A page is slow" : "");
  return {
    declaration: { ...declaration, title }, sighting: {} as Proposal["sighting"], suggested_pattern: null, page_now: [], page_on_impact: [], tell: [], called_in: [], asleep: [],
    clocks: [], duplicate_of: null, unmatched: false, dependencies: [], heads: 0, must_count: false,
    collisions: { launches: [], commitments: [], others: [], decider: null },
  };
}

const press = (verb: string): void => registry.verbs.find((candidate) => candidate.id === verb)?.run();
const declared = (asked: Asked[]): unknown => asked.find((one) => one.command === "submit")?.payload["intent"];
const propose = (payload: unknown): Proposal => proposed((payload as { declaration: Declaration }).declaration);

afterEach(cleanup);

test("keys pressed before the form is there are kept in their order", async () => {
  const shown = later<DeclareView>();
  const asked = backend({ declare_form: () => shown.promise, propose, submit: { incident: "INC-1", sequences: [], already: false } });
  render(Declare);
  await waitFor(() => expect(registry.verbs.some((verb) => verb.id === "declare.go")).toBe(true));
  for (const verb of ["declare.sev4", "declare.a", "declare.go"]) press(verb);
  expect(declared(asked)).toBeUndefined();
  shown.resolve(form);
  await waitFor(() => expect(declared(asked)).toMatchObject({ kind: "declare_incident", severity: "sev4", playbook: "slow-page" }));
});

test("the last key waits for the preview of what was chosen", async () => {
  const slow = later<Proposal>();
  const answer = (payload: unknown): unknown => (propose(payload).declaration.playbook ? slow.promise : propose(payload));
  const asked = backend({ declare_form: form, propose: answer, submit: { incident: "INC-1", sequences: [], already: false } });
  render(Declare);
  await screen.findByText("Nobody notices");
  for (const verb of ["declare.sev4", "declare.a", "declare.go"]) press(verb);
  await waitFor(() => expect(asked.filter((one) => one.command === "propose").length).toBeGreaterThan(2));
  expect(declared(asked)).toBeUndefined();
  const last = asked.findLast((one) => one.command === "propose");
  slow.resolve(propose(last?.payload));
  await waitFor(() => expect(declared(asked)).toMatchObject({ severity: "sev4", playbook: "slow-page" }));
});

test("a half-written form comes back as it was left, and chooses nothing by itself", async () => {
  const left: Declaration = { ...proposed({ title: "Cards fail" } as Declaration).declaration, severity: "sev2", services: [], regions: [], page: null, drill: false };
  const asked = backend({ declare_form: form, propose, draft: JSON.stringify({ declaration: left, chosenSeverity: false }) });
  render(Declare);
  await screen.findByText("Nobody notices");
  press("declare.go");
  expect(await screen.findByText("Choose how bad it is.")).toBeTruthy();
  expect(asked.findLast((one) => one.command === "propose")?.payload).toMatchObject({ declaration: { title: "Cards fail" } });
});

test("a crowd is counted by the first press and woken by the second", async () => {
  const crowd = (payload: unknown): Proposal => ({ ...propose(payload), heads: 9, must_count: true });
  const asked = backend({ declare_form: form, propose: crowd, submit: { incident: "INC-1", sequences: [], already: false } });
  render(Declare);
  await screen.findByText("Nobody notices");
  for (const verb of ["declare.sev4", "declare.a", "declare.go"]) press(verb);
  expect(await screen.findByText(/Wake 9 people: press again/)).toBeTruthy();
  expect(declared(asked)).toBeUndefined();
  press("declare.go");
  await waitFor(() => expect(declared(asked)).toMatchObject({ kind: "declare_incident" }));
});

test("what it collides with stands there before the last key", async () => {
  const line = { launch: "sale", name: "Black Friday sale", kind: "peak", text: "Black Friday sale, begins Fri 27 Nov 00:00 CET, Checkout", promise: "", owner: null };
  const due = { account: "meridian", name: "Meridian", text: "Meridian: told within 60 min by contract", owner: null };
  const said = (payload: unknown): Proposal["declaration"] => ({ ...propose(payload).declaration, services: ["payments-api"] });
  const collides = (payload: unknown): Proposal => ({ ...propose(payload), declaration: said(payload), collisions: { launches: [line as Proposal["collisions"]["launches"][0]], commitments: [due], others: ["Kumo"], decider: null } });
  backend({ declare_form: form, propose: collides });
  render(Declare);
  expect(await screen.findByText(/begins Fri 27 Nov 00:00 CET/)).toBeTruthy();
  expect(await screen.findByText(/told within 60 min by contract/)).toBeTruthy();
  expect(await screen.findByText("Also hit: Kumo.")).toBeTruthy();
});

test("without a severity nothing is declared, and what is missing is said", async () => {
  const asked = backend({ declare_form: form, propose });
  render(Declare);
  await screen.findByText("Nobody notices");
  press("declare.go");
  expect(await screen.findByText("Choose how bad it is.")).toBeTruthy();
  expect(declared(asked)).toBeUndefined();
});
