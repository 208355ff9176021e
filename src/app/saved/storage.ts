/**
 * What this browser keeps of the person's work: scenes as link fragments. Storage may be blocked, full, or hold anything:
 * then nothing breaks, and the caller is told.
 */

export interface NamedScene {
  readonly name: string;
  /** Unix milliseconds, of the host's clock. */
  readonly savedAtMs: number;
  readonly fragment: string;
}

/** now: what is open; before: what was open when a link, a file or another scene took its place. */
export type Slot = "now" | "before";

const slotKey = (slot: Slot): string => `kubarium.scene.${slot}`;
const NAMED = "kubarium.scenes";
const MOST_NAMED = 200;

/** False when it could not be kept. */
export const keepScene = (slot: Slot, fragment: string): boolean => write(slotKey(slot), fragment);

export const keptScene = (slot: Slot): string | undefined => read(slotKey(slot)) ?? undefined;

/** The scenes that were given a name, the newest first. What cannot be read is left out. */
export function namedScenes(): readonly NamedScene[] {
  try {
    const value: unknown = JSON.parse(read(NAMED) ?? "[]");
    return Array.isArray(value) ? value.filter(isNamed) : [];
  } catch {
    return [];
  }
}

/** Keeps a scene under a name; one of that name before is replaced. False when it could not be kept. */
export function nameScene(name: string, fragment: string, savedAtMs: number): boolean {
  const others = namedScenes().filter((one) => one.name !== name);
  return write(NAMED, JSON.stringify([{ name, savedAtMs, fragment }, ...others].slice(0, MOST_NAMED)));
}

export const forgetScene = (name: string): boolean => write(NAMED, JSON.stringify(namedScenes().filter((one) => one.name !== name)));

const isNamed = (value: unknown): value is NamedScene => {
  const one = value as Partial<NamedScene> | null;
  return typeof one === "object" && typeof one?.name === "string" && typeof one.savedAtMs === "number" && typeof one.fragment === "string";
};

function write(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
