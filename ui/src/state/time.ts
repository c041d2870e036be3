// Instants and lengths of time as people read them. Instants come from the backend; nothing is computed here but distance.

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...options });
    formats.set(key, known);
  }
  return known;
}

/** `20:41` */
export function clockTime(at: number, zone: string): string {
  return format(zone, { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** `20:41:07` */
export function clockSeconds(at: number, zone: string): string {
  return format(zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(at);
}

/** `Fri 20 Nov` */
export function day(at: number, zone: string): string {
  return format(zone, { weekday: "short", day: "numeric", month: "short" }).format(at).replace(",", "");
}

/** `2026-11-20 20:41`, the form in which people write a time. */
export function written(at: number, zone: string): string {
  const parts = format(zone, { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}`;
}

/** `Fri` */
export function weekday(at: number, zone: string): string {
  return format(zone, { weekday: "short" }).format(at);
}

/** How far away, either way, a weekday alone still means one day. */
const WEEKDAY_MEANS_ONE_MS = 6 * 24 * 3_600_000;

/** `20:41`; `Sat 04:00` on another day than now; `Sat 12 Dec 04:00` where a weekday alone would mean a nearer one. */
export function when(at: number, zone: string, now: number): string {
  if (Math.abs(at - now) > WEEKDAY_MEANS_ONE_MS) return `${date(at, zone, now)} ${clockTime(at, zone)}`;
  const same = day(at, zone) === day(now, zone);
  return same ? clockTime(at, zone) : `${weekday(at, zone)} ${clockTime(at, zone)}`;
}

/** `Fri 20 Nov`, with the year where it is another than now. */
function date(at: number, zone: string, now: number): string {
  const year = (instant: number): string => format(zone, { year: "numeric" }).format(instant);
  return year(at) === year(now) ? day(at, zone) : `${day(at, zone)} ${year(at)}`;
}

/** `Mon 16 Nov 09:00 CET`, with the year where it is another than now. */
export function dayTime(at: number, zone: string, now: number): string {
  return `${date(at, zone, now)} ${clockTime(at, zone)} ${zoneName(at, zone)}`;
}

/** `Mon 16 Nov 09:00 to Tue 17 Nov 09:00 CET`; the day once where both are on it, the zone twice where clocks change between. */
export function stretch(from: number, until: number, zone: string, now: number): string {
  const begin = zoneName(from, zone) === zoneName(until, zone) ? `${date(from, zone, now)} ${clockTime(from, zone)}` : dayTime(from, zone, now);
  const sameDay = date(from, zone, now) === date(until, zone, now);
  return `${begin} to ${sameDay ? `${clockTime(until, zone)} ${zoneName(until, zone)}` : dayTime(until, zone, now)}`;
}

/** `as of 14:02 CET`: how old what a source told is. A source without an age was never read. */
export function asOf(at: number | null, zone: string, now: number): string {
  return at === null ? "never read" : `as of ${when(at, zone, now)} ${zoneName(at, zone)}`;
}

/** The zone's short name: `CET`. */
export function zoneName(at: number, zone: string): string {
  const parts = format(zone, { timeZoneName: "short" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/** Minutes and seconds of a running clock: `24:18`, `1:02:09`. */
export function running(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (number: number): string => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** What is left until an instant: `03:42`; late: `+02:10`. Seconds are rounded up, so that 0 means due. */
export function remaining(dueAt: number, now: number): string {
  const left = dueAt - now;
  return left > 0 ? running(Math.ceil(left / 1000) * 1000) : `+${running(-left)}`;
}

/** A length of time in prose: `1 h 19 m`, `24 min`, `40 s`. */
export function length(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  if (minutes < 1) return `${Math.floor(Math.abs(ms) / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  return minutes % 60 ? `${hours} h ${minutes % 60} m` : `${hours} h`;
}
