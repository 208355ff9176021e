import { play } from "../../src/cli/play.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";
import type { Json } from "../../src/api/json.ts";

/** A line that is typed when the one before has ended, or so long after it. */
export type Typed = string | readonly [after: string, line: string];

export interface Session {
  /** What a line printed, both streams, and how it ended: the nth that holds these words. */
  said(words: string, nth?: number): string;
  /** STATUS of a Pod, each once, in order. */
  states(pod: string): readonly string[];
  /** Reasons of the Events about a Pod, each once, in order. */
  reasons(pod: string): readonly string[];
}

/** Types lines into a fresh cluster of two nodes and answers what came of it. `spec`: more of the scenario. */
export function typed(lines: readonly Typed[], files: Readonly<Record<string, string>> = {}, spec: Readonly<Record<string, Json>> = {}): Session {
  const inputs = lines.map((line) => (typeof line === "string" ? { run: line } : { after: line[0], run: line[1] }));
  const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "statement" }, spec: { seed: 7, files, inputs, ...spec } });
  if (!read.ok) throw new Error(read.problems.map(({ pointer, message }) => `${pointer}: ${message}`).join("\n"));
  const { report } = play(read.scenario, { freeze: false });
  return {
    said: (words, nth = 0) => {
      const row = report.transcript.filter(({ run }) => run.includes(words))[nth];
      return row ? `${row.stdout}${row.stderr}(${row.exitCode})` : "not run";
    },
    states: (pod) => changes(report.pods.filter(({ name }) => name === pod).map(({ status }) => status)),
    reasons: (pod) => [...new Set(report.events.filter(({ object }) => object === `pod/${pod}`).map(({ reason }) => reason))],
  };
}

const changes = (all: readonly string[]): readonly string[] => all.filter((one, i) => one !== all[i - 1]);

/** A Pod of one busybox container that runs a shell line; `more`: lines of its spec. */
export const podOf = (name: string, line: string, more = ""): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  terminationGracePeriodSeconds: 1\n${more}  containers:\n  - name: main\n    image: busybox\n    command: [sh, -c, ${JSON.stringify(line)}]\n`;
