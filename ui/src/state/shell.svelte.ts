// What stands on every screen, asked once for all of them.
import { client } from "../ipc/client";
import type { LiveIncident } from "../ipc/types/LiveIncident";
import type { ShellView } from "../ipc/types/ShellView";
import { Live } from "./live.svelte";
import { route } from "./route.svelte";

let following = $state<Live<ShellView>>();

/** Starts to follow; the result stops it. */
export function startShell(): () => void {
  const started = new Live(["minute", "incidents", "outbox", "workspace", "runbooks", "connections", "settings"], () => client.shell());
  following = started;
  return () => started.end();
}

/** What stands on every screen. */
export const shell = {
  get view(): ShellView | undefined {
    return following?.value;
  },
  get trouble(): string {
    return following?.trouble ?? "";
  },
  /** The reader's zone. */
  get zone(): string {
    return following?.value?.zone ?? "UTC";
  },
  /** The incident that verbs are about: the one on the bridge, else the worst open one. */
  get incident(): LiveIncident | undefined {
    const open = following?.value?.incidents ?? [];
    return open.find((incident) => incident.id === route.place.incident) ?? open[0];
  },
};
