import { useFiles, type EditorFile } from "../state/files.ts";
import { freeName, tameName } from "./file-names.ts";

/** What the tabs and the menu do to the editor's files. The workstation hears of a file when it is applied. */

/** Bytes of a file that is taken in. */
export const LARGEST_FILE_BYTES = 1_000_000;

const names = (): readonly string[] => useFiles.getState().files.map(({ name }) => name);

export const openFile = (name: string): void => useFiles.setState({ open: name });

/** Puts a file behind the others and opens it. Returns its name. */
export function addFile(wanted: string, text = ""): string {
  const name = freeName(wanted, names());
  useFiles.setState(({ files }) => ({ files: [...files, { name, text, saved: undefined }], open: name }));
  return name;
}

/** The old file stays on the workstation; under the new name it has nothing yet. */
export function renameFile(from: string, to: string): void {
  if (from === to) return;
  const renamed = (file: EditorFile): EditorFile => (file.name === from ? { ...file, name: to, saved: undefined } : file);
  useFiles.setState(({ files, open }) => ({ files: files.map(renamed), open: open === from ? to : open }));
}

/** Takes a file out of the editor; its neighbour opens. The last one leaves an empty file behind. */
export function removeFile(name: string): void {
  useFiles.setState(({ files, open }) => {
    const at = files.findIndex((file) => file.name === name);
    const rest = files.filter((file) => file.name !== name);
    const left = rest.length > 0 ? rest : [{ name: "pod.yaml", text: "", saved: undefined }];
    return { files: left, open: open === name ? (left[Math.min(at, left.length - 1)]?.name ?? "") : open };
  });
}

/** A file that was not opened, and why. */
export interface LeftFile {
  readonly code: "tooLarge" | "unreadable" | "empty";
  readonly name: string;
}

export interface TakenFiles {
  readonly opened: readonly string[];
  readonly left: readonly LeftFile[];
}

/** Opens files of the person's computer. What is too large, no text, or nothing at all is left out and told. */
export async function takeFiles(files: Iterable<File>): Promise<TakenFiles> {
  const opened: string[] = [];
  const left: LeftFile[] = [];
  for (const file of files) {
    const text = file.size > LARGEST_FILE_BYTES ? "" : await textOf(file);
    const code = file.size > LARGEST_FILE_BYTES ? "tooLarge" : text === undefined ? "unreadable" : text.trim() === "" ? "empty" : undefined;
    if (code) left.push({ code, name: file.name });
    else opened.push(takeIn(tameName(file.name), text ?? ""));
  }
  return { opened, left };
}

/** A file of this computer as text; undefined where it is none. */
export async function textOf(file: File): Promise<string | undefined> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return text.includes("\0") ? undefined : text.replaceAll("\r\n", "\n");
  } catch {
    return undefined;
  }
}

/** Into the empty file that is open, if there is one: the first thing that is dropped replaces the blank page. */
function takeIn(wanted: string, text: string): string {
  const { files, open } = useFiles.getState();
  const blank = files.find((file) => file.name === open && file.text.trim() === "" && file.saved === undefined);
  if (!blank) return addFile(wanted, text);
  const name = freeName(wanted, names().filter((other) => other !== open));
  useFiles.setState({ files: files.map((file) => (file === blank ? { ...file, name, text } : file)), open: name });
  return name;
}
