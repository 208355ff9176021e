import process from "node:process";
import { goDuration } from "../api/durations.ts";
import { readArguments, type Command, type RunOptions } from "./arguments.ts";
import { play, type Played } from "./play.ts";
import { warningsOf } from "../scenario/warnings.ts";
import { readInput, type NamedScenario } from "./read-input.ts";
import type { TranscriptRow } from "./report.ts";
import { testScenarios } from "./test-command.ts";
import { textOf } from "./text.ts";

const NOT_ENDED = 1;
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
  warn(first ? [first] : []);
  const played = play(scenario, options);
  print(played, options.output);
  if (played.report.fault) return ENGINE_FAULT;
  return input.type === "manifests" ? exitCodeOfApply(played.report.transcript) : 0;
}

/** Plain manifests exit as their apply did: with a failure, too, where it had not ended. */
const exitCodeOfApply = (transcript: readonly TranscriptRow[]): number => transcript[0]?.exitCode ?? NOT_ENDED;

function print(played: Played, output: RunOptions["output"]): void {
  const { report } = played;
  process.stdout.write(output === "json" ? `${JSON.stringify(report)}\n` : textOf(played));
  for (const { atMs, what, why } of played.unheard) process.stderr.write(`kubarium: warning: ${what} at ${goDuration(atMs)}: ${why}`);
  if (report.fault) process.stderr.write(`kubarium: the engine stopped: ${report.fault.message}\n`);
}

function test(files: readonly string[], output: RunOptions["output"], directory: string): number {
  const input = readInput(files, directory);
  if (input.type === "unreadable") return refuse(input.message);
  if (input.type === "manifests") return refuse("kubarium test plays scenarios (apiVersion: kubarium.dev/v1), not plain manifests");
  warn(input.scenarios);
  const results = testScenarios(input.scenarios);
  process.stdout.write(output === "json" ? results.json : results.text);
  return results.faults > 0 ? ENGINE_FAULT : results.failed > 0 ? 1 : 0;
}

/** What a scenario asks for and does not get. */
function warn(scenarios: readonly NamedScenario[]): void {
  for (const { file, scenario } of scenarios) {
    for (const text of warningsOf(scenario)) process.stderr.write(`kubarium: ${file}: warning: ${text}\n`);
  }
}

function refuse(message: string): number {
  process.stderr.write(message.split("\n").map((line) => `kubarium: ${line}\n`).join(""));
  return UNREADABLE;
}
