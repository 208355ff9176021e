import type { SharedView } from "../../scenario/link/view.ts";
import { changeFile, useFiles } from "./files.ts";
import { useMoment } from "./moment.ts";
import { foldAs, usePanels } from "./panels.ts";
import { useSelection, type InspectorTab, type Sheet } from "./selection.ts";
import { useSettings } from "./settings.ts";

/** The plate's camera, in the measure of its sheet: where the middle of the window lies, and the zoom. */
export interface SharedCamera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}
interface Keeper<What> {
  get(): What | undefined;
  set(what: What): void;
}
let camera: Keeper<SharedCamera> | undefined;
/** Asked for before the plate was there. */
let wanted: SharedCamera | undefined;

/** Called by the plate: how its camera is read and set. */
export function offerCamera(offered: Keeper<SharedCamera>): void {
  camera = offered;
  if (wanted) point(wanted);
  wanted = undefined;
}

/** How the plate arranges what it shows. */
export type SharedArrangement = Pick<SharedView, "grouping" | "relations">;
let arrangement: Keeper<SharedArrangement> | undefined;
let wantedArrangement: SharedArrangement | undefined;

/** Called by the plate: how its arrangement is read and set. */
export function offerArrangement(offered: Keeper<SharedArrangement>): void {
  arrangement = offered;
  if (wantedArrangement) offered.set(wantedArrangement);
  wantedArrangement = undefined;
}

/** Frames until panels that fold have made room: the middle of the window is another then. */
const FRAMES = 3;

/** Points the camera, and once more when the panels stand. */
function point(at: SharedCamera): void {
  camera?.set(at);
  if (usePanels.getState().wanted?.length) afterFrames(FRAMES, () => camera?.set(at));
}

const afterFrames = (count: number, act: () => void): void => void requestAnimationFrame(() => (count > 1 ? afterFrames(count - 1, act) : act()));

/** Nobody sees half a pixel. */
const rounded = ({ x, y, zoom }: SharedCamera): SharedCamera => ({ x: Math.round(x), y: Math.round(y), zoom: Math.round(zoom * 1_000) / 1_000 });

/** What is as it is at first goes without saying. */
const FIRST_TAB: InspectorTab = "why";
const FIRST_SHEET: Sheet = "why";
const SHEETS: readonly string[] = ["plate", "yaml", "why", "time", "shell"] satisfies readonly Sheet[];

/** How the world is looked at now. */
export function viewNow(): SharedView {
  const { selected, container, near, tab, sheet } = useSelection.getState();
  const { folded } = usePanels.getState();
  const { files, open } = useFiles.getState();
  const drafts = Object.fromEntries(files.filter(({ text, saved }) => text !== saved).map(({ name, text }) => [name, text]));
  const at = camera?.get();
  return {
    atMs: useMoment.getState().viewMs,
    ...(selected !== undefined && { selected }),
    ...(container !== undefined && { container }),
    ...(near && { near }),
    ...(tab !== FIRST_TAB && { tab }),
    ...(open !== "" && open !== files[0]?.name && { file: open }),
    ...(folded.length > 0 && { folded }),
    ...(sheet !== FIRST_SHEET && { sheet }),
    ...(at && { camera: rounded(at) }),
    ...arrangement?.get(),
    ...(Object.keys(drafts).length > 0 && { drafts }),
    language: useSettings.getState().language,
  };
}

const TABS: readonly string[] = ["why", "summary", "events", "yaml", "logs", "probes", "namespaces"] satisfies readonly InspectorTab[];

/** Looks at the world as somebody did, once its files are open. The language stays the reader's. */
export function lookAs({ selected, container, near, tab = FIRST_TAB, file, camera: at, grouping, relations, drafts, folded = [], sheet = FIRST_SHEET }: SharedView): void {
  for (const [name, text] of Object.entries(drafts ?? {})) putDraft(name, text);
  if (file !== undefined && useFiles.getState().files.some(({ name }) => name === file)) useFiles.setState({ open: file });
  useSelection.setState({ selected, container, near: near ?? false, ...(TABS.includes(tab) && { tab: tab as InspectorTab }) });
  if (SHEETS.includes(sheet)) useSelection.setState({ sheet: sheet as Sheet });
  foldAs(folded);
  const arranged = { ...(grouping !== undefined && { grouping }), ...(relations && { relations }) };
  if (arrangement) arrangement.set(arranged);
  else wantedArrangement = arranged;
  if (at && camera) point(at);
  else wanted = at;
}

function putDraft(name: string, text: string): void {
  const { files } = useFiles.getState();
  if (files.some((file) => file.name === name)) changeFile(name, { text });
  else useFiles.setState({ files: [...files, { name, text, saved: undefined }] });
}
