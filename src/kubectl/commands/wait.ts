import { build } from "../builder/build.ts";
import type { Info } from "../builder/info.ts";
import { apiRequest, findObject, getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail } from "../failure.ts";
import { bool, text } from "../flags/flag.ts";
import { allNamespacesFlag, fieldSelectorFlag, filenameFlags, outputFlags, selectorFlag, timeoutFlag } from "../flags/shared-flags.ts";
import { parseTemplate, relaxedTemplate } from "../jsonpath/parse.ts";
import { waitingFor } from "../lasting/waiting.ts";
import type { Condition, WaitTarget } from "../lasting/waiting.ts";
import { stringAt } from "../objects.ts";
import { qualifiedKind } from "../printers/output.ts";
import type { Session } from "../session.ts";
import { nowMs, sleep } from "../task.ts";
import type { Task } from "../task.ts";
import { missingResources } from "../builder/arguments.ts";

export const waitCommand: Command = {
  name: "wait",
  short: "Wait for a specific condition on one or many resources",
  usage: "wait ([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]] [options]",
  flags: [
    ...filenameFlags,
    ...outputFlags,
    selectorFlag,
    fieldSelectorFlag,
    allNamespacesFlag,
    bool("all", { usage: "Select all resources in the namespace of the specified resource types" }),
    bool("local", { usage: "If true, annotation will NOT contact api-server but run locally." }),
    text("for", { usage: "The condition to wait on: [create|delete|condition=condition-name[=condition-value]|jsonpath='{JSONPath expression}'=[JSONPath value]]." }),
    timeoutFlag("30s"),
  ],
  run: wait,
};

/** A negative --timeout. */
const weekMs = 7 * 24 * 3_600_000;
const createPollMs = 1000;

// Mirrors WaitFlags.ToOptions and WaitOptions.RunWait (kubectl/pkg/cmd/wait/wait.go).
function* wait(session: Session): Task<Outcome> {
  const { flags, args } = session;
  const forWhat = flags.text("for");
  if (args.length === 0 && flags.list("filename").length === 0 && flags.text("selector") === "") fail(missingResources);
  const condition = conditionOf(forWhat);
  const timeoutMs = flags.durationMs("timeout");
  const deadlineMs = (yield* nowMs()) + (timeoutMs < 0 ? weekMs : timeoutMs);
  const { infos, problems } = yield* build(session, { args, all: flags.bool("all") });
  const [problem] = problems;
  if (problem?.kind === "message") fail(problem.message);
  if (infos.length === 0) return fail("no matching resources found");
  if (condition === "created") return yield* waitForCreation(session, infos, deadlineMs);
  const targets: WaitTarget[] = [];
  for (const info of infos) targets.push(...(yield* targetOf(session, info, condition.type === "deleted")));
  return waitingFor(targets, condition, { announce: true, deadlineMs, once: timeoutMs === 0 });
}

/** The object as it is now; nothing to wait for where a deletion has happened already. */
function* targetOf(session: Session, info: Info, deletion: boolean): Task<readonly WaitTarget[]> {
  const object = deletion ? yield* findObject(session, info) : yield* getObject(session, info);
  if (!object) return [];
  const { resource, namespace, name } = info;
  return [{ request: apiRequest({ verb: "get", resource, namespace, name }), uid: stringAt(object, "metadata", "uid"), shown: shownAs(info) }];
}

const shownAs = ({ resource, name }: Info): string => `${qualifiedKind(resource.kind, resource.group)}/${name}`;

// Mirrors conditionFuncFor.
function conditionOf(text: string): Condition | "created" {
  const lower = text.toLowerCase();
  if (text === "") return fail("unrecognized condition: []");
  if (lower === "delete") return { type: "deleted" };
  if (lower === "create") return "created";
  if (text.startsWith("condition=")) {
    const rest = text.slice("condition=".length);
    const at = rest.indexOf("=");
    return { type: "condition", name: at < 0 ? rest : rest.slice(0, at), status: at < 0 ? "true" : rest.slice(at + 1) };
  }
  if (text.startsWith("jsonpath=")) return pathCondition(text.slice("jsonpath=".length));
  return fail(`unrecognized condition: ${JSON.stringify(text)}`);
}

/** `{.a.b}`, `{.a.b}=value`; equality signs inside braces belong to the path. */
function pathCondition(text: string): Condition {
  const braces = /^'?(\{.*\})'?(?:=(.*))?$/s.exec(text);
  const [expression, value] = braces ? [braces[1] ?? "", braces[2]] : [text.split("=")[0] ?? "", text.includes("=") ? text.slice(text.indexOf("=") + 1) : undefined];
  if (value === "") fail("jsonpath wait value cannot be empty");
  const template = relaxed(expression);
  parseTemplate(template);
  return { type: "jsonpath", template, ...(value !== undefined && { value: value.replace(/^(['"])(.*)\1$/s, "$2") }) };
}

/** Filters hold braces or operators that the short form does not know. */
const relaxed = (expression: string): string => (/^\{[^{}]*\}$/.test(expression) && !/[?@]/.test(expression) ? relaxedTemplate(expression) : expression.startsWith("{") ? expression : relaxedTemplate(expression));

function* waitForCreation(session: Session, infos: readonly Info[], deadlineMs: number): Task<Outcome> {
  let text = "";
  for (const info of infos) {
    while (!(yield* findObject(session, info))) {
      if ((yield* nowMs()) + createPollMs > deadlineMs) fail("timed out waiting for the condition");
      yield* sleep(createPollMs);
    }
    text += `${shownAs(info)} condition met\n`;
  }
  yield { call: "write", fd: 1, data: text };
  return 0;
}
