// How a declaration begins: empty, as it was left, or with what another screen has found out.
import type { Declaration } from "../../ipc/types/Declaration";
import { Draft } from "../../state/drafts.svelte";
import { route } from "../../state/route.svelte";

/** The form as it is kept. */
type Form = { declaration: Declaration; chosenSeverity: boolean };

/** A declaration that says nothing yet. */
export const blank = (): Declaration => ({
  title: "", severity: "sev2", playbook: null, pattern: null, services: [], surface: null, symptom: null, regions: [], customer_impact: false, page: null, drill: false,
});

/** The form that was left, if any. */
export const begun = (): Draft<Form> => new Draft<Form>("declaration");

/** Opens Declare with what is known. Nothing is declared; title and severity of a form that was left stay. */
export async function declareWith({ surface, symptom, services, regions }: Declaration): Promise<void> {
  const kept = begun();
  const left = await kept.read();
  const { title, severity, customer_impact } = left?.declaration ?? blank();
  kept.keep({ declaration: { ...blank(), title, severity, customer_impact, surface, symptom, services, regions }, chosenSeverity: left?.chosenSeverity ?? false });
  route.go({ screen: "declare", drill: false });
}
