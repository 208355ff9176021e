import type { Json, JsonObject } from "../../src/api/json.ts";
import { isObject } from "../../src/api/json.ts";
import { draw } from "../../src/engine/simulation/random.ts";

/** A stream of numbers in [0, bound) that a seed repeats: a failing case is found again by its number. */
export type Draw = (bound: number) => number;
export function drawsOf(seed: number): Draw {
  let counter = 0;
  return (bound) => draw(seed, "fuzz", (counter += 1), Math.max(1, bound));
}
const pick = <T>(next: Draw, list: readonly T[]): T => list[next(list.length)]!;

/** What people and enemies write where something else belongs. */
const values: readonly Json[] = [
  null, true, false, 0, 1, -1, 0.5, 1e308, -1e308, 2 ** 31, 2 ** 53, "", " ", "x", "0", "1", "yes", "30s", "10Gi", "-1", "1e3", "\u0000", "\ud800", "💥", "你好", "a".repeat(300), "../../etc/passwd",
  "$(X)", "{{ .x }}", "<script>", "__proto__", "constructor", [], [null], [[]], [{}], {}, { "": "" }, { __proto__: null } as unknown as Json, { toString: "x" }, { name: "a" }, [{ name: "a" }, { name: "a" }],
];
const keys = ["name", "image", "command", "args", "env", "value", "valueFrom", "ports", "containerPort", "hostPort", "protocol", "resources", "limits", "requests", "cpu", "memory", "volumeMounts", "mountPath", "subPath",
  "livenessProbe", "exec", "httpGet", "tcpSocket", "grpc", "port", "path", "periodSeconds", "restartPolicy", "initContainers", "containers", "ephemeralContainers", "volumes", "emptyDir", "hostPath", "configMap", "secret",
  "projected", "sources", "nodeName", "nodeSelector", "affinity", "tolerations", "schedulingGates", "labels", "annotations", "ownerReferences", "finalizers", "generateName", "namespace", "uid", "resourceVersion",
  "deletionTimestamp", "status", "phase", "metadata", "spec", "kind", "apiVersion", "__proto__", "constructor", "hasOwnProperty", "toString", "$patch", ""];

/** One or more faults somewhere in a value. */
export function mutated(value: Json, next: Draw): Json {
  let result = value;
  for (let faults = 1 + next(4); faults > 0; faults -= 1) result = mutateOnce(result, next);
  return result;
}

function mutateOnce(value: Json, next: Draw): Json {
  if (Array.isArray(value) && value.length > 0 && next(8) !== 0) return inList(value as readonly Json[], next);
  if (isObject(value) && Object.keys(value).length > 0 && next(8) !== 0) return inObject(value, next);
  return pick(next, values);
}

function inList(list: readonly Json[], next: Draw): Json {
  const at = next(list.length);
  switch (next(5)) {
    case 0:
      return list.filter((_, i) => i !== at);
    case 1:
      return [...list, list[at]!];
    case 2:
      return [...list].reverse();
    default:
      return list.map((item, i) => (i === at ? mutateOnce(item, next) : item));
  }
}

function inObject(object: JsonObject, next: Draw): Json {
  const names = Object.keys(object);
  const name = pick(next, names);
  const entries = Object.entries(object);
  switch (next(6)) {
    case 0:
      return Object.fromEntries(entries.filter(([key]) => key !== name));
    case 1:
      return Object.fromEntries([...entries, [pick(next, keys), pick(next, values)]]);
    case 2:
      return Object.fromEntries(entries.map(([key, item]) => [key === name ? pick(next, keys) : key, item]));
    default:
      return Object.fromEntries(entries.map(([key, item]) => [key, key === name ? mutateOnce(item, next) : item]));
  }
}

const scraps = ["\t", "  ", "\n", "- ", ": ", ":", "&a ", "*a", "<<: *a", "|", ">-", "'", '"', "{", "}", "[", "]", "#", "%YAML 1.1\n", "---\n", "...\n", "!!binary ", "!!python/object ", "? ", "~", "\ufeff", "\u0000", "\u2028", "\r\n", "0x", "1:2:3", "@", "`", "@@", "\\x", "apiVersion: v1\n"];

/** Cuts, doubles, moves and sprinkles, as a bad paste does. */
export function mutatedText(text: string, next: Draw): string {
  let result = text;
  for (let faults = 1 + next(5); faults > 0; faults -= 1) {
    const at = next(result.length + 1);
    const length = next(20);
    switch (next(5)) {
      case 0:
        result = result.slice(0, at) + result.slice(at + length);
        break;
      case 1:
        result = result.slice(0, at) + result.slice(at, at + length).repeat(1 + next(4)) + result.slice(at);
        break;
      case 2:
        result = result.slice(0, at) + String.fromCharCode(next(0x250)) + result.slice(at);
        break;
      default:
        result = result.slice(0, at) + pick(next, scraps) + result.slice(at);
    }
  }
  return result;
}
