import { describeExpectation, type Verdict } from "../scenario/expect.ts";
import { play } from "./play.ts";
import type { NamedScenario } from "./read-input.ts";

export interface TestResults {
  /** Expectations that did not hold. */
  readonly failed: number;
  /** Scenarios that the engine did not play to their end. */
  readonly faults: number;
  readonly text: string;
  readonly json: string;
}

interface Tested {
  readonly file: string;
  readonly verdicts: readonly Verdict[];
  readonly fault?: string;
}

/** Plays scenarios and judges what they expect. */
export function testScenarios(scenarios: readonly NamedScenario[]): TestResults {
  const tested = scenarios.map(testOne);
  const verdicts = tested.flatMap((one) => one.verdicts);
  const failed = verdicts.filter((verdict) => !verdict.held).length;
  const faults = tested.filter((one) => one.fault !== undefined).length;
  const closing = `${verdicts.length - failed} passed, ${failed} failed${faults > 0 ? `, ${faults} not played to the end` : ""}\n`;
  return { failed, faults, text: tested.map(textOf).join("") + closing, json: `${JSON.stringify(tested.map(jsonOf))}\n` };
}

function testOne({ file, scenario }: NamedScenario): Tested {
  // An expectation beyond the end of the run could never be looked at: the run goes on until the last of them.
  const last = Math.max(...scenario.expect.map(({ atMs }) => atMs), scenario.untilMs ?? 0);
  const { verdicts, report } = play(scenario, last > 0 ? { forMs: last } : {});
  return { file, verdicts, ...(report.fault ? { fault: report.fault.message } : {}) };
}

const textOf = ({ file, verdicts, fault }: Tested): string =>
  [
    `${file}\n`,
    ...verdicts.map(({ expectation, held, seen }) => `  ${held ? "ok  " : "FAIL"} ${describeExpectation(expectation)}${held ? "" : `; seen: ${seen}`}\n`),
    ...(verdicts.length === 0 ? ["  nothing expected\n"] : []),
    ...(fault === undefined ? [] : [`  FAIL the engine stopped: ${fault}\n`]),
  ].join("");

const jsonOf = ({ file, verdicts, fault }: Tested): object => ({
  file,
  ...(fault === undefined ? {} : { fault }),
  expect: verdicts.map(({ expectation, held, seen }) => ({ expectation: describeExpectation(expectation), held, seen })),
});
