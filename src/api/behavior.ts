import { isObject, type Json, type JsonObject } from "./json.ts";
import { parseQuantity } from "./quantity.ts";
import { parseGoDuration } from "./time.ts";

/** The annotation of a Pod that scripts what its containers do, instead of what their images would. */
export const BEHAVIOR_ANNOTATION = "kubarium.dev/behavior";

/** What a value of the annotation may be. */
type Kind = "duration" | "size" | "cores" | "port" | "status" | "exitCode" | "count" | "text" | "path" | "flag" | "headers";
interface Shape {
  readonly fields: Readonly<Record<string, Kind | List | Shape>>;
  readonly required: readonly string[];
}
interface List {
  readonly each: Kind | Shape;
}

const shape = (fields: Shape["fields"], ...required: readonly string[]): Shape => ({ fields, required });
const list = (each: List["each"]): List => ({ each });

/** What a container may be told to do. */
const CONTAINER: Shape = shape({
  startup: "duration",
  listen: list("port"),
  responses: list(shape({ path: "path", from: "duration", afterRequests: "count", status: "status", body: "text", headers: "headers", delay: "duration" })),
  memory: list(shape({ at: "duration", size: "size", over: "duration" }, "size")),
  cpu: list(shape({ at: "duration", cores: "cores" }, "cores")),
  log: list(shape({ at: "duration", text: "text", every: "duration" }, "text")),
  files: list(shape({ at: "duration", path: "path", text: "text", remove: "flag" }, "path")),
  exit: shape({ at: "duration", code: "exitCode" }),
  onTerm: shape({ after: "duration", code: "exitCode" }),
});

export type BehaviorFault =
  | { readonly code: "notJson" }
  | { readonly code: "notObject" | "notList" }
  | { readonly code: "unknownField"; readonly known: readonly string[] }
  | { readonly code: "missingField"; readonly field: string }
  | { readonly code: "unknownContainer"; readonly known: readonly string[] }
  | { readonly code: Kind };

/** What is wrong with one place of the annotation: "responses[0].status". */
export interface BehaviorProblem {
  readonly at: string;
  readonly fault: BehaviorFault;
}

const MOST_PROBLEMS = 20;

/** Everything that is wrong with the annotation; nothing = it is understood whole. `containers` are those of the pod; absent = not known. */
export function behaviorProblems(text: string, containers?: readonly string[]): readonly BehaviorProblem[] {
  const problems: BehaviorProblem[] = [];
  const report = (at: string, fault: BehaviorFault): void => void (problems.length < MOST_PROBLEMS && problems.push({ at, fault }));
  const value = parsed(text);
  if (value === undefined) report("", { code: "notJson" });
  else if (!isObject(value)) report("", { code: "notObject" });
  else if (value["containers"] === undefined) checkShape(value, CONTAINER, "", report);
  else checkContainers(value, containers, report);
  return problems;
}

type Report = (at: string, fault: BehaviorFault) => void;

function checkContainers(value: JsonObject, known: readonly string[] | undefined, report: Report): void {
  for (const key of Object.keys(value)) if (key !== "containers") report(key, { code: "unknownField", known: ["containers"] });
  const byName = value["containers"];
  if (!isObject(byName)) return report("containers", { code: "notObject" });
  for (const [name, one] of Object.entries(byName)) {
    const at = `containers.${name}`;
    if (known !== undefined && !known.includes(name)) report(at, { code: "unknownContainer", known });
    if (isObject(one)) checkShape(one, CONTAINER, at, report);
    else report(at, { code: "notObject" });
  }
}

const below = (at: string, key: string): string => (at === "" ? key : `${at}.${key}`);

function checkShape(value: JsonObject, { fields, required }: Shape, at: string, report: Report): void {
  for (const field of required) if (value[field] === undefined) report(at, { code: "missingField", field });
  for (const [key, one] of Object.entries(value)) {
    const here = below(at, key);
    const kind = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (kind === undefined) report(here, { code: "unknownField", known: Object.keys(fields) });
    else if (typeof kind === "object" && "each" in kind) checkList(one, kind, here, report);
    else check(one, kind, here, report);
  }
}

function checkList(value: Json, { each }: List, at: string, report: Report): void {
  // One port may stand for a list of one.
  if (each === "port" && typeof value === "number") return check(value, each, at, report);
  if (!Array.isArray(value)) return report(at, { code: "notList" });
  (value as readonly Json[]).forEach((one, index) => check(one, each, `${at}[${index}]`, report));
}

function check(value: Json, kind: Kind | Shape, at: string, report: Report): void {
  if (typeof kind === "object") {
    if (isObject(value)) checkShape(value, kind, at, report);
    else report(at, { code: "notObject" });
  } else if (!VALID[kind](value)) report(at, { code: kind });
}

const whole = (value: Json, least: number, most: number): boolean => typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
/** Virtual time ends after thirty days. */
const LONGEST_MS = 30 * 86_400_000;

const VALID: Readonly<Record<Kind, (value: Json) => boolean>> = {
  duration: (value) => durationOf(value) !== undefined,
  size: (value) => isQuantity(value),
  cores: (value) => isQuantity(value),
  port: (value) => whole(value, 1, 65_535),
  status: (value) => whole(value, 100, 599),
  exitCode: (value) => whole(value, 0, 255),
  count: (value) => whole(value, 0, Number.MAX_SAFE_INTEGER),
  text: (value) => typeof value === "string",
  path: (value) => typeof value === "string" && value.startsWith("/"),
  flag: (value) => typeof value === "boolean",
  headers: (value) => isObject(value) && Object.values(value).every((one) => typeof one === "string"),
};

const isQuantity = (value: Json): boolean => {
  const result = parseQuantity(typeof value === "number" ? String(value) : typeof value === "string" ? value : "");
  return result.ok && !String(value).startsWith("-");
};

/** Milliseconds of "10s" or of a number of seconds; undefined for what is neither, or beyond virtual time. */
export function durationOf(value: Json | undefined): number | undefined {
  const result = typeof value === "string" ? parseGoDuration(value) : undefined;
  const ms = typeof value === "number" ? value * 1000 : result?.ok === true ? result.ms : undefined;
  return ms !== undefined && ms >= 0 && ms <= LONGEST_MS ? Math.floor(ms) : undefined;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The annotation's own object for a container; undefined where it says nothing of it. Init containers are only meant by name. */
export function behaviorFor(text: string, container: string, kind: "init" | "regular" | "ephemeral"): JsonObject | undefined {
  const value = parsed(text);
  if (!isObject(value)) return undefined;
  const byName = value["containers"];
  const own = isObject(byName) ? (Object.hasOwn(byName, container) ? byName[container] : undefined) : kind === "regular" ? value : undefined;
  return isObject(own) ? own : undefined;
}

/** A fault in a few words, for a warning of the API server. */
export function behaviorMessage({ at, fault }: BehaviorProblem): string {
  const where = at === "" ? "" : `${at}: `;
  switch (fault.code) {
    case "unknownField":
    case "unknownContainer":
      return `${where}${fault.code === "unknownField" ? "unknown field" : "no such container"}; known here: ${fault.known.join(", ")}`;
    case "missingField":
      return `${where}${fault.field} is missing`;
    default:
      return `${where}${MESSAGES[fault.code]}`;
  }
}

const MESSAGES: Readonly<Record<Exclude<BehaviorFault["code"], "unknownField" | "unknownContainer" | "missingField">, string>> = {
  notJson: "must be JSON",
  notObject: "must be an object",
  notList: "must be a list",
  duration: 'must be a duration such as "10s"',
  size: 'must be a size such as "64Mi"',
  cores: 'must be a number of cores such as "500m"',
  port: "must be a port from 1 to 65535",
  status: "must be a status from 100 to 599",
  exitCode: "must be an exit code from 0 to 255",
  count: "must be a whole number, 0 or more",
  text: "must be a text",
  path: 'must be a path that begins with "/"',
  flag: "must be true or false",
  headers: "must be an object of texts",
};
