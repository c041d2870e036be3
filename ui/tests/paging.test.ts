// Paging from a button beside a name.
import { expect, test } from "vitest";

import { pageAfterLook, pageAtOnce } from "../src/state/paging";
import { asks, route } from "../src/state/route.svelte";
import { backend } from "./backend";

const whom = { rotation: "payments", person: "tomasz" };

test("few heads are woken at once", async () => {
  const asked = backend({ page_preview: { heads: 1, must_count: false }, submit: { incident: "INC-1", sequence: 4 } });
  expect(await pageAtOnce("INC-1", whom, "no answer from Ana", "Tomasz")).toBe(true);
  const intent = { kind: "page_rotation", rotation: "payments", reason: "no answer from Ana", joins: null };
  expect(asked.filter(({ command }) => command === "submit").map(({ payload }) => payload["intent"])).toEqual([intent]);
});

test("a crowd is counted in the page dialog before it is woken", async () => {
  const asked = backend({ page_preview: { heads: 9, must_count: true } });
  expect(await pageAtOnce("INC-1", whom, "no answer from Ana", "everybody")).toBe(false);
  expect(asked.map(({ command }) => command)).not.toContain("submit");
  expect(route.place).toMatchObject({ screen: "bridge", incident: "INC-1", item: "page payments", reason: "no answer from Ana" });
});

test("what cannot be counted leads to the dialog as well", async () => {
  const asked = backend({ page_preview: () => { throw new Error("no workspace"); } });
  expect(await pageAtOnce("INC-1", whom, "", "Tomasz")).toBe(false);
  expect(asked.map(({ command }) => command)).not.toContain("submit");
  expect(route.place).toMatchObject({ item: "page payments" });
});

test("whoever is paged after a look is paged from the bridge, for the same reason", () => {
  const asked = backend({});
  pageAfterLook("INC-1", { rotation: "pagerduty/Night shift", person: "" }, "ladder of Payments API");
  expect(route.place).toMatchObject({ screen: "bridge", incident: "INC-1", item: "page pagerduty/Night shift", reason: "ladder of Payments API" });
  pageAfterLook("INC-1", { rotation: null, person: "tomasz" });
  expect(route.place).toMatchObject({ item: "person tomasz", reason: undefined });
  expect(asked.map(({ command }) => command)).not.toContain("submit");
});

test.each([
  ["page", ["page", undefined]],
  ["page payments", ["page", "payments"]],
  ["page pagerduty/Night shift", ["page", "pagerduty/Night shift"]],
])("%j asks for something by its whole id", (item, expected) => {
  expect(asks(item)).toEqual(expected);
});
