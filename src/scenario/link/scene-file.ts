import { isObject, type Json, type JsonObject } from "../../api/json.ts";
import { largestFile, readDocuments } from "../../manifest/read-documents.ts";
import { writeYaml } from "../../manifest/write-yaml.ts";
import { readScenario } from "../read-scenario.ts";
import { writeScenario } from "../write-scenario.ts";
import { readBranches, writeBranches } from "./branches.ts";
import { decodeLink, encodeLink, isLink, type LinkProblem, type SharedScene } from "./link.ts";
import { readView } from "./view.ts";

/** What a scene's file is called: whatever its scene, it opens as one wherever it is dropped. */
export const SCENE_FILE = /\.kubarium\.(?:ya?ml|json)$/i;

/** How a scene was looked at and what else is no part of a scenario, as annotations of the document. */
const annotation = (name: string): string => `kubarium.dev/${name}`;

const HEADING = "# A scene of Kubarium. Drop it on the page to open it, or play it with `kubarium run`.\n";

/**
 * A scene as a file: a scenario that the command line plays as well, with the view, the digest and the branches of time
 * beside it. One that would be too large to be read again is packed as a link is.
 */
export function writeSceneFile(scene: SharedScene): string {
  const { scenario, view, engine, digest, trail, branches } = scene;
  const document = writeScenario({ ...scenario, expect: [] });
  const annotations = {
    [annotation("view")]: JSON.stringify(view),
    ...(digest !== "" && { [annotation("engine")]: engine, [annotation("digest")]: digest.slice(0, 12) }),
    ...(trail !== undefined && { [annotation("trail")]: trail }),
    ...(branches && { [annotation("branches")]: JSON.stringify(writeBranches(branches)) }),
  };
  const metadata = { ...(document["metadata"] as JsonObject), annotations };
  const text = HEADING + writeYaml({ ...document, metadata });
  return text.length <= largestFile ? text : `${encodeLink(scene)}\n`;
}

/** `problem`: what is wrong with a link that the file holds. */
export type OpenedFile = { readonly ok: true; readonly scene: SharedScene } | { readonly ok: false; readonly faults: readonly string[]; readonly problem?: LinkProblem };

/** Opens the text of a file. Whatever stands in it: an answer, within the bounds of links and manifests, never an exception. */
export function readSceneFile(text: string, fileName: string): OpenedFile {
  const packed = text.trim();
  if (isLink(packed)) {
    const link = decodeLink(packed);
    return link.ok ? { ok: true, scene: link.scene } : { ok: false, faults: [], problem: link.problem };
  }
  const { documents, error } = readDocuments(text, fileName);
  const document = documents.find(({ value }) => value !== null);
  if (error || !document) return { ok: false, faults: error ? [error.message] : [] };
  const read = readScenario(document.value);
  if (!read.ok) return { ok: false, faults: read.problems.map(({ pointer, message }) => `${pointer}: ${message}`) };
  return { ok: true, scene: { scenario: read.scenario, ...besideScenario(document.value, read.scenario.inputs) } };
}

type Beside = Omit<SharedScene, "scenario">;

function besideScenario(document: Json, inputs: SharedScene["scenario"]["inputs"]): Beside {
  const metadata = isObject(document) ? document["metadata"] : undefined;
  const annotations = isObject(metadata) && isObject(metadata["annotations"]) ? metadata["annotations"] : {};
  const said = (name: string): string => {
    const value = annotations[annotation(name)];
    return typeof value === "string" ? value : "";
  };
  const branches = readBranches(parsed(said("branches")), inputs);
  const trail = said("trail").slice(0, 64);
  return { view: readView(parsed(said("view"))), engine: said("engine").slice(0, 64), digest: said("digest").slice(0, 64), ...(trail !== "" && { trail }), ...(branches && { branches }) };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
