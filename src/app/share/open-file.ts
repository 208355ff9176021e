import { SCENE_FILE } from "../../scenario/link/scene-file.ts";
import { askChecks } from "../editor/checks.ts";
import { LARGEST_FILE_BYTES, takeFiles, textOf } from "../editor/file-commands.ts";
import { useSelection } from "../state/selection.ts";
import { useNotice, type FileProblem, type UnopenedFile } from "./link-notice.tsx";
import { openScene } from "./open-link.ts";

/** True for a file that its name says to be a scene. */
export const isSceneFile = ({ name }: File): boolean => SCENE_FILE.test(name);

/** True for a file that may be a picture of a scene. */
export const isPicture = ({ name }: File): boolean => /\.(?:png|svg|gif|webm|html)$/i.test(name);

/** Opens a scene's file. What cannot be opened is told of, and what is open stays. `others` came with it and are not opened. */
async function openSceneFile(file: File, others: readonly UnopenedFile[]): Promise<void> {
  const refuse = (code: FileProblem, faults: readonly string[] = [], open?: () => void): void => tell([{ code, name: file.name }, ...others], faults, open);
  if (file.size > LARGEST_FILE_BYTES) return refuse("tooLarge");
  const text = await textOf(file);
  if (text === undefined) return refuse("unreadable");
  if (text.trim() === "") return refuse("empty");
  const { scene, faults, problem } = await askChecks({ type: "scenario", text });
  if (problem) return useNotice.setState({ notice: { type: "problem", problem } });
  if (!scene) return refuse("refused", faults, () => void openAsText(file));
  await openScene(scene);
  tell(others);
}

/** Opens the scene of a picture that was made here; the picture itself is never shown. */
async function openPicture(file: File, others: readonly UnopenedFile[]): Promise<void> {
  const refuse = (): void => tell([{ code: "noScene", name: file.name }, ...others]);
  const { LARGEST_PICTURE_BYTES, sceneInPicture } = await import("../../scenario/picture/scene-in-picture.ts");
  if (file.size > LARGEST_PICTURE_BYTES) return refuse();
  const link = sceneInPicture(new Uint8Array(await file.arrayBuffer()));
  if (!link) return refuse();
  if (!link.ok) return useNotice.setState({ notice: { type: "problem", problem: link.problem } });
  await openScene(link.scene, link.checked);
  tell(others);
}

/** Says what was not opened; nothing where all was. */
function tell([first, ...others]: readonly UnopenedFile[], faults: readonly string[] = [], open?: () => void): void {
  if (first) useNotice.setState({ notice: { type: "file", ...first, faults, others, ...(open && { open }) } });
}

/** What was said of the files before is of no interest once others come. */
export const forgetLastFiles = (): void => useNotice.setState(({ notice }) => (notice?.type === "file" || notice?.type === "problem" ? { notice: undefined } : {}));

/** Opens what was dropped on the page or picked: a scene as one, anything else as files of the editor. */
export async function openFiles(files: readonly File[]): Promise<void> {
  forgetLastFiles();
  const [only] = files;
  const named = files.find(isSceneFile);
  const picture = named ? undefined : files.find(isPicture);
  const beside = files.filter((file) => file !== (named ?? picture)).map(({ name }): UnopenedFile => ({ code: "beside", name }));
  if (named) return openSceneFile(named, beside);
  if (picture) return openPicture(picture, beside);
  if (files.length === 1 && only && only.size <= LARGEST_FILE_BYTES && (await holdsScene(only))) return openSceneFile(only, []);
  const { left, opened } = await takeFiles(files);
  if (opened.length > 0) useSelection.setState({ sheet: "yaml" });
  tell(left);
}

/** A scenario under any name. */
const holdsScene = async (file: File): Promise<boolean> => /^\s*["']?apiVersion["']?\s*:\s*["']?kubarium\.dev\//m.test((await textOf(file)) ?? "");

async function openAsText(file: File): Promise<void> {
  useNotice.setState({ notice: undefined });
  await takeFiles([file]);
  useSelection.setState({ sheet: "yaml" });
}
