// The page's only way to the backend, and the only file that imports Tauri.
// Tests answer in its place with Tauri's own mocks (`tests/backend.ts`).
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { AdherenceView } from "./types/AdherenceView";
import type { BridgeView } from "./types/BridgeView";
import type { CalendarCover } from "./types/CalendarCover";
import type { CalendarQuestion } from "./types/CalendarQuestion";
import type { CalendarScope } from "./types/CalendarScope";
import type { CalendarView } from "./types/CalendarView";
import type { CellView } from "./types/CellView";
import type { CheckView } from "./types/CheckView";
import type { ComposeView } from "./types/ComposeView";
import type { Composition } from "./types/Composition";
import type { CompositionView } from "./types/CompositionView";
import type { Conflict } from "./types/Conflict";
import type { ConnectionForm } from "./types/ConnectionForm";
import type { ConnectionView } from "./types/ConnectionView";
import type { Declaration } from "./types/Declaration";
import type { CoverQuestion } from "./types/CoverQuestion";
import type { CoverageQuestion } from "./types/CoverageQuestion";
import type { CoverageView } from "./types/CoverageView";
import type { DeclareView } from "./types/DeclareView";
import type { DialSheet } from "./types/DialSheet";
import type { DryRun } from "./types/DryRun";
import type { Intent } from "./types/Intent";
import type { LeafView } from "./types/LeafView";
import type { LoadQuestion } from "./types/LoadQuestion";
import type { LoadView } from "./types/LoadView";
import type { OutboxLine } from "./types/OutboxLine";
import type { PackView } from "./types/PackView";
import type { PagePreview } from "./types/PagePreview";
import type { PageableFound } from "./types/PageableFound";
import type { PersonView } from "./types/PersonView";
import type { PolicyDrift } from "./types/PolicyDrift";
import type { ProblemLine } from "./types/ProblemLine";
import type { Proposal } from "./types/Proposal";
import type { ReportsView } from "./types/ReportsView";
import type { ReviewLine } from "./types/ReviewLine";
import type { ReviewView } from "./types/ReviewView";
import type { ProviderForm } from "./types/ProviderForm";
import type { RoleCard } from "./types/RoleCard";
import type { RotationView } from "./types/RotationView";
import type { RunbookView } from "./types/RunbookView";
import type { SearchView } from "./types/SearchView";
import type { ServiceView } from "./types/ServiceView";
import type { ShiftForm } from "./types/ShiftForm";
import type { ShiftSheet } from "./types/ShiftSheet";
import type { ShellView } from "./types/ShellView";
import type { Sighting } from "./types/Sighting";
import type { StandInForm } from "./types/StandInForm";
import type { Submitted } from "./types/Submitted";
import type { Switches } from "./types/Switches";
import type { TemplateChange } from "./types/TemplateChange";
import type { TemplateCheck } from "./types/TemplateCheck";
import type { TemplateGrid } from "./types/TemplateGrid";
import type { TemplatePlace } from "./types/TemplatePlace";
import type { TemplateSaved } from "./types/TemplateSaved";
import type { TemplateSheet } from "./types/TemplateSheet";
import type { TreeView } from "./types/TreeView";
import type { UpdateDraft } from "./types/UpdateDraft";
import type { WatchView } from "./types/WatchView";

/** What changed in the backend; screens that show it ask again. */
export type Topic = "incidents" | "outbox" | "workspace" | "runbooks" | "connections" | "settings";

/** What the tray or a notification asks the page to show. */
export type Show = { screen: string; incident: string | null; audience: string | null; page: string | null };

/** An error as the backend tells it: branch on the code, show the message. */
export type Trouble = {
  code: "refused" | "not_found" | "busy" | "newer_file" | "disk" | "no_vault" | "internal";
  message: string;
};

/** Everything the page may ask of the backend. */
export interface Client {
  shell(): Promise<ShellView>;
  searchPeople(words: string): Promise<PersonView[]>;
  watch(): Promise<WatchView>;
  rotation(id: string): Promise<RotationView>;
  services(): Promise<ServiceView[]>;
  pageTree(switches: Switches): Promise<TreeView>;
  treeLeaf(seen: Sighting): Promise<LeafView>;
  roles(): Promise<RoleCard[]>;
  role(id: string): Promise<RoleCard>;
  calendar(question: CalendarQuestion): Promise<CalendarView>;
  calendarCover(question: CoverQuestion): Promise<CalendarCover[]>;
  calendarCell(rotation: string, at: number): Promise<CellView>;
  coverage(question: CoverageQuestion): Promise<CoverageView>;
  load(question: LoadQuestion): Promise<LoadView>;
  exportCalendar(scope: CalendarScope): Promise<string>;
  setStandIn(intentId: string, form: StandInForm): Promise<void>;
  withdrawStandIn(id: string, reason: string): Promise<void>;
  shiftSheet(rotation: string | null, note: string | null): Promise<ShiftSheet>;
  offerShift(intentId: string, form: ShiftForm): Promise<void>;
  acceptShift(id: string): Promise<void>;
  takeBackShift(id: string, reason: string): Promise<void>;
  problems(): Promise<ProblemLine[]>;
  drift(service: string): Promise<PolicyDrift[]>;
  conflicts(): Promise<Conflict[]>;
  declareForm(): Promise<DeclareView>;
  propose(declaration: Declaration): Promise<Proposal>;
  dryRun(declaration: Declaration): Promise<DryRun>;
  dryRunOf(incident: string): Promise<DryRun>;
  bridge(incident: string): Promise<BridgeView>;
  searchPageable(incident: string, words: string): Promise<PageableFound>;
  pagePreview(incident: string, intent: Intent): Promise<PagePreview>;
  dialSheet(incident: string): Promise<DialSheet>;
  reports(incident: string): Promise<ReportsView>;
  compose(incident: string, draft: UpdateDraft): Promise<ComposeView>;
  composeAll(incident: string, composition: Composition): Promise<CompositionView>;
  submit(incident: string | null, intentId: string, intent: Intent): Promise<Submitted>;
  reviews(): Promise<ReviewLine[]>;
  adherence(): Promise<AdherenceView>;
  review(incident: string): Promise<ReviewView>;
  exportReview(incident: string): Promise<string>;
  outbox(): Promise<OutboxLine[]>;
  deliverNow(): Promise<void>;
  searchRunbooks(words: string, incident: string | null): Promise<SearchView>;
  runbook(path: string, incident: string | null): Promise<RunbookView>;
  connections(): Promise<ConnectionView[]>;
  providerForms(): Promise<ProviderForm[]>;
  setUp(form: ConnectionForm): Promise<void>;
  armConnection(connection: string, armed: boolean): Promise<void>;
  packs(): Promise<PackView[]>;
  addPack(id: string): Promise<PackView>;
  storeSecret(connection: string, field: string, secret: string): Promise<void>;
  forgetSecret(connection: string, field: string): Promise<void>;
  checkConnection(connection: string): Promise<CheckView>;
  syncConnection(connection: string): Promise<void>;
  templateGrid(): Promise<TemplateGrid>;
  templateSheet(place: TemplatePlace): Promise<TemplateSheet>;
  checkTemplate(place: TemplatePlace, text: string): Promise<TemplateCheck>;
  startTemplate(place: TemplatePlace): Promise<string>;
  changeTemplate(text: string, change: TemplateChange): Promise<string>;
  saveTemplate(place: TemplatePlace, began: string | null, text: string): Promise<TemplateSaved>;
  sayWho(person: string): Promise<void>;
  quiet(minutes: number): Promise<void>;
  draft(key: string): Promise<string | null>;
  saveDraft(key: string, json: string): Promise<void>;
  deleteDraft(key: string): Promise<void>;
  setting(key: string): Promise<string | null>;
  setSetting(key: string, json: string): Promise<void>;
  openLink(url: string): Promise<void>;
  /** Calls back with the topics of each change; the result ends it. */
  onChanged(told: (topics: Topic[]) => void): () => void;
  /** Calls back when the tray or a notification leads somewhere; the result ends it. */
  onShow(told: (show: Show) => void): () => void;
}

function listening<Payload>(event: string, told: (payload: Payload) => void): () => void {
  const stop = listen<Payload>(event, ({ payload }) => told(payload));
  return () => void stop.then((end) => end());
}

/** The backend. */
export const client: Client = {
  shell: () => invoke("shell"),
  searchPeople: (words) => invoke("search_people", { words }),
  watch: () => invoke("watch"),
  rotation: (id) => invoke("rotation", { id }),
  services: () => invoke("services"),
  pageTree: (switches) => invoke("page_tree", { switches }),
  treeLeaf: (seen) => invoke("tree_leaf", { seen }),
  roles: () => invoke("roles"),
  role: (id) => invoke("role", { id }),
  calendar: (question) => invoke("calendar", { question }),
  calendarCover: (question) => invoke("calendar_cover", { question }),
  calendarCell: (rotation, at) => invoke("calendar_cell", { rotation, at }),
  coverage: (question) => invoke("coverage", { question }),
  load: (question) => invoke("load", { question }),
  exportCalendar: (scope) => invoke("export_calendar", { scope }),
  setStandIn: (intentId, form) => invoke("set_stand_in", { intentId, form }),
  withdrawStandIn: (id, reason) => invoke("withdraw_stand_in", { id, reason }),
  shiftSheet: (rotation, note) => invoke("shift_sheet", { rotation, note }),
  offerShift: (intentId, form) => invoke("offer_shift", { intentId, form }),
  acceptShift: (id) => invoke("accept_shift", { id }),
  takeBackShift: (id, reason) => invoke("take_back_shift", { id, reason }),
  problems: () => invoke("problems"),
  drift: (service) => invoke("drift", { service }),
  conflicts: () => invoke("conflicts"),
  declareForm: () => invoke("declare_form"),
  propose: (declaration) => invoke("propose", { declaration }),
  dryRun: (declaration) => invoke("dry_run", { declaration }),
  dryRunOf: (incident) => invoke("dry_run_of", { incident }),
  bridge: (incident) => invoke("bridge", { incident }),
  searchPageable: (incident, words) => invoke("search_pageable", { incident, words }),
  pagePreview: (incident, intent) => invoke("page_preview", { incident, intent }),
  dialSheet: (incident) => invoke("dial_sheet", { incident }),
  reports: (incident) => invoke("reports", { incident }),
  compose: (incident, draft) => invoke("compose", { incident, draft }),
  composeAll: (incident, composition) => invoke("compose_all", { incident, composition }),
  submit: (incident, intentId, intent) => invoke("submit", { incident, intentId, intent }),
  reviews: () => invoke("reviews"),
  adherence: () => invoke("adherence"),
  review: (incident) => invoke("review", { incident }),
  exportReview: (incident) => invoke("export_review", { incident }),
  outbox: () => invoke("outbox"),
  deliverNow: () => invoke("deliver_now"),
  searchRunbooks: (words, incident) => invoke("search_runbooks", { words, incident }),
  runbook: (path, incident) => invoke("runbook", { path, incident }),
  connections: () => invoke("connections"),
  providerForms: () => invoke("provider_forms"),
  setUp: (form) => invoke("set_up", { form }),
  armConnection: (connection, armed) => invoke("arm_connection", { connection, armed }),
  packs: () => invoke("packs"),
  addPack: (id) => invoke("add_pack", { id }),
  storeSecret: (connection, field, secret) => invoke("store_secret", { connection, field, secret }),
  forgetSecret: (connection, field) => invoke("forget_secret", { connection, field }),
  checkConnection: (connection) => invoke("check_connection", { connection }),
  syncConnection: (connection) => invoke("sync_connection", { connection }),
  templateGrid: () => invoke("template_grid"),
  templateSheet: (place) => invoke("template_sheet", { place }),
  checkTemplate: (place, text) => invoke("check_template", { place, text }),
  startTemplate: (place) => invoke("start_template", { place }),
  changeTemplate: (text, change) => invoke("change_template", { text, change }),
  saveTemplate: (place, began, text) => invoke("save_template", { place, began, text }),
  sayWho: (person) => invoke("say_who", { person }),
  quiet: (minutes) => invoke("quiet", { minutes }),
  draft: (key) => invoke("draft", { key }),
  saveDraft: (key, json) => invoke("save_draft", { key, json }),
  deleteDraft: (key) => invoke("delete_draft", { key }),
  setting: (key) => invoke("setting", { key }),
  setSetting: (key, json) => invoke("set_setting", { key, json }),
  openLink: (url) => invoke("open_link", { url }),
  onChanged: (told) => listening("changed", told),
  onShow: (told) => listening("show", told),
};

/** The words of an error, whatever was thrown. */
export function words(thrown: unknown): string {
  if (thrown && typeof thrown === "object" && "message" in thrown) return String(thrown.message);
  return String(thrown);
}
