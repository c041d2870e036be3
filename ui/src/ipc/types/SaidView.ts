import type { FactView } from "./FactView";
import type { PersonView } from "./PersonView";
import type { QuestionView } from "./QuestionView";
import type { SlotView } from "./SlotView";
export type SaidView = { owner: PersonView,
owner_role: string,
yours: boolean,
leads: boolean,
questions: Array<QuestionView>,
slots: Array<SlotView>,
facts: Array<FactView>, };
