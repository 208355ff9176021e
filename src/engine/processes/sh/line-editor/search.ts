import type { Edited, Editing, Surroundings } from "./editing.ts";

type EditKey = (line: string, editing: Editing, key: string, around: Surroundings) => Edited;

// Mirrors reverse_i_search (busybox libbb/lineedit.c).
/** Ctrl-R is under way: a letter narrows, Ctrl-R goes further back, any other key takes what was found. */
export function searchKey(line: string, editing: Editing, key: string, name: string | undefined, around: Surroundings, editKey: EditKey): Edited {
  const search = editing.search ?? "";
  const plain = name === undefined && !/^[\x00-\x1f\x7f]/.test(key);
  if (plain || name === "search" || name === "backspace") {
    const wanted = plain ? search + key : name === "backspace" ? [...search].slice(0, -1).join("") : search;
    const place = findBack(editing.history, wanted, name === "search" ? editing.place - 1 : editing.history.length - 1);
    const found = place === undefined ? line : (editing.history[place] ?? "");
    return { line: found, editing: { ...editing, search: wanted, place: place ?? editing.place, cursor: [...found].length }, echo: `${place === undefined && wanted !== "" ? "\x07" : ""}\r(reverse-i-search)'${wanted}': ${found}\x1b[J` };
  }
  const { search: _over, ...left } = editing;
  const redrawn = `\r${around.prompt}${line}\x1b[J`;
  const next = editKey(line, left, key, around);
  return { ...next, echo: redrawn + next.echo };
}

function findBack(history: readonly string[], wanted: string, from: number): number | undefined {
  if (wanted === "") return undefined;
  for (let place = Math.min(from, history.length - 1); place >= 0; place -= 1) if (history[place]?.includes(wanted)) return place;
  return undefined;
}
