import type { Json } from "../api/json.ts";
import { checkDistinct } from "./addresses.ts";
import { bounds } from "./bounds.ts";
import { below, type Checks } from "./checks.ts";
import { readKubelet } from "./kubelet.ts";
import { checkNodeName } from "./names.ts";
import { readRegistry } from "./registry.ts";
import type { Addon, ScenarioCluster, ScenarioNode, ScenarioTaint } from "./scenario.ts";

const ADDONS: readonly Addon[] = ["coredns", "kube-proxy", "network", "metrics", "storage"];
const EFFECTS: readonly ScenarioTaint["effect"][] = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
const NODE_FIELDS = ["name", "address", "labels", "taints", "unschedulable", "capacity", "allocatable", "version", "images"];
/** Minors whose patch release is known: "1.36" is v1.36.3. */
const VERSIONS = ["1.36", "1.34", "1.23"] as const;
const OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const IPV4 = new RegExp(`^${OCTET}(\\.${OCTET}){3}$`);

/** Reads `spec.cluster`. */
export function readCluster(value: Json | undefined, pointer: string, checks: Checks): ScenarioCluster {
  const fields = checks.fields(value, pointer, ["version", "latency", "controlPlane", "addons", "nodes", "registry", "kubelet"]);
  const at = (key: string): string => below(pointer, key);
  const registry = readRegistry(fields["registry"], at("registry"), checks);
  const kubelet = readKubelet(fields["kubelet"], at("kubelet"), checks);
  const controlPlane = checks.oneOf(fields["controlPlane"] ?? "none", at("controlPlane"), ["none", "node"]);
  return {
    version: readVersion(fields["version"] ?? "1.36", at("version"), checks),
    latency: checks.oneOf(fields["latency"] ?? "default", at("latency"), ["default", "instant"]),
    controlPlane,
    addons: readAddons(fields["addons"], at("addons"), checks),
    nodes: readNodes(fields["nodes"] ?? 2, controlPlane, at("nodes"), checks),
    ...(registry ? { registry } : {}),
    ...(kubelet ? { kubelet } : {}),
  };
}

function readVersion(value: Json, pointer: string, checks: Checks): string {
  if (typeof value === "number") checks.refuse(pointer, `write the version in quotes: "${value}" (a number loses its zeros)`);
  return typeof value === "number" ? "1.36" : checks.oneOf(value, pointer, VERSIONS);
}

function readAddons(value: Json | undefined, pointer: string, checks: Checks): readonly Addon[] {
  const addons = checks.list(value, pointer, ADDONS.length).map((one, i) => checks.oneOf(one, below(pointer, i), ADDONS));
  if (new Set(addons).size < addons.length) checks.refuse(pointer, "names an addon twice");
  return addons;
}

function readNodes(value: Json, controlPlane: ScenarioCluster["controlPlane"], pointer: string, checks: Checks): readonly ScenarioNode[] {
  if (typeof value === "number") return workers(checks.integer(value, pointer, 0, bounds.nodes));
  const nodes = checks.list(value, pointer, bounds.nodes).map((one, i) => readNode(one, below(pointer, i), i, checks));
  checkDistinct(nodes, controlPlane, pointer, checks);
  return nodes;
}

/** The nodes that a plain number stands for. */
export const workers = (count: number): readonly ScenarioNode[] => Array.from({ length: count }, (_, i) => ({ name: workerName(i) }));
const workerName = (index: number): string => `worker-${index + 1}`;

function readNode(value: Json, pointer: string, index: number, checks: Checks): ScenarioNode {
  const fields = checks.fields(value, pointer, NODE_FIELDS);
  const at = (key: string): string => below(pointer, key);
  const name = fields["name"] === undefined ? workerName(index) : checks.text(fields["name"], at("name"));
  checkNodeName(name, at("name"), checks);
  return {
    name,
    ...readAddress(fields["address"], at("address"), checks),
    ...(fields["labels"] === undefined ? {} : { labels: checks.texts(fields["labels"], at("labels"), bounds.labels) }),
    ...(fields["taints"] === undefined ? {} : { taints: readTaints(fields["taints"], at("taints"), checks) }),
    ...(fields["unschedulable"] === undefined ? {} : { unschedulable: checks.flag(fields["unschedulable"], at("unschedulable")) }),
    ...(fields["capacity"] === undefined ? {} : { capacity: readQuantities(fields["capacity"], at("capacity"), checks) }),
    ...(fields["allocatable"] === undefined ? {} : { allocatable: readQuantities(fields["allocatable"], at("allocatable"), checks) }),
    ...(fields["version"] === undefined ? {} : { version: readVersion(fields["version"], at("version"), checks) }),
    ...(fields["images"] === undefined ? {} : { images: readImages(fields["images"], at("images"), checks) }),
  };
}

/** One that was refused is as if it were not there: it collides with nothing. */
function readAddress(value: Json | undefined, pointer: string, checks: Checks): { readonly address?: string } {
  if (value === undefined) return {};
  const address = checks.text(value, pointer);
  if (IPV4.test(address)) return { address };
  checks.refuse(pointer, "must be an IPv4 address such as 192.168.77.11");
  return {};
}

function readTaints(value: Json, pointer: string, checks: Checks): readonly ScenarioTaint[] {
  return checks.list(value, pointer, bounds.taints).map((one, i) => {
    const here = below(pointer, i);
    const fields = checks.fields(one, here, ["key", "value", "effect"]);
    const key = checks.text(fields["key"], below(here, "key"));
    if (key === "") checks.refuse(below(here, "key"), "a taint has a key");
    return {
      key,
      ...(fields["value"] === undefined ? {} : { value: checks.text(fields["value"], below(here, "value")) }),
      effect: checks.oneOf(fields["effect"], below(here, "effect"), EFFECTS),
    };
  });
}

// What the engine reads of a node's size: plain and suffixed decimals, never negative.
const QUANTITY = /^\d{1,15}(\.\d{1,9})?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][0-9]{1,2})?$/;

function readQuantities(value: Json, pointer: string, checks: Checks): Readonly<Record<string, string>> {
  const quantities = checks.texts(value, pointer, 100);
  for (const [resource, text] of Object.entries(quantities)) {
    if (!QUANTITY.test(text)) checks.refuse(below(pointer, resource), `must be a quantity such as "2", "500m" or "4Gi", not ${JSON.stringify(text.slice(0, 40))}`);
  }
  return quantities;
}

const readImages = (value: Json, pointer: string, checks: Checks): readonly string[] =>
  checks.list(value, pointer, bounds.images).map((one, i) => checks.text(one, below(pointer, i)));
