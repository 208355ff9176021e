import { isObject, type Json, type JsonObject } from "../api/json.ts";
import { bounds } from "./bounds.ts";
import { below, createChecks, type Checks, type Problem } from "./checks.ts";
import { readCluster } from "./cluster.ts";
import { readExpectations } from "./expectations.ts";
import { readInputs } from "./inputs.ts";
import { checkFileName, checkNamespace } from "./names.ts";
import type { Scenario } from "./scenario.ts";

export const DEFAULT_STARTS_AT = "2026-01-01T00:00:00Z";
const GROUP = "kubarium.dev/";
const MAX_SEED = 4_294_967_295;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

export type ReadScenario = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Every version that was ever written is read forever: each turns its own shape into today's Scenario. */
const versions: Readonly<Record<string, (document: JsonObject, checks: Checks) => Scenario>> = { v1: readV1 };

/** True for a document that means to be a scenario, of whatever version. */
export const isScenario = (document: Json | undefined): boolean =>
  isObject(document) && typeof document["apiVersion"] === "string" && document["apiVersion"].startsWith(GROUP);

/** Reads one document that is a scenario: checked whole, every default written out. */
export function readScenario(document: Json): ReadScenario {
  const checks = createChecks();
  const apiVersion = isObject(document) ? document["apiVersion"] : undefined;
  const version = typeof apiVersion === "string" ? apiVersion.slice(GROUP.length) : "";
  const reader = Object.hasOwn(versions, version) ? versions[version] : undefined;
  if (!isObject(document) || !reader) {
    checks.refuse("/apiVersion", `must be one of ${Object.keys(versions).map((one) => GROUP + one).join(", ")}; a newer one needs a newer Kubarium`);
    return { ok: false, problems: checks.problems };
  }
  const scenario = reader(document, checks);
  return checks.problems.length === 0 ? { ok: true, scenario } : { ok: false, problems: checks.problems };
}

function readV1(document: JsonObject, checks: Checks): Scenario {
  const { kind, metadata, spec } = checks.fields(document, "", ["apiVersion", "kind", "metadata", "spec"]);
  if (kind !== "Scenario") checks.refuse("/kind", "must be Scenario");
  const fields = checks.fields(spec, "/spec", ["seed", "startsAt", "namespace", "cluster", "files", "inputs", "until", "expect"]);
  const namespace = readNamespace(fields["namespace"], checks);
  const expect = readExpectations(fields["expect"], "/spec/expect", namespace, checks);
  return {
    ...readMetadata(metadata, checks),
    seed: fields["seed"] === undefined ? 1 : checks.integer(fields["seed"], "/spec/seed", 0, MAX_SEED),
    startsAtMs: readInstant(fields["startsAt"] ?? DEFAULT_STARTS_AT, "/spec/startsAt", checks),
    namespace,
    cluster: readCluster(fields["cluster"], "/spec/cluster", checks),
    files: readFiles(fields["files"], "/spec/files", checks),
    inputs: readInputs(fields["inputs"], "/spec/inputs", checks),
    ...(fields["until"] === undefined ? {} : { untilMs: checks.duration(fields["until"], "/spec/until") }),
    expect,
  };
}

function readMetadata(value: Json | undefined, checks: Checks): Pick<Scenario, "name" | "title" | "summary"> {
  const fields = checks.fields(value, "/metadata", ["name", "title", "summary", "labels", "annotations"]);
  const name = fields["name"] === undefined ? "scenario" : checks.text(fields["name"], "/metadata/name");
  const spoken = (field: "title" | "summary"): Readonly<Record<string, string>> | undefined => {
    const said = fields[field];
    if (said === undefined) return undefined;
    return typeof said === "string" ? { en: said } : checks.texts(said, `/metadata/${field}`, 20);
  };
  const [title, summary] = [spoken("title"), spoken("summary")];
  return { name, ...(title && { title }), ...(summary && { summary }) };
}

function readNamespace(value: Json | undefined, checks: Checks): string {
  const namespace = value === undefined ? "default" : checks.text(value, "/spec/namespace");
  checkNamespace(namespace, "/spec/namespace", checks);
  return namespace;
}

function readInstant(value: Json, pointer: string, checks: Checks): number {
  const text = checks.text(value, pointer);
  const ms = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) checks.refuse(pointer, "must be an instant in UTC such as 2026-01-01T00:00:00Z");
  return Number.isNaN(ms) ? 0 : ms;
}

function readFiles(value: Json | undefined, pointer: string, checks: Checks): Readonly<Record<string, string>> {
  const fields = checks.fields(value, pointer, isObject(value) ? Object.keys(value) : []);
  const names = Object.keys(fields);
  if (names.length > bounds.files) checks.refuse(pointer, `more than ${bounds.files} files`);
  const files = names.slice(0, bounds.files).map((name): [string, string] => {
    checkFileName(name, below(pointer, name), checks);
    return [name, checks.text(fields[name], below(pointer, name), bounds.fileCharacters)];
  });
  const characters = files.reduce((sum, [, text]) => sum + text.length, 0);
  if (characters > bounds.filesCharacters) checks.refuse(pointer, `the files hold more than ${bounds.filesCharacters} characters together`);
  return Object.fromEntries(files);
}
