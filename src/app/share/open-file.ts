import { SCENE_FILE } from "../../scenario/link/scene-file.ts";
import { askChecks } from "../editor/checks.ts";
import { LARGEST_FILE_BYTES, takeFiles, textOf } from "../editor/file-commands.ts";
import { useSelection } from "../state/selection.ts";
import { useNotice, type FileProblem } from "./link-notice.tsx";
import { openScene } from "./open-link.ts";

/** True for a file that its name says to be a scene. */
export const isSceneFile = ({ name }: File): boolean => SCENE_FILE.test(name);

/** True for a file that may be a picture of a scene. */
export const isPicture = ({ name }: File): boolean => /\.(?:png|svg|gif|webm|html)$/i.test(name);

/** Opens a scene's file. What cannot be opened is told of, and what is open stays. */
async function openSceneFile(file: File): Promise<void> {
  const refuse = (code: FileProblem, faults: readonly string[] = [], open?: () => void): void =>
    useNotice.setState({ notice: { type: "file", code, name: file.name, faults, ...(open && { open }) } });
  if (file.size > LARGEST_FILE_BYTES) return refuse("tooLarge");
  const text = await textOf(file);
  if (text === undefined) return refuse("unreadable");
  const { scene, faults, problem } = await askChecks({ type: "scenario", text });
  if (scene) await openScene(scene);
  else if (problem) useNotice.setState({ notice: { type: "problem", problem } });
  else refuse("refused", faults, () => void openAsText(file));
}

/** Opens the scene of a picture that was made here; the picture itself is never shown. */
async function openPicture(file: File): Promise<void> {
  const refuse = (code: FileProblem): void => useNotice.setState({ notice: { type: "file", code, name: file.name, faults: [] } });
  const { LARGEST_PICTURE_BYTES, sceneInPicture } = await import("../../scenario/picture/scene-in-picture.ts");
  if (file.size > LARGEST_PICTURE_BYTES) return refuse("noScene");
  const link = sceneInPicture(new Uint8Array(await file.arrayBuffer()));
  if (!link) refuse("noScene");
  else if (link.ok) await openScene(link.scene);
  else useNotice.setState({ notice: { type: "problem", problem: link.problem } });
}

/** Opens what was dropped on the page or picked: a scene as one, anything else as files of the editor. */
export async function openFiles(files: readonly File[]): Promise<void> {
  const named = files.find(isSceneFile);
  if (named) return openSceneFile(named);
  const picture = files.find(isPicture);
  if (picture) return openPicture(picture);
  const [only] = files;
  if (files.length === 1 && only && only.size <= LARGEST_FILE_BYTES && (await holdsScene(only))) return openSceneFile(only);
  const { tooLarge, unreadable, opened } = await takeFiles(files);
  if (opened.length > 0) useSelection.setState({ sheet: "yaml" });
  const [code, name] = tooLarge[0] !== undefined ? ["tooLarge" as const, tooLarge[0]] : ["unreadable" as const, unreadable[0]];
  if (name !== undefined) useNotice.setState({ notice: { type: "file", code, name, faults: [] } });
}

/** A scenario under any name. */
const holdsScene = async (file: File): Promise<boolean> => /^\s*["']?apiVersion["']?\s*:\s*["']?kubarium\.dev\//m.test((await textOf(file)) ?? "");

async function openAsText(file: File): Promise<void> {
  useNotice.setState({ notice: undefined });
  await takeFiles([file]);
  useSelection.setState({ sheet: "yaml" });
}
