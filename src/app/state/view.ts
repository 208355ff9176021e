import type { SharedView } from "../../scenario/link/view.ts";
import { changeFile, useFiles } from "./files.ts";
import { useMoment } from "./moment.ts";
import { useSelection, type InspectorTab } from "./selection.ts";
import { useSettings } from "./settings.ts";

/** The plate's camera, in the measure of its sheet: where the middle of the window lies, and the zoom. */
export interface SharedCamera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}
interface CameraKeeper {
  get(): SharedCamera | undefined;
  set(camera: SharedCamera): void;
}
let camera: CameraKeeper | undefined;
/** Asked for before the plate was there. */
let wanted: SharedCamera | undefined;

/** Called by the plate: how its camera is read and set. */
export function offerCamera(offered: CameraKeeper): void {
  camera = offered;
  if (wanted) camera.set(wanted);
  wanted = undefined;
}

/** How the world is looked at now. */
export function viewNow(): SharedView {
  const { selected, container, near, tab } = useSelection.getState();
  const { files, open } = useFiles.getState();
  const drafts = Object.fromEntries(files.filter(({ text, saved }) => text !== saved).map(({ name, text }) => [name, text]));
  const at = camera?.get();
  return {
    atMs: useMoment.getState().viewMs,
    ...(selected !== undefined && { selected }),
    ...(container !== undefined && { container }),
    ...(near && { near }),
    tab,
    ...(open !== "" && { file: open }),
    ...(at && { camera: at }),
    ...(Object.keys(drafts).length > 0 && { drafts }),
    language: useSettings.getState().language,
  };
}

const TABS: readonly string[] = ["why", "summary", "events", "yaml", "logs", "probes", "namespaces"] satisfies readonly InspectorTab[];

/** Looks at the world as somebody did, once its files are open. The language stays the reader's. */
export function lookAs({ selected, container, near, tab, file, camera: at, drafts }: SharedView): void {
  for (const [name, text] of Object.entries(drafts ?? {})) putDraft(name, text);
  if (file !== undefined && useFiles.getState().files.some(({ name }) => name === file)) useFiles.setState({ open: file });
  useSelection.setState({ selected, container, near: near ?? false, ...(tab !== undefined && TABS.includes(tab) && { tab: tab as InspectorTab }) });
  if (at && camera) camera.set(at);
  else wanted = at;
}

function putDraft(name: string, text: string): void {
  const { files } = useFiles.getState();
  if (files.some((file) => file.name === name)) changeFile(name, { text });
  else useFiles.setState({ files: [...files, { name, text, saved: undefined }] });
}
