import { commandsOf } from "../../../app/terminal/pasted-commands.ts";
import { openStage } from "../../../cli/cluster-stage.ts";
import { printedOf } from "../../../kubectl/jsonpath/printed-of.ts";
import { judge } from "../../expect.ts";
import type { Claim, Scenario } from "../../scenario.ts";
import type { LessonStep, Move } from "../lesson.ts";

/** Virtual milliseconds that a learner waits at most: for a command to end, and for a step to be done. */
const PATIENCE_MS = 300_000;

/** A cluster in which a lesson is done, without a page. */
export interface LessonStage {
  /** Puts the files of a step into place, as the page does; nothing is applied. */
  begin(step: LessonStep): void;
  /** Does it, and waits for every command to end. */
  move(moves: readonly Move[]): void;
  holds(claims: readonly Claim[]): boolean;
  /** Waits until all hold; false when they never do. */
  comesTrue(claims: readonly Claim[]): boolean;
  /** What of them does not hold, and what was seen instead. */
  seen(claims: readonly Claim[]): readonly string[];
  /** Every command so far, with what it printed. */
  transcript(): readonly string[];
}

export function openLessonStage(scenario: Scenario): LessonStage {
  const stage = openStage(scenario, true);
  const witness = { find: stage.find, jsonpath: printedOf };
  const holds = (claims: readonly Claim[]): boolean => claims.every((claim) => judge(claim, witness).held);
  /** Goes on instant by instant until `done`, but not beyond anybody's patience. */
  const wait = (done: () => boolean): boolean => {
    const untilMs = stage.now + PATIENCE_MS;
    while (!done()) {
      const at = stage.nextOccurrenceAt();
      if (at === undefined || at > untilMs) return false;
      stage.runUntil(at);
    }
    return true;
  };
  const run = (line: string): void => {
    const number = stage.submit({ atMs: Math.max(stage.now, 0) + 1, action: { type: "run", line } });
    if (!wait(() => stage.endedAt(number) !== undefined)) throw new Error(`still running after ${PATIENCE_MS / 1000} s: ${line}`);
  };
  const write = (file: string, text: string): void => {
    stage.submit({ atMs: Math.max(stage.now, 0) + 1, action: { type: "edit", file, text } });
    stage.runUntil(Math.max(stage.now, 0) + 1);
  };
  stage.runUntil(0);
  return {
    begin: ({ blocks }) => blocks.forEach((block) => block.type === "file" && write(block.name, block.text)),
    move: (moves) => {
      for (const one of moves) if (one.type === "file") write(one.name, one.text);
        else for (const line of commandsOf(one.text)) run(line);
    },
    holds,
    comesTrue: (claims) => wait(() => holds(claims)),
    seen: (claims) =>
      claims.flatMap((claim) => {
        const { held, seen } = judge(claim, witness);
        return held ? [] : [`${claim.kind}/${claim.name} ${JSON.stringify(claim.holds)}: ${seen}`];
      }),
    transcript: () => [...stage.commands().values()].map(({ run: line, stdout, stderr, exitCode }) => `$ ${line}   [${exitCode}]\n${stdout}${stderr}`),
  };
}
