import { deflateSync } from "fflate";
import { encodeBase64 } from "../../src/api/base64.ts";
import { isObject, type Json } from "../../src/api/json.ts";
import { bounds } from "../../src/scenario/bounds.ts";
import { dictionaryV1 } from "../../src/scenario/link/dictionary-v1.ts";
import { decodeLink, isLink, linkBounds, type OpenedLink } from "../../src/scenario/link/link.ts";
import { writeScenario } from "../../src/scenario/write-scenario.ts";
import type { Draw } from "../hostile/mutations.ts";
import { anyValue, pick, spoiled, spoiledTree } from "./mutate.ts";
import { branches, sceneDocuments, scenarioOf, view } from "./samples.ts";
import { hold, type Target } from "./target.ts";

const dictionary = new TextEncoder().encode(dictionaryV1);
const documents: readonly Json[] = sceneDocuments.map((document) => ({ scenario: writeScenario({ ...scenarioOf(document), expect: [] }), view, engine: "0.1.0", digest: "0123456789ab" }));

/** As `encodeLink` packs, at a lesser cost. */
export const packed = (text: string): Uint8Array => deflateSync(new TextEncoder().encode(text), { level: 1, mem: 2, dictionary });
export const fragmentOfBytes = (bytes: Uint8Array): string => `#v=1&s=${encodeBase64([...bytes]).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
export const fragmentOfText = (text: string): string => fragmentOfBytes(packed(text));

export function spoiledFragment(next: Draw, base: Json): string {
  const text = (): string => JSON.stringify(base) ?? "null";
  switch (next(10)) {
    case 0:
      return spoiled(fragmentOfText(text()), next);
    case 1:
      return fragmentOfBytes(spoiledBytes(packed(text()), next));
    case 2:
      return fragmentOfText(next(80) === 0 ? withDepths(text(), next) : spoiled(text(), next));
    case 3:
      return fragmentOfText(JSON.stringify(next(2) === 0 ? anyValue(next, 6) : spoiledTree(base, next)) ?? "null");
    default:
      return fragmentOfText(JSON.stringify(spoiledBelow(base, next)) ?? "null");
  }
}

/** A fault in one of the parts of a scene, or in one of the parts of its scenario: what is around it is sound. */
function spoiledBelow(value: Json, next: Draw): Json {
  if (!isObject(value)) return spoiledTree(value, next);
  const key = pick(next, Object.keys(value));
  const inner = value[key] ?? null;
  return { ...value, [key]: key === "scenario" || key === "spec" ? spoiledBelow(inner, next) : spoiledTree(inner, next) };
}

/** A text or a number of a document becomes lists in lists, deeper than a stack is. */
function withDepths(text: string, next: Draw): string {
  const places = [...text.matchAll(/:("[^"\\]*"|\d+)(?=[,}])/g)];
  const { index, 0: value } = pick(next, places);
  const depth = pick(next, [100, 5_000, 100_000]);
  const [opens, closes] = pick(next, [["[", "]"], ['{"a":', "}"]] as const);
  return `${text.slice(0, index)}:${opens.repeat(depth)}1${closes.repeat(depth)}${text.slice(index + value.length)}`;
}

function spoiledBytes(bytes: Uint8Array, next: Draw): Uint8Array {
  const result = [...bytes];
  for (let faults = 1 + next(6); faults > 0; faults -= 1) {
    const at = next(result.length + 1);
    if (next(3) === 0) result.splice(at, 1 + next(40));
    else if (next(2) === 0) result.splice(at, 0, ...Array.from({ length: 1 + next(12) }, () => next(256)));
    else if (at < result.length) result[at] = next(256);
  }
  return Uint8Array.from(result);
}

const codes = ["version", "tooLong", "damaged", "tooLarge", "refused"];

/** An answer of few words, or a scene within all bounds that is written and read as itself. */
export function holdsAsOpened(link: OpenedLink): void {
  if (!link.ok) {
    hold(codes.includes(link.problem.code), `no such code: ${link.problem.code}`);
    hold(link.problem.detail.length <= 20 * 1_000, `a message of ${link.problem.detail.length} characters`);
    return;
  }
  const { scenario, view: seen } = link.scene;
  hold(scenario.inputs.length <= bounds.inputs && scenario.cluster.nodes.length <= bounds.nodes && Object.keys(scenario.files).length <= bounds.files, "beyond the bounds");
  hold(Object.getPrototypeOf(scenario.files) === Object.prototype && Object.getPrototypeOf(seen) === Object.prototype, "a prototype was changed");
  const again = writeScenario(scenario);
  hold(JSON.stringify(writeScenario(scenarioOf(again))) === JSON.stringify(again), "not the same when it is written and read");
}

export const links: Target = {
  name: "links",
  share: 400,
  open: () => (next) => {
    const base = pick(next, documents) as Readonly<Record<string, Json>>;
    const fragment = spoiledFragment(next, next(4) === 0 ? { ...base, branches } : base);
    hold(fragment.length < linkBounds.characters * 2, "the case is too long to mean anything");
    isLink(fragment);
    holdsAsOpened(decodeLink(fragment));
    hold(({} as Record<string, unknown>)["polluted"] === undefined && Object.keys(Object.prototype).length === 0, "Object.prototype was changed");
  },
};
