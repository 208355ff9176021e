import { Inflate, deflateSync } from "fflate";
import { isObject, type Json, type JsonObject } from "../../api/json.ts";
import { decodeBase64, encodeBase64 } from "../../api/base64.ts";
import { readScenario } from "../read-scenario.ts";
import type { Scenario } from "../scenario.ts";
import { writeScenario } from "../write-scenario.ts";
import { readBranches, writeBranches, type KeptBranches } from "./branches.ts";
import { checksum } from "./checksum.ts";
import { dictionaryV1 } from "./dictionary-v1.ts";
import { isDeeper } from "./depth.ts";
import { readView, type SharedView } from "./view.ts";

/** The whole scene: what happened, and how it was looked at. */
export interface SharedScene {
  readonly scenario: Scenario;
  readonly view: SharedView;
  /** Of the engine that made the link, and the first 12 digits of its digest of the watch log at the moment that is shown. */
  readonly engine: string;
  readonly digest: string;
  /** The digest at moments before: by it another engine finds since when it differs. Absent in older links. */
  readonly trail?: string;
  /** What was typed, in every future that is kept: in this browser only, a link to share leaves it out. */
  readonly branches?: KeptBranches | undefined;
}

/** What a link may be at most, before and after it is unpacked. */
export const linkBounds = { characters: 262_144, unpackedBytes: 5_000_000, depth: 100 } as const;

/** What a browser keeps of the person's own may be more: all that was typed, in every branch. */
export const keptBounds: LinkBounds = { characters: 4_000_000, unpackedBytes: 40_000_000, depth: 100 };

type LinkBounds = Readonly<Record<keyof typeof linkBounds, number>>;

/** Above this many characters a chat may cut a link off: a file is offered. */
export const CHAT_CHARACTERS = 8_000;

/** `checked`: it is as it was made. Links before the checksum do not say. */
export type OpenedLink = { readonly ok: true; readonly scene: SharedScene; readonly checked: boolean } | { readonly ok: false; readonly problem: LinkProblem };

/** Why a link does not open. `detail` names what of the scenario is refused. */
export interface LinkProblem {
  readonly code: "version" | "tooLong" | "damaged" | "tooLarge" | "refused";
  readonly detail: string;
}

const dictionary = new TextEncoder().encode(dictionaryV1);

/** The fragment of a link, "#" included. What there is to see in a scene is said in lists only, and left out. `level`: how hard it is packed, from 1 to 9. */
export function encodeLink({ scenario, view, engine, digest, trail, branches }: SharedScene, level: 1 | 6 | 9 = 9): string {
  const { summary: _summary, ...played } = scenario;
  const text = JSON.stringify({ scenario: writeScenario({ ...played, expect: [] }), view, engine, digest: digest.slice(0, 12), ...(trail !== undefined && { trail }), ...(branches && { branches: writeBranches(branches) }) });
  const packed = deflateSync(new TextEncoder().encode(withLines(text)), { level, mem: 12, dictionary });
  const carried = base64url([...packed]);
  return `#v=1&s=${carried}&c=${checksum(carried)}`;
}

/** True for a fragment that means to be a link. */
export const isLink = (fragment: string): boolean => /^#?v=/.test(fragment);

/** Opens a fragment. Whatever stands in it: an answer, never an exception, and nothing is built beyond the bounds. */
export const decodeLink = (fragment: string): OpenedLink => decode(fragment, linkBounds);

/** The same for what this browser kept. */
export const decodeKept = (fragment: string): OpenedLink => decode(fragment, keptBounds);

function decode(fragment: string, bounds: LinkBounds): OpenedLink {
  if (fragment.length > bounds.characters) return refused("tooLong");
  const parameters = new URLSearchParams(fragment.replace(/^#/, ""));
  if (parameters.get("v") !== "1") return refused("version", parameters.get("v") ?? "");
  const carried = parameters.get("s") ?? "";
  const sum = parameters.get("c");
  // One changed letter may unpack to a scene all the same, with another file in it.
  if (sum !== null && sum !== checksum(carried)) return refused("damaged");
  const packed = decodeBase64(carried.replaceAll("-", "+").replaceAll("_", "/"));
  const unpacked = inflated(Uint8Array.from(packed), bounds.unpackedBytes);
  if (unpacked === "tooLarge") return refused("tooLarge");
  const document = unpacked && parsed(unpacked);
  return isObject(document) ? sceneOf(document, sum !== null) : refused("damaged");
}

function sceneOf({ scenario, view, engine, digest, trail, branches }: JsonObject, checked: boolean): OpenedLink {
  const read = readScenario(scenario ?? null);
  if (!read.ok) return refused("refused", read.problems.map(({ pointer, message }) => `${pointer}: ${message}`).join("\n"));
  const text = (value: Json | undefined): string => (typeof value === "string" ? value.slice(0, 64) : "");
  const kept = readBranches(branches, read.scenario.inputs);
  return { ok: true, checked, scene: { scenario: read.scenario, view: readView(view), engine: text(engine), digest: text(digest), ...(typeof trail === "string" && { trail: text(trail) }), ...(kept && { branches: kept }) } };
}

const refused = (code: LinkProblem["code"], detail = ""): OpenedLink => ({ ok: false, problem: { code, detail } });

/** JSON with real line breaks for escaped ones, of which it has none of its own: so the dictionary's lines are met. */
const withLines = (json: string): string => json.replaceAll(/\\(.)/g, (escape, letter) => (letter === "n" ? "\n" : escape));
const withoutLines = (text: string): string => text.replaceAll("\n", "\\n");

const base64url = (bytes: readonly number[]): string => encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

/** How much is unpacked between two looks at the size: a little text may unpack a thousandfold. */
const PORTION_BYTES = 512;

function inflated(packed: Uint8Array, mostBytes: number): Uint8Array | "tooLarge" | undefined {
  const portions: Uint8Array[] = [];
  let bytes = 0;
  let ended = false;
  try {
    const inflate = new Inflate({ dictionary }, (portion, final) => {
      portions.push(portion);
      bytes += portion.length;
      ended = final;
    });
    for (let at = 0; at < packed.length && bytes <= mostBytes; at += PORTION_BYTES) {
      inflate.push(packed.subarray(at, at + PORTION_BYTES), at + PORTION_BYTES >= packed.length);
    }
  } catch {
    return undefined;
  }
  if (bytes > mostBytes) return "tooLarge";
  return ended ? joined(portions, bytes) : undefined;
}

function joined(portions: readonly Uint8Array[], bytes: number): Uint8Array {
  const all = new Uint8Array(bytes);
  let at = 0;
  for (const portion of portions) {
    all.set(portion, at);
    at += portion.length;
  }
  return all;
}

function parsed(bytes: Uint8Array): Json | undefined {
  try {
    const text = withoutLines(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isDeeper(text, linkBounds.depth) ? undefined : (JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}
