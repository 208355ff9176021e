import { readCell, writeCell, type Cell } from "./cell.ts";

/**
 * What this browser keeps of the person's work: scenes as link fragments. Each tab keeps what is open in it in a cell of
 * its own, so that two tabs never write over one another; a new tab goes on with the newest. Storage may be blocked, full,
 * or hold anything: then nothing breaks, what cannot be read stays where it is, and the caller is told.
 */

export interface NamedScene {
  readonly name: string;
  /** Unix milliseconds, of the host's clock. */
  readonly savedAtMs: number;
  readonly fragment: string;
}

/** A scene that was open once, in this tab or another. */
export interface OpenScene extends Cell {
  readonly id: string;
}

/** now: what is open; before: what was open when a link, a file or another scene took its place. */
export type Slot = "now" | "before";

const CELL = "kubarium.tab.";
const TAB = "kubarium.tab";
const NAMED = "kubarium.scenes";
/** What stood in a place of ours and could not be read, when something else had to be written there. */
const UNREADABLE = "kubarium.unreadable";
/** Where older versions kept what was open. */
const OLD: Readonly<Record<Slot, string>> = { now: "kubarium.scene.now", before: "kubarium.scene.before" };
const MOST_NAMED = 200;
/** Scenes that were open and are kept without a name. */
const MOST_OPEN = 12;

/** One load of the page. */
export interface Shelf {
  /** False when it could not be kept. */
  keepScene(slot: Slot, fragment: string): boolean;
  /** What is open in this tab, or was; in a new one, what was kept last in any. */
  keptScene(slot: Slot): string | undefined;
  /** What this tab has kept cannot be opened: it is left as it is, and the tab goes on in another cell. */
  leaveScene(): void;
  /** What was open in any tab, the newest first; what this tab has open now is left out. */
  otherScenes(): readonly OpenScene[];
  /** So many older scenes had to make room since this was asked last. */
  takeLetGo(): number;
  /** Keeps a scene under a name; one of that name before is replaced. False when it could not be kept. */
  nameScene(name: string, fragment: string, savedAtMs: number): boolean;
  forgetScene(name: string): boolean;
}

type Cells = Readonly<Record<Slot, string>>;

export function createShelf(): Shelf {
  const page = newId();
  /** The cells of this tab; they survive a reload. */
  let tab: Cells | undefined;
  let letGo = 0;

  const cells = (): Cells => (tab ??= cellsOfTab());
  function use(changed: Cells): void {
    tab = changed;
    keepCells(changed);
  }

  /** Those of other tabs and times, the oldest first. */
  const others = (): readonly OpenScene[] => openScenes().filter(({ id }) => id !== cells().now && id !== cells().before).toReversed();

  /** Where there is no room, older scenes without a name make it, one by one; where that is no help, they stay. */
  function writeOrLetGo(key: string, value: string): boolean {
    if (write(key, value)) return true;
    const gone: (readonly [string, string])[] = [];
    for (const { id } of others()) {
      gone.push([CELL + id, read(CELL + id) ?? ""]);
      remove(CELL + id);
      if (!write(key, value)) continue;
      letGo += gone.length;
      return true;
    }
    for (const [place, text] of gone) write(place, text);
    return false;
  }

  function letGoOfOldest(): void {
    const all = others();
    for (const { id } of all.slice(0, Math.max(0, all.length + 2 - MOST_OPEN))) remove(CELL + id);
  }

  function writeNames(scenes: readonly unknown[]): boolean {
    const before = read(NAMED);
    if (before !== null && !isList(before)) write(UNREADABLE, before);
    return writeOrLetGo(NAMED, JSON.stringify(scenes));
  }

  return {
    keepScene(slot, fragment) {
      if (slot === "before") use({ ...cells(), before: newId() });
      // A tab that was doubled has the same cells: the one that was opened last keeps them.
      else if (openScene(cells().now)?.page !== page && read(CELL + cells().now) !== null) use({ ...cells(), now: newId() });
      const id = cells()[slot];
      const isNew = read(CELL + id) === null;
      const kept = writeOrLetGo(CELL + id, writeCell({ savedAtMs: Date.now(), page, fragment }));
      if (kept && isNew) letGoOfOldest();
      return kept;
    },
    keptScene(slot) {
      const own = openScene(cells()[slot]);
      // From now on it is this page's.
      if (own && own.page !== page) write(CELL + own.id, writeCell({ ...own, page }));
      if (own) return own.fragment;
      return slot === "now" ? (openScenes()[0]?.fragment ?? read(OLD.now) ?? undefined) : (read(OLD.before) ?? undefined);
    },
    leaveScene: () => use({ ...cells(), now: newId() }),
    otherScenes: () => openScenes().filter(({ id }) => id !== cells().now),
    takeLetGo() {
      const count = letGo;
      letGo = 0;
      return count;
    },
    nameScene(name, fragment, savedAtMs) {
      const rest = storedNames().filter((one) => !(isNamed(one) && one.name === name));
      return rest.length < MOST_NAMED && writeNames([{ name, savedAtMs, fragment }, ...rest]);
    },
    forgetScene: (name) => writeNames(storedNames().filter((one) => !(isNamed(one) && one.name === name))),
  };
}

export const { keepScene, keptScene, leaveScene, otherScenes, takeLetGo, nameScene, forgetScene } = createShelf();

/** The scenes that were given a name, the newest first. What cannot be read is left out. */
export const namedScenes = (): readonly NamedScene[] => storedNames().filter(isNamed);

/** All of them: those of a newer version are not ours to drop. */
function storedNames(): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(read(NAMED) ?? "[]");
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function isList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

const isNamed = (value: unknown): value is NamedScene => {
  const one = value as Partial<NamedScene> | null;
  return typeof one === "object" && typeof one?.name === "string" && typeof one.savedAtMs === "number" && Number.isFinite(new Date(one.savedAtMs).getTime()) && typeof one.fragment === "string";
};

function cellsOfTab(): Cells {
  const [, now, before] = /^(\w{4,40}) (\w{4,40})$/.exec(readOf(() => sessionStorage.getItem(TAB)) ?? "") ?? [];
  const made = { now: now ?? newId(), before: before ?? newId() };
  if (now === undefined) keepCells(made);
  return made;
}

function keepCells({ now, before }: Cells): void {
  try {
    sessionStorage.setItem(TAB, `${now} ${before}`);
  } catch {
    // A reload goes on with the newest, then.
  }
}

function newId(): string {
  return `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 10)}`;
}

function openScene(id: string): OpenScene | undefined {
  const cell = readCell(read(CELL + id));
  return cell && { id, ...cell };
}

const openScenes = (): readonly OpenScene[] =>
  cellIds()
    .flatMap((id) => openScene(id) ?? [])
    .sort((a, b) => b.savedAtMs - a.savedAtMs);

function cellIds(): readonly string[] {
  try {
    return Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? "").filter((key) => key.startsWith(CELL)).map((key) => key.slice(CELL.length));
  } catch {
    return [];
  }
}

function write(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Blocked.
  }
}

const read = (key: string): string | null => readOf(() => localStorage.getItem(key));

function readOf(get: () => string | null): string | null {
  try {
    return get();
  } catch {
    return null;
  }
}
