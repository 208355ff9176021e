import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { err, errorText, out } from "./script.ts";

const printed = (env: Readonly<Record<string, string>>): string => Object.entries(env).map(([name, value]) => `${name}=${value}\n`).join("");

/** env with a command takes its place. */
export const env = scripted("env", function* (context) {
  const args = [...context.argv.slice(1)];
  let variables: Record<string, string> = { ...context.env };
  while (args.length > 0) {
    const argument = args[0] ?? "";
    const assignment = /^([^=]+)=(.*)$/s.exec(argument);
    if (argument === "-i" || argument === "-") variables = {};
    else if (argument === "-u") delete variables[args.splice(1, 1)[0] ?? ""];
    else if (assignment) variables[assignment[1] ?? ""] = assignment[2] ?? "";
    else break;
    args.shift();
  }
  const [name] = args;
  if (name === undefined) {
    yield* out(printed(variables));
    return 0;
  }
  const failed = yield { call: "exec", argv: args, env: variables };
  const text = failed.ok ? "" : errorText(failed.errno);
  yield* err(isGnu(context) ? `env: '${name}': ${text}\n` : `env: can't execute '${name}': ${text}\n`);
  return !failed.ok && failed.errno === "ENOENT" ? 127 : 126;
});

export const printenv = scripted("printenv", function* (context) {
  const names = context.argv.slice(1);
  if (names.length === 0) {
    yield* out(printed(context.env));
    return 0;
  }
  let code = 0;
  for (const name of names) {
    const value = context.env[name];
    if (value === undefined) code = 1;
    else yield* out(`${value}\n`);
  }
  return code;
});
