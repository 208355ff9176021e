import { changeFile, useFiles } from "../state/files.ts";
import { saveFile } from "../state/world.ts";

/** Puts a file of a lesson into the editor, opens it there, and saves it on the workstation, so that commands find it. */
export function putFile(name: string, text: string): void {
  const { files } = useFiles.getState();
  // A blank first page that nobody wrote on makes room.
  const kept = files.filter((file) => file.text !== "" || file.saved !== undefined || file.name === name);
  const has = kept.some((file) => file.name === name);
  useFiles.setState({ files: has ? kept : [...kept, { name, text, saved: undefined }], open: name });
  if (has) changeFile(name, { text });
  saveFile(name);
}
