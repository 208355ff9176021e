import { create } from "zustand";
import type { Scenario } from "../../scenario/scenario.ts";

/** One file of the editor. */
export interface EditorFile {
  readonly name: string;
  readonly text: string;
  /** As the workstation has it: what `kubectl apply -f` would read; undefined = not there yet. */
  readonly saved: string | undefined;
}

/** The editor's files, in the order of their tabs. The person's text lives here, whatever becomes of the world. */
interface Files {
  readonly files: readonly EditorFile[];
  readonly open: string;
}

export const useFiles = create<Files>(() => ({ files: [], open: "" }));

/** A new world's files. */
export function openFiles(files: Readonly<Record<string, string>>): void {
  const all = Object.entries(files).map(([name, text]) => ({ name, text, saved: text }));
  useFiles.setState({ files: all.length > 0 ? all : [{ name: "pod.yaml", text: "", saved: undefined }], open: all[0]?.name ?? "pod.yaml" });
}

/** The files of a scenario as edits have left them at an instant. */
export function filesAt({ files, inputs }: Pick<Scenario, "files" | "inputs">, atMs: number): Readonly<Record<string, string>> {
  const edits = inputs.flatMap(({ when, action }) => (action.type === "edit" && "atMs" in when && when.atMs <= atMs ? [[action.file, action.text] as const] : []));
  return { ...files, ...Object.fromEntries(edits) };
}

/** Changes some files, by name. */
export function changeFile(name: string, change: Partial<EditorFile>): void {
  useFiles.setState(({ files }) => ({ files: files.map((file) => (file.name === name ? { ...file, ...change } : file)) }));
}

/** True while the editor holds text of the person's that the workstation does not have. */
export const hasUnsavedText = (): boolean => useFiles.getState().files.some(({ text, saved }) => text !== (saved ?? ""));
