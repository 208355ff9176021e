import process from "node:process";
import { readArguments, type Command, type RunOptions } from "./arguments.ts";
import { play, type Played } from "./play.ts";
import { readInput } from "./read-input.ts";
import { testScenarios } from "./test-command.ts";
import { textOf } from "./text.ts";

const UNREADABLE = 2;
const ENGINE_FAULT = 70;

/** The `kubarium` command. Returns its exit code; relative paths start in `directory`. */
export function main(argv: readonly string[], { directory }: { readonly directory: string }): number {
  // What reads our output may stop early (`| head`): that is no fault of ours.
  process.stdout.on("error", () => {});
  const command = readArguments(argv);
  try {
    return obey(command, directory);
  } catch (error) {
    process.stderr.write(`kubarium: the engine stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return ENGINE_FAULT;
  }
}

function obey(command: Command, directory: string): number {
  switch (command.type) {
    case "say":
      (command.exitCode === 0 ? process.stdout : process.stderr).write(command.text);
      return command.exitCode;
    case "run":
      return run(command.files, command.options, directory);
    case "test":
      return test(command.files, command.output, directory);
  }
}

function run(files: readonly string[], options: RunOptions, directory: string): number {
  const input = readInput(files, directory);
  if (input.type === "unreadable") return refuse(input.message);
  const [first, second] = input.type === "scenarios" ? input.scenarios : [];
  if (second) return refuse("kubarium run plays one scenario at a time (kubarium test takes several)");
  const scenario = input.type === "manifests" ? input.scenario : first?.scenario;
  if (!scenario) return refuse("nothing to play");
  const played = play(scenario, options);
  print(played, options.output);
  if (played.report.fault) return ENGINE_FAULT;
  return input.type === "manifests" ? (played.report.transcript[0]?.exitCode ?? 0) : 0;
}

function print(played: Played, output: RunOptions["output"]): void {
  const { report } = played;
  process.stdout.write(output === "json" ? `${JSON.stringify(report)}\n` : textOf(played));
  if (report.fault) process.stderr.write(`kubarium: the engine stopped: ${report.fault.message}\n`);
}

function test(files: readonly string[], output: RunOptions["output"], directory: string): number {
  const input = readInput(files, directory);
  if (input.type === "unreadable") return refuse(input.message);
  if (input.type === "manifests") return refuse("kubarium test plays scenarios (apiVersion: kubarium.dev/v1), not plain manifests");
  const results = testScenarios(input.scenarios);
  process.stdout.write(output === "json" ? results.json : results.text);
  return results.faults > 0 ? ENGINE_FAULT : results.failed > 0 ? 1 : 0;
}

function refuse(message: string): number {
  process.stderr.write(message.split("\n").map((line) => `kubarium: ${line}\n`).join(""));
  return UNREADABLE;
}
