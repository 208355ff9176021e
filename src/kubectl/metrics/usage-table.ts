import { byCodeUnit, type JsonObject } from "../../api/json.ts";
import { quantityMilli, quantityValue, sumQuantities } from "../../api/quantity.ts";
import { at, nameOf, namespaceOf, objectsAt } from "../objects.ts";
import { alignTabs, tableLayout } from "../printers/tab-writer.ts";

// Mirrors TopCmdPrinter and its sorters (kubectl/pkg/metricsutil/metrics_printer.go, metrics_sorter.go).

export interface TopOptions {
  readonly sortBy: string;
  readonly noHeaders: boolean;
  readonly showSwap: boolean;
}

/** Quantities by resource; what is missing counts as zero. */
type Usage = Readonly<Record<string, string>>;
interface Row {
  /** What stands before the figures. */
  readonly cells: readonly string[];
  readonly usage: Usage;
}

const UNKNOWN = "<unknown>";
const NOT_SWAP = ["cpu", "memory"];
const resourcesOf = ({ showSwap }: TopOptions): readonly string[] => (showSwap ? [...NOT_SWAP, "swap"] : NOT_SWAP);

const usageOf = (object: JsonObject): Usage => Object.fromEntries([...NOT_SWAP, "swap"].map((resource) => [resource, String(at(object, "usage", resource) ?? "0")]));
const sumOf = (all: readonly Usage[]): Usage => Object.fromEntries([...NOT_SWAP, "swap"].map((resource) => [resource, sumQuantities(all.map((usage) => usage[resource]))]));
const podUsage = (pod: JsonObject): Usage => sumOf(objectsAt(pod, "containers").map(usageOf));

const figure = (resource: string, usage: Usage): string => (resource === "cpu" ? `${quantityMilli(usage["cpu"])}m` : `${Math.floor(quantityValue(usage[resource]) / (1024 * 1024))}Mi`);
const figures = (usage: Usage, options: TopOptions): readonly string[] => resourcesOf(options).map((resource) => figure(resource, usage));

/** Every cell ends with a tab, so the last one is padded as well. */
const printed = (rows: readonly (readonly string[])[]): string => alignTabs(rows.map((cells) => `${cells.map((cell) => `${cell}\t`).join("")}\n`).join(""), tableLayout);

type Compare<T> = (a: T, b: T) => number;
const byUse = (sortBy: string): Compare<Usage> => (sortBy === "cpu" ? (a, b) => quantityMilli(b["cpu"]) - quantityMilli(a["cpu"]) : (a, b) => quantityValue(b["memory"]) - quantityValue(a["memory"]));
const sorted = <T>(items: readonly T[], usage: (item: T) => Usage, byName: Compare<T>, sortBy: string): readonly T[] => [...items].sort(sortBy === "" ? byName : (a, b) => byUse(sortBy)(usage(a), usage(b)));

/** What nodes use, and how much of what they have that is; `available` by name: the rest of them is unknown. */
export function nodeTable(metrics: readonly JsonObject[], available: ReadonlyMap<string, JsonObject>, options: TopOptions): string {
  if (metrics.length === 0) return "";
  const head = ["NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)", ...(options.showSwap ? ["SWAP(bytes)", "SWAP(%)"] : [])];
  const rows = sorted(metrics, usageOf, (a, b) => byCodeUnit(nameOf(a), nameOf(b)), options.sortBy).map((node) => [nameOf(node), ...resourcesOf(options).flatMap((resource) => nodeFigures(resource, usageOf(node), available.get(nameOf(node)) ?? {}))]);
  const silent = [...available.keys()].filter((name) => metrics.every((node) => nameOf(node) !== name)).sort();
  const missing = silent.map((name) => [name, ...resourcesOf(options).flatMap(() => [UNKNOWN, UNKNOWN])]);
  return printed([...(options.noHeaders ? [] : [head]), ...rows, ...missing]);
}

/** Simplified: no node has swap, so `kubectl top node --show-swap` knows of none. */
function nodeFigures(resource: string, usage: Usage, available: JsonObject): readonly string[] {
  if (resource === "swap") return [UNKNOWN, UNKNOWN];
  const whole = available[resource];
  if (whole === undefined) return [figure(resource, usage)];
  const most = quantityMilli(String(whole));
  return [figure(resource, usage), `${most === 0 ? 0 : Math.floor((quantityMilli(usage[resource]) / most) * 100)}%`];
}

export interface PodTopOptions extends TopOptions {
  readonly containers: boolean;
  readonly withNamespace: boolean;
  readonly sum: boolean;
}

/** What pods use, or each of their containers. */
export function podTable(metrics: readonly JsonObject[], options: PodTopOptions): string {
  if (metrics.length === 0) return "";
  const { containers, withNamespace, sortBy, noHeaders, sum } = options;
  const columns = ["NAME", "CPU(cores)", "MEMORY(bytes)", ...(options.showSwap ? ["SWAP(bytes)"] : [])];
  const before = [...(withNamespace ? ["NAMESPACE"] : []), ...(containers ? ["POD"] : [])];
  const byName: Compare<JsonObject> = (a, b) => (withNamespace && byCodeUnit(namespaceOf(a), namespaceOf(b))) || byCodeUnit(nameOf(a), nameOf(b));
  const pods = sorted(metrics, podUsage, byName, sortBy);
  const rows = pods.flatMap((pod) => (containers ? containerRows(pod, options) : [podRow(pod, options)]));
  // Without a head the columns before the name are not counted.
  const width = columns.length + (noHeaders ? 0 : before.length);
  const total = sum ? [[...blanks(width - 2), "________", "________"], [...blanks(width - 2), ...figures(sumOf(pods.map(podUsage)), options)]] : [];
  return printed([...(noHeaders ? [] : [[...before, ...columns]]), ...rows.map(({ cells, usage }) => [...cells, ...figures(usage, options)]), ...total]);
}

const blanks = (count: number): readonly string[] => Array.from({ length: count }, () => "");
const place = (pod: JsonObject, { withNamespace }: PodTopOptions): readonly string[] => (withNamespace ? [namespaceOf(pod)] : []);
const podRow = (pod: JsonObject, options: PodTopOptions): Row => ({ cells: [...place(pod, options), nameOf(pod)], usage: podUsage(pod) });
const containerRows = (pod: JsonObject, options: PodTopOptions): readonly Row[] =>
  sorted(objectsAt(pod, "containers"), usageOf, (a, b) => byCodeUnit(String(a["name"]), String(b["name"])), options.sortBy).map((container) => ({ cells: [...place(pod, options), nameOf(pod), String(container["name"])], usage: usageOf(container) }));
