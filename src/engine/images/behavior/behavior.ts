import { isObject, type JsonObject } from "../../../api/json.ts";
import { parseGoDuration } from "../../../api/time.ts";
import { quantityValue } from "../../../api/quantity.ts";

/**
 * What the annotation `kubarium.dev/behavior` makes a container do, instead of what its image would. JSON, either for all
 * containers of the pod or, under `containers`, by container name. Times are Go durations from the container's start.
 *
 *     {"startup": "10s", "listen": [8080],
 *      "responses": [{"path": "/healthz", "from": "60s", "status": 500, "body": "tired", "delay": "200ms"}],
 *      "memory": [{"at": "0s", "size": "20Mi"}, {"at": "1m", "size": "200Mi"}],
 *      "log": [{"at": "1s", "text": "warming up"}],
 *      "exit": {"at": "90s", "code": 1}, "onTerm": {"after": "3s", "code": 0}}
 */
export interface Behavior {
  /** It listens from here on. */
  readonly startupMs: number;
  readonly ports: readonly number[];
  /** The latest whose time has come and whose path fits answers; none = 200. */
  readonly responses: readonly ScriptedResponse[];
  /** What happens by itself, in order of time. */
  readonly timeline: readonly Moment[];
  /** Undefined = TERM is not handled. */
  readonly onTerm?: { readonly afterMs: number; readonly code: number };
}

export interface ScriptedResponse {
  /** A prefix of the request's path. */
  readonly path: string;
  readonly fromMs: number;
  readonly status: number;
  readonly body: string;
  readonly delayMs: number;
}

export type Moment = { readonly atMs: number } & (
  | { readonly kind: "listen" }
  | { readonly kind: "memory"; readonly bytes: number }
  | { readonly kind: "log"; readonly text: string }
  | { readonly kind: "exit"; readonly code: number }
);

/** Reads the annotation for one container. Undefined where it says nothing of it or cannot be read. */
export function behaviorOf(annotation: string, container: string): Behavior | undefined {
  const whole = parse(annotation);
  if (!whole) return undefined;
  const byContainer = whole["containers"];
  const own = isObject(byContainer) ? byContainer[container] : whole;
  return isObject(own) ? read(own) : undefined;
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function read(from: JsonObject): Behavior {
  const startupMs = duration(from["startup"]);
  const exit = from["exit"];
  const onTerm = from["onTerm"];
  const ports = list(from["listen"]).length > 0 ? from["listen"] : typeof from["listen"] === "number" ? [from["listen"]] : [];
  const timeline: readonly Moment[] = [
    { kind: "listen", atMs: startupMs },
    ...list(from["memory"]).map((each): Moment => ({ kind: "memory", atMs: duration(each["at"]), bytes: quantityValue(text(each["size"])) })),
    ...list(from["log"]).map((each): Moment => ({ kind: "log", atMs: duration(each["at"]), text: text(each["text"]) })),
    ...(isObject(exit) ? [{ kind: "exit", atMs: duration(exit["at"]), code: whole(exit["code"], 0) } as const] : []),
  ];
  return {
    startupMs,
    ports: (Array.isArray(ports) ? ports : []).filter((port): port is number => typeof port === "number"),
    responses: list(from["responses"]).map((each) => ({
      path: text(each["path"], "/"),
      fromMs: duration(each["from"]),
      status: whole(each["status"], 200),
      body: text(each["body"]),
      delayMs: duration(each["delay"]),
    })),
    timeline: [...timeline].sort((a, b) => a.atMs - b.atMs),
    ...(isObject(onTerm) && { onTerm: { afterMs: duration(onTerm["after"]), code: whole(onTerm["code"], 0) } }),
  };
}

const list = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter((each) => isObject(each) || typeof each === "number").map((each) => (isObject(each) ? each : {})) : []);
const text = (value: unknown, otherwise = ""): string => (typeof value === "string" ? value : otherwise);
const whole = (value: unknown, otherwise: number): number => (typeof value === "number" && Number.isInteger(value) ? value : otherwise);

function duration(value: unknown): number {
  if (typeof value === "number") return Math.max(0, Math.floor(value * 1000));
  const parsed = parseGoDuration(text(value, "0s"));
  return parsed.ok ? Math.max(0, Math.floor(parsed.ms)) : 0;
}
