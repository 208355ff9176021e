import { isObject } from "../../api/json.ts";
import type { Json, JsonObject } from "../../api/json.ts";
import { describeProblem, fail, problemOf } from "../failure.ts";
import { sortedKeys } from "../objects.ts";
import { functions, isTrue, printed } from "./functions.ts";
import type { Value } from "./functions.ts";
import type { Command, Operand, Pipe, TemplateNode } from "./nodes.ts";
import { parseGoTemplate } from "./parse.ts";

/** The printer of -o go-template. Fails at once on a template that does not parse. */
export function goTemplatePrinter(template: string): (object: JsonObject) => string {
  const nodes = parsed(template);
  return (object) => {
    try {
      return run(nodes, object, new Map([["$", object]]));
    } catch (error) {
      return fail(`error executing template ${JSON.stringify(template)}: template: output: ${describeProblem(problemOf(error))}`);
    }
  };
}

function parsed(template: string): readonly TemplateNode[] {
  try {
    return parseGoTemplate(template);
  } catch (error) {
    return fail(`error parsing template ${template}, ${describeProblem(problemOf(error))}`);
  }
}

type Variables = Map<string, Value>;

function run(nodes: readonly TemplateNode[], dot: Value, variables: Variables): string {
  return nodes.map((node) => runNode(node, dot, variables)).join("");
}

function runNode(node: TemplateNode, dot: Value, variables: Variables): string {
  switch (node.type) {
    case "text":
      return node.text;
    case "print": {
      const value = evaluate(node.pipe, dot, variables);
      return node.pipe.variables.length > 0 ? "" : printed(value);
    }
    case "if":
    case "with": {
      const inner = new Map(variables);
      const value = evaluate(node.pipe, dot, inner);
      return isTrue(value) ? run(node.body, node.type === "with" ? value : dot, inner) : run(node.otherwise, dot, variables);
    }
    case "range":
      return runRange(node, dot, variables);
  }
}

function runRange({ pipe, body, otherwise }: Extract<TemplateNode, { type: "range" }>, dot: Value, variables: Variables): string {
  const over = evaluate({ ...pipe, variables: [] }, dot, variables);
  const entries = entriesOf(over);
  if (entries.length === 0) return run(otherwise, dot, variables);
  const [first, second] = pipe.variables;
  return entries
    .map(([key, value]) => {
      const inner = new Map(variables);
      if (first !== undefined) inner.set(first, second === undefined ? value : key);
      if (second !== undefined) inner.set(second, value);
      return run(body, value, inner);
    })
    .join("");
}

function entriesOf(value: Value): readonly (readonly [Json, Json])[] {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item, i) => [i, item] as const);
  if (isObject(value)) return sortedKeys(value).map((key) => [key, value[key] as Json] as const);
  if (typeof value === "number") return Array.from({ length: Math.max(0, value) }, (_, i) => [i, i] as const);
  return value === undefined || value === null ? [] : fail(`range can't iterate over ${printed(value)}`);
}

function evaluate(pipe: Pipe, dot: Value, variables: Variables): Value {
  let value: Value;
  pipe.commands.forEach((command, i) => {
    value = runStep(command, dot, variables, i > 0 ? [value] : []);
  });
  const [name] = pipe.variables;
  if (name !== undefined) {
    if (!pipe.declares && !variables.has(name)) fail(`undefined variable ${JSON.stringify(name)}`);
    variables.set(name, value);
  }
  return value;
}

function runStep([first, ...rest]: Command, dot: Value, variables: Variables, piped: readonly Value[]): Value {
  if (!first) return undefined;
  if (first.type !== "identifier") {
    if (rest.length > 0 || piped.length > 0) fail("can't give argument to non-function");
    return operand(first, dot, variables);
  }
  const call = Object.hasOwn(functions, first.name) ? functions[first.name] : undefined;
  if (!call) return fail(`function ${JSON.stringify(first.name)} not defined`);
  return call(...rest.map((o) => operand(o, dot, variables)), ...piped);
}

function operand(o: Operand, dot: Value, variables: Variables): Value {
  switch (o.type) {
    case "literal":
      return o.value;
    case "identifier":
      return runStep([o], dot, variables, []);
    case "field": {
      const start = o.from === "dot" ? dot : "variable" in o.from ? variable(o.from.variable, variables) : evaluate(o.from.pipe, dot, variables);
      return o.path.reduce<Value>(fieldOf, start);
    }
  }
}

function variable(name: string, variables: Variables): Value {
  return variables.has(name) ? variables.get(name) : fail(`undefined variable ${JSON.stringify(name)}`);
}

function fieldOf(value: Value, name: string): Value {
  if (value === undefined || value === null) return value === undefined ? undefined : fail(`nil data; no entry for key ${JSON.stringify(name)}`);
  if (!isObject(value)) return fail(`can't evaluate field ${name} in type interface {}`);
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
