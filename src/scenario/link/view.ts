import { isObject, type Json } from "../../api/json.ts";
import { qualifiedNameErrors } from "../../api/names.ts";
import { bounds } from "../bounds.ts";

/** How a scene was looked at when it was shared. Everything is optional: what is missing is as the page finds best. */
export interface SharedView {
  /** The moment, virtual milliseconds. */
  readonly atMs?: number;
  /** An entity's key, as the view model has it. */
  readonly selected?: string;
  readonly container?: string;
  /** The selected pod is cut open. */
  readonly near?: boolean;
  readonly tab?: string;
  readonly file?: string;
  /** The plate's camera: where its middle lies and its zoom. */
  readonly camera?: { readonly x: number; readonly y: number; readonly zoom: number };
  /** What the plate's pods stand together by, unless it is their nodes: "owner", "namespace", or a label as "label:app". */
  readonly grouping?: string;
  /** The plate's leaders are drawn for everything on its rail. */
  readonly relations?: boolean;
  /** Text in the editor that the workstation did not have yet, by file. */
  readonly drafts?: Readonly<Record<string, string>>;
  readonly language?: string;
  /** Panels that were folded away. */
  readonly folded?: readonly string[];
  /** The sheet below the plate, in a small window. */
  readonly sheet?: string;
}

const MOST_CHARACTERS = 300;
const MOST_DRAFTS = 200;
const MOST_PANELS = 10;
const MOST_DRAFT_CHARACTERS = 1_000_000;

/** Takes what it can read and leaves the rest: how something was looked at is never a reason to refuse it. */
export function readView(value: Json | undefined): SharedView {
  if (!isObject(value)) return {};
  const { atMs, selected, container, near, tab, file, camera, grouping, relations, drafts, language, folded, sheet } = value;
  return {
    ...(isNumber(atMs) && { atMs: Math.min(Math.max(Math.floor(atMs), 0), bounds.durationMs) }),
    ...(isShort(selected) && { selected }),
    ...(isShort(container) && { container }),
    ...(typeof near === "boolean" && { near }),
    ...(isShort(tab) && { tab }),
    ...(isShort(file) && { file }),
    ...(isShort(language) && { language }),
    ...(isShort(sheet) && { sheet }),
    ...(Array.isArray(folded) && folded.length <= MOST_PANELS && { folded: folded.filter(isShort) }),
    ...(isObject(camera) && isNumber(camera["x"]) && isNumber(camera["y"]) && isNumber(camera["zoom"]) && { camera: { x: camera["x"], y: camera["y"], zoom: camera["zoom"] } }),
    ...(isGrouping(grouping) && { grouping }),
    ...(relations === true && { relations }),
    ...(isObject(drafts) && { drafts: readDrafts(drafts) }),
  };
}

const isNumber = (value: Json | undefined): value is number => typeof value === "number" && Number.isFinite(value);
const isShort = (value: Json | undefined): value is string => typeof value === "string" && value.length <= MOST_CHARACTERS;

const LABEL = "label:";
const isGrouping = (value: Json | undefined): value is string =>
  value === "owner" || value === "namespace" || (typeof value === "string" && value.startsWith(LABEL) && qualifiedNameErrors(value.slice(LABEL.length)).length === 0);

const readDrafts = (drafts: Readonly<Record<string, Json>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(drafts)
      .slice(0, MOST_DRAFTS)
      .filter((draft): draft is [string, string] => isShort(draft[0]) && typeof draft[1] === "string" && draft[1].length <= MOST_DRAFT_CHARACTERS),
  );
