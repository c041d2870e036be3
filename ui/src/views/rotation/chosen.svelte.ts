// What the tabs of Rotations share: the zone in which all of them are read. It stays when the screen is left.

/** What is chosen; the reader's own zone where it is null. */
export const chosen = $state<{ zone: string | null }>({ zone: null });
