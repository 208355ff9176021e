import { behaviorFor, durationOf } from "../../../api/behavior.ts";
import { isObject, type Json, type JsonObject } from "../../../api/json.ts";
import { quantityMilli, quantityValue, parseQuantity } from "../../../api/quantity.ts";

/** What the annotation `kubarium.dev/behavior` makes a container do, instead of what its image would: docs/behavior.md. */
export interface Behavior {
  /** It listens from here on. */
  readonly startupMs: number;
  readonly ports: readonly number[];
  /** Of those whose time has come and whose path fits the longest path answers, of these the last; none = 200. */
  readonly responses: readonly ScriptedResponse[];
  /** What happens by itself, in order of time. */
  readonly timeline: readonly Moment[];
  /** Lines that come again and again. */
  readonly repeats: readonly { readonly atMs: number; readonly everyMs: number; readonly text: string }[];
  /** CPU use over time, in order. */
  readonly cpu: readonly { readonly atMs: number; readonly milli: number }[];
  /** Undefined = TERM is not handled. */
  readonly onTerm?: { readonly afterMs: number; readonly code: number };
}

export interface ScriptedResponse {
  /** A prefix of the request's path. */
  readonly path: string;
  readonly fromMs: number;
  /** Requests that must have been before. */
  readonly afterRequests: number;
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly delayMs: number;
}

export type Moment = { readonly atMs: number } & (
  | { readonly kind: "listen" }
  | { readonly kind: "memory"; readonly bytes: number }
  | { readonly kind: "log"; readonly text: string }
  | { readonly kind: "write"; readonly path: string; readonly text: string }
  | { readonly kind: "remove"; readonly path: string }
  | { readonly kind: "exit"; readonly code: number }
);

/** Reads the annotation for one container. Undefined where it says nothing of it or cannot be read; what is wrong in it takes its default. */
export function behaviorOf(annotation: string, container: string, kind: "init" | "regular" | "ephemeral" = "regular"): Behavior | undefined {
  const own = behaviorFor(annotation, container, kind);
  return own && read(own);
}

function read(from: JsonObject): Behavior {
  const startupMs = duration(from["startup"]);
  const exit = from["exit"];
  const onTerm = from["onTerm"];
  const listen = from["listen"];
  const ports = typeof listen === "number" ? [listen] : Array.isArray(listen) ? (listen as readonly Json[]) : [];
  const lines = list(from["log"]).map((each) => ({ atMs: duration(each["at"]), everyMs: duration(each["every"]), text: text(each["text"]) }));
  const timeline: readonly Moment[] = [
    { kind: "listen", atMs: startupMs },
    ...memoryCurve(list(from["memory"])),
    ...lines.filter(({ everyMs }) => everyMs === 0).map((each): Moment => ({ kind: "log", atMs: each.atMs, text: each.text })),
    ...list(from["files"]).map((each): Moment => {
      const at = { atMs: duration(each["at"]), path: text(each["path"], "/tmp/file") };
      return each["remove"] === true ? { ...at, kind: "remove" } : { ...at, kind: "write", text: text(each["text"]) };
    }),
    ...(isObject(exit) ? [{ kind: "exit", atMs: duration(exit["at"]), code: whole(exit["code"], 0) & 0xff } as const] : []),
  ];
  return {
    startupMs,
    ports: ports.filter((port): port is number => typeof port === "number" && Number.isInteger(port) && port > 0 && port < 65_536),
    responses: list(from["responses"]).map((each) => ({
      path: text(each["path"], "/"),
      fromMs: duration(each["from"]),
      afterRequests: whole(each["afterRequests"], 0),
      status: whole(each["status"], 200),
      body: text(each["body"]),
      headers: isObject(each["headers"]) ? (Object.fromEntries(Object.entries(each["headers"]).filter(([, value]) => typeof value === "string")) as Record<string, string>) : {},
      delayMs: duration(each["delay"]),
    })),
    timeline: [...timeline].sort((a, b) => a.atMs - b.atMs),
    repeats: lines.filter(({ everyMs }) => everyMs > 0).map((line) => ({ ...line, everyMs: Math.max(line.everyMs, LEAST_EVERY_MS) })),
    cpu: list(from["cpu"]).map((each) => ({ atMs: duration(each["at"]), milli: Math.min(quantity(each["cores"], quantityMilli), MOST_MILLI) })).sort((a, b) => a.atMs - b.atMs),
    ...(isObject(onTerm) && { onTerm: { afterMs: duration(onTerm["after"]), code: whole(onTerm["code"], 0) & 0xff } }),
  };
}

const LEAST_EVERY_MS = 100;
const MOST_MILLI = 64_000;
/** A slope is climbed in so many steps. */
const STEPS = 10;

/** From point to point: at once, or over some time. */
function memoryCurve(points: readonly JsonObject[]): readonly Moment[] {
  const read = points.map((each) => ({ atMs: duration(each["at"]), overMs: duration(each["over"]), bytes: quantity(each["size"], quantityValue) })).sort((a, b) => a.atMs - b.atMs);
  return read.flatMap(({ atMs, overMs, bytes }, index): readonly Moment[] => {
    const before = read[index - 1]?.bytes ?? 0;
    const steps = overMs > 0 ? STEPS : 1;
    return Array.from({ length: steps }, (_, step) => ({ kind: "memory", atMs: atMs + Math.floor((overMs * (step + 1)) / steps), bytes: Math.floor(before + ((bytes - before) * (step + 1)) / steps) }));
  });
}

const list = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? (value as readonly Json[]).filter((each) => isObject(each)) : []);
const text = (value: unknown, otherwise = ""): string => (typeof value === "string" ? value : otherwise);
const whole = (value: unknown, otherwise: number): number => (typeof value === "number" && Number.isInteger(value) ? value : otherwise);
const duration = (value: Json | undefined): number => durationOf(value) ?? 0;

function quantity(value: Json | undefined, valueOf: (text: string) => number): number {
  const written = typeof value === "number" ? String(value) : text(value);
  return parseQuantity(written).ok ? Math.max(0, valueOf(written)) : 0;
}
