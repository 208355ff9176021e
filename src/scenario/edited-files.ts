import type { Scenario } from "./scenario.ts";

/** The files of a scene as whoever played it left them in the editor: those it began with, and what was written since. */
export const editedFiles = ({ files, inputs }: Pick<Scenario, "files" | "inputs">): Readonly<Record<string, string>> =>
  Object.fromEntries([...Object.entries(files), ...inputs.flatMap(({ action }): [string, string][] => (action.type === "edit" ? [[action.file, action.text]] : []))]);
