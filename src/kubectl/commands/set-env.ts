import type { JsonObject } from "../../api/json.ts";
import { call } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { requireResource } from "../builder/arguments.ts";
import { build } from "../builder/build.ts";
import { getObject } from "../client.ts";
import type { Info } from "../builder/info.ts";
import { fail, throwAll } from "../failure.ts";
import { array, bool, list, text } from "../flags/flag.ts";
import { objectAt, objectsAt, sortedKeys, stringAt, withValue } from "../objects.ts";
import type { Session } from "../session.ts";
import { writeError, writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { splitChanges } from "./key-value-changes.ts";
import { editContainers, oneOrMoreResources, podSpecPath, setEach, setFlags } from "./set-each.ts";

export const setEnvCommand: Command = {
  name: "env",
  short: "Update environment variables on a pod template",
  usage: "set env RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N [options]",
  flags: [
    ...setFlags,
    text("containers", { shorthand: "c", default: "*", usage: "The names of containers in the selected pod templates to change - may use wildcards" }),
    text("from", { usage: "The name of a resource from which to inject environment variables" }),
    text("prefix", { usage: "Prefix to append to variable names" }),
    array("env", { shorthand: "e", usage: "Specify a key-value pair for an environment variable to set into each container." }),
    list("keys", { usage: "Comma-separated list of keys to import from specified resource" }),
    bool("list", { usage: "If true, display the environment and any changes in the standard format." }),
    bool("resolve", { usage: "If true, show secret or configmap references when listing variables" }),
    bool("overwrite", { default: "true", usage: "If true, allow environment to be overwritten, otherwise reject updates that overwrite existing environment." }),
  ],
  run: setEnv,
};

// Mirrors EnvOptions.Validate and RunEnv (kubectl/pkg/cmd/set/set_env.go).
function* setEnv(session: Session): Task<Outcome> {
  const { flags } = session;
  const { resources, changes } = splitChanges(session.args, "environment");
  if (resources.length === 0 && flags.list("filename").length === 0 && !flags.bool("all")) fail(oneOrMoreResources);
  const typed = [...changes, ...flags.list("env")];
  const removed = new Set(typed.filter((one) => !one.includes("=")).map((one) => one.slice(0, -1)));
  const added = typed.filter((one) => one.includes("=")).map((one): JsonObject => ({ name: one.slice(0, one.indexOf("=")), value: one.slice(one.indexOf("=") + 1) }));
  const invalid = [...added.map((v) => stringAt(v, "name")), ...removed].find((name) => !/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name));
  if (invalid !== undefined) fail(`${JSON.stringify(invalid)} is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')`);
  const variables = [...(yield* imported(session)), ...added];
  if (flags.bool("list")) return yield* listEnv(session, resources);
  if (variables.length === 0 && removed.size === 0) fail("at least one environment variable must be provided");
  const pattern = flags.text("containers");
  return yield* setEach(session, resources, "env updated", function* (info, object) {
    const { object: edited, matched } = editContainers(info, object, pattern, (container) => {
      const env = objectsAt(container, "env");
      refuseOverwriting(session, env, variables);
      return withEnv(container, env, variables, removed);
    });
    if (matched === 0) yield* writeError(`warning: ${info.resource.resource}/${info.name} does not have any containers matching ${JSON.stringify(pattern)}\n`);
    return edited;
  });
}

function refuseOverwriting({ flags }: Session, env: readonly JsonObject[], variables: readonly JsonObject[]): void {
  if (flags.bool("overwrite")) return;
  const taken = env.find((e) => variables.some((v) => v["name"] === e["name"]));
  if (taken) fail(`'${stringAt(taken, "name")}' already has a value (${stringAt(taken, "value")}), and --overwrite is false`);
}

/** Known ones change in their place, new ones come last. Mirrors updateEnv. */
function withEnv(container: JsonObject, env: readonly JsonObject[], variables: readonly JsonObject[], removed: ReadonlySet<string>): JsonObject {
  const byName = new Map(variables.map((v) => [stringAt(v, "name"), v]));
  const kept = env.filter((e) => !removed.has(stringAt(e, "name"))).map((e) => byName.get(stringAt(e, "name")) ?? e);
  const fresh = [...byName.values()].filter((v) => !env.some((e) => e["name"] === v["name"]) && !removed.has(stringAt(v, "name")));
  const next = [...kept, ...fresh];
  return withValue(container, ["env"], next.length === 0 ? undefined : next);
}

/** A variable for each key of a ConfigMap or Secret. */
function* imported({ flags, ...session }: Session): Task<readonly JsonObject[]> {
  const from = flags.text("from");
  if (from === "") return [];
  const [type = "", name = ""] = from.split("/");
  const resource = requireResource(type);
  if (name === "" || (resource.kind !== "ConfigMap" && resource.kind !== "Secret")) fail(`unsupported resource specified in --from`);
  const object = yield* call({ flags, ...session }, { verb: "get", resource, namespace: session.namespace, name });
  const wanted = flags.list("keys");
  const ref = resource.kind === "Secret" ? "secretKeyRef" : "configMapKeyRef";
  return sortedKeys(objectAt(object, "data"))
    .filter((key) => wanted.length === 0 || wanted.includes(key))
    .map((key) => ({ name: `${flags.text("prefix")}${key.toUpperCase().replace(/[^A-Z0-9_]/g, "_")}`, valueFrom: { [ref]: { key, name } } }));
}

// Simplified: `kubectl set env --list` does not resolve references: --resolve changes nothing.
function* listEnv(session: Session, resources: readonly string[]): Task<Outcome> {
  const { infos, problems } = yield* build(session, { args: resources, all: session.flags.bool("all") });
  throwAll(problems);
  for (const info of infos) {
    const object = yield* getObject(session, info);
    for (const container of [...objectsAt(object, ...podSpecPath(info), "containers"), ...objectsAt(object, ...podSpecPath(info), "initContainers")]) yield* writeOut(listedEnv(info, container));
  }
  return 0;
}

function listedEnv({ resource, name }: Info, container: JsonObject): string {
  const lines = objectsAt(container, "env").map((variable) => {
    const reference = ["configMapKeyRef", "secretKeyRef"].find((ref) => Object.keys(objectAt(variable, "valueFrom", ref)).length > 0);
    if (reference === undefined) return variable["valueFrom"] === undefined ? `${stringAt(variable, "name")}=${stringAt(variable, "value")}\n` : `# ${stringAt(variable, "name")} from field path ${stringAt(variable, "valueFrom", "fieldRef", "fieldPath")}\n`;
    const at = (key: string) => stringAt(variable, "valueFrom", reference, key);
    return `# ${stringAt(variable, "name")} from ${reference === "secretKeyRef" ? "secret" : "configmap"} ${at("name")}, key ${at("key")}\n`;
  });
  return `# ${resource.resource}/${name}, container ${stringAt(container, "name")}\n${lines.join("")}`;
}
