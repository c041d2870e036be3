// Where the page is. Every screen keeps what it needs to come back to in `place`.
import { client, type Show } from "../ipc/client";

/** The screens. */
export type Screen = "watch" | "declare" | "bridge" | "runbooks" | "directory" | "rotations" | "templates" | "reviews" | "settings";

/** Where on a screen. */
export type Place = {
  screen: Screen;
  /** Which incident, on the bridge and in a review. */
  incident?: string | undefined;
  /** Whose composer. */
  audience?: string | undefined;
  /** Which runbook. */
  runbook?: string | undefined;
  /** Which service (`#tree` is the page tree), rotation, template or part of the settings. */
  item?: string | undefined;
  /** Why that item is asked for: a page keeps it. */
  reason?: string | undefined;
  /** A rehearsal is declared. */
  drill?: boolean | undefined;
};

/** What an item asks for, and of what: `page pagerduty/Night shift` is a page of that rotation. An id may have blanks of its own. */
export function asks(item: string): [string, string | undefined] {
  const gap = item.indexOf(" ");
  return gap < 0 ? [item, undefined] : [item.slice(0, gap), item.slice(gap + 1)];
}

/** Which shift is handed over: of a rotation, or as it was offered; of one's own where neither is named. */
export type ShiftPlace = { rotation?: string | undefined; note?: string | undefined };

let place = $state<Place>({ screen: "watch" });
let outbox = $state(false);
let shift = $state<ShiftPlace>();
let role = $state<string>();
const kept = new Map<Screen, Place>();

/** Where the page is. */
export const route = {
  get place(): Place {
    return place;
  },
  /** Whether the outbox lies over the screen. */
  get outbox(): boolean {
    return outbox;
  },
  set outbox(open: boolean) {
    outbox = open;
  },
  /** The shift whose sheet lies over the screen. */
  get shift(): ShiftPlace | undefined {
    return shift;
  },
  set shift(opened: ShiftPlace | undefined) {
    shift = opened;
  },
  /** The role whose card lies over the screen. */
  get role(): string | undefined {
    return role;
  },
  set role(id: string | undefined) {
    role = id;
  },
  /** Goes to a place; a screen without further words is shown as it was left. */
  go(next: Place): void {
    kept.set(place.screen, place);
    const bare = Object.keys(next).length === 1;
    place = bare ? (kept.get(next.screen) ?? next) : next;
    outbox = false;
    shift = undefined;
    role = undefined;
    remember();
  },
};

function remember(): void {
  void client.setSetting("place", JSON.stringify(place)).catch(() => undefined);
}

/** Goes back to where the page was when it ended, and follows the tray and notifications. */
export function startRoute(): () => void {
  void client.setting("place").then((json) => {
    if (json && place.screen === "watch") {
      const last = JSON.parse(json) as Place;
      if (last.screen !== "declare") place = last;
    }
  });
  return client.onShow(follow);
}

function follow(show: Show): void {
  if (show.screen === "outbox") {
    outbox = true;
    return;
  }
  const screen = show.screen as Screen;
  const item = show.page ? `called ${show.page}` : undefined;
  route.go({ screen, incident: show.incident ?? undefined, audience: show.audience ?? undefined, item });
}
