/** Names of files in the workstation's directory. */

export type NameFault = "empty" | "taken" | "shape";

/** Relative paths without anything that a shell or a directory would read into them. */
const shape = /^(?!\.{1,2}(?:\/|$))[\p{L}\p{N}_.-]+(?:\/(?!\.{1,2}(?:\/|$))[\p{L}\p{N}_.-]+)*$/u;
const LONGEST = 120;

/** What is wrong with a name; undefined if nothing is. `others` are the names that are taken. */
export function faultOfName(name: string, others: readonly string[]): NameFault | undefined {
  if (name === "") return "empty";
  if (name.length > LONGEST || name.startsWith("-") || !shape.test(name)) return "shape";
  return others.includes(name) ? "taken" : undefined;
}

/** The wanted name, or the first of "pod-2.yaml", "pod-3.yaml"… that is free. */
export function freeName(wanted: string, others: readonly string[]): string {
  if (!others.includes(wanted)) return wanted;
  const dot = wanted.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [wanted.slice(0, dot), wanted.slice(dot)] : [wanted, ""];
  for (let number = 2; ; number += 1) {
    const name = `${stem}-${number}${ending}`;
    if (!others.includes(name)) return name;
  }
}

/** A file of another computer under a name that can be typed here. */
export function tameName(foreign: string): string {
  const name = foreign.replace(/^.*[\\/]/, "").replace(/[^\p{L}\p{N}_.-]+/gu, "-").replace(/^[-.]+/, "").slice(0, LONGEST);
  return name === "" ? "manifest.yaml" : name;
}

/** Where text of a kind goes by habit: "pod.yaml". */
export function nameForText(text: string): string {
  const kind = /^kind:\s*["']?([A-Za-z]+)/m.exec(text)?.[1];
  return `${kind?.toLowerCase() ?? "manifest"}.yaml`;
}
