import { isObject, type Json, type JsonObject } from "../api/json.ts";
import { bounds } from "./bounds.ts";
import { below, type Checks } from "./checks.ts";
import { checkFileName, checkSession } from "./names.ts";
import type { InputAction, InputTime, ScenarioInput } from "./scenario.ts";

const ACTIONS = ["run", "interrupt", "keys", "edit"] as const;

/** Reads `spec.inputs`. */
export function readInputs(value: Json | undefined, pointer: string, checks: Checks): readonly ScenarioInput[] {
  const inputs = checks.list(value, pointer, bounds.inputs).map((one, i) => readInput(one, below(pointer, i), checks));
  const opened = new Set(inputs.flatMap(({ session, action }) => (session !== undefined && action.type === "run" ? [session] : [])));
  for (const [i, { session, action }] of inputs.entries()) {
    if (action.type !== "keys" && action.type !== "interrupt") continue;
    if (session === undefined || opened.has(session) || OPENED_BY_ITSELF.test(session)) continue;
    checks.refuse(below(below(pointer, i), "session"), `no line runs in the session "${session}": a run with this session opens it`);
  }
  return inputs;
}

/** The first shell, and those that are opened for a line that names none. */
const OPENED_BY_ITSELF = /^(main|shell-\d+)$/;

function readInput(value: Json, pointer: string, checks: Checks): ScenarioInput {
  if (!isObject(value)) checks.refuse(pointer, "an input is an object such as { at: 0s, run: kubectl get pods }");
  const fields = checks.fields(value, pointer, ["at", "after", "session", "run", "interrupt", "keys", "edit", "text"]);
  const session = readSession(fields, pointer, checks);
  return { when: readTime(fields, pointer, checks), ...(session === undefined ? {} : { session }), action: readAction(fields, pointer, checks) };
}

function readTime(fields: JsonObject, pointer: string, checks: Checks): InputTime {
  if (fields["at"] !== undefined && fields["after"] !== undefined) checks.refuse(pointer, "an input has either at or after");
  if (fields["at"] !== undefined) return { atMs: checks.duration(fields["at"], below(pointer, "at")) };
  return { afterMs: fields["after"] === undefined ? 0 : checks.duration(fields["after"], below(pointer, "after")) };
}

function readSession(fields: JsonObject, pointer: string, checks: Checks): string | undefined {
  if (fields["session"] === undefined) return undefined;
  const session = checks.text(fields["session"], below(pointer, "session"));
  checkSession(session, below(pointer, "session"), checks);
  return session;
}

function readAction(fields: JsonObject, pointer: string, checks: Checks): InputAction {
  const given = ACTIONS.filter((action) => fields[action] !== undefined);
  const action = given[0];
  if (given.length !== 1 || action === undefined) {
    checks.refuse(pointer, given.length === 0 ? `an input has one of ${ACTIONS.join(", ")}` : `an input does one thing, not ${given.join(" and ")}`);
    return { type: "interrupt" };
  }
  if (fields["text"] !== undefined && action !== "edit") checks.refuse(below(pointer, "text"), "text belongs to edit");
  if ((action === "keys" || action === "interrupt") && fields["session"] === undefined) checks.refuse(pointer, `${action} needs the session it goes to`);
  return readers[action](fields, pointer, checks);
}

const readers: Record<(typeof ACTIONS)[number], (fields: JsonObject, pointer: string, checks: Checks) => InputAction> = {
  run: (fields, pointer, checks) => {
    const line = checks.text(fields["run"], below(pointer, "run"), bounds.lineCharacters);
    if (line.trim() === "") checks.refuse(below(pointer, "run"), "a command line is not empty");
    return { type: "run", line };
  },
  interrupt: (fields, pointer, checks) => {
    if (fields["interrupt"] !== true) checks.refuse(below(pointer, "interrupt"), "must be true");
    return { type: "interrupt" };
  },
  keys: (fields, pointer, checks) => ({ type: "keys", keys: checks.text(fields["keys"], below(pointer, "keys"), bounds.lineCharacters) }),
  edit: (fields, pointer, checks) => {
    const file = checks.text(fields["edit"], below(pointer, "edit"));
    checkFileName(file, below(pointer, "edit"), checks);
    return { type: "edit", file, text: checks.text(fields["text"], below(pointer, "text"), bounds.fileCharacters) };
  },
};
