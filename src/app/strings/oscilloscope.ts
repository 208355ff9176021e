import type { Figure } from "../oscilloscope/what-if.ts";
import type { Spoken } from "./language.ts";

interface OscilloscopeTexts {
  readonly title: string;
  readonly of: (pod: string) => string;
  readonly close: string;
  readonly gone: string;
  readonly noProbes: string;
  readonly span: string;
  readonly spans: (seconds: number) => string;
  readonly legend: string;
  readonly nothingYet: string;
  /** A lane, for those who do not see it. */
  readonly lane: (probe: string, container: string) => string;
  readonly laneKeys: string;
  readonly latency: (ms: number) => string;
  readonly took: (time: string, result: string, latency: string, inARow: string) => string;
  readonly results: Readonly<Record<"success" | "failure" | "unknown", string>>;
  readonly inARow: (run: number, of: number) => string;
  readonly verdicts: Readonly<Record<"liveness" | "readiness" | "startup", Readonly<Record<"success" | "failure" | "unknown", string>>>>;
  readonly joined: (service: string) => string;
  readonly left: (service: string) => string;
  readonly stops: (grace: number) => string;
  readonly ended: (exitCode: number) => string;
  readonly table: (count: number) => string;
  readonly columns: readonly [string, string, string, string, string];
  readonly lookAt: (time: string) => string;
  readonly whatIf: string;
  readonly asItWas: (figure: Figure, value: number) => string;
  readonly withFigure: (figure: Figure, value: number) => string;
  readonly outcomes: {
    readonly same: string;
    readonly noneYet: string;
    readonly earlier: (at: string, by: string) => string;
    readonly unasked: (at: string) => string;
    readonly livesOn: (at: string, inARow: number, of: number, soonest: string) => string;
    readonly cutOff: (at: string) => string;
    readonly readiness: (spells: number, seconds: string, were: number, wereSeconds: string) => string;
    readonly short: { readonly same: string; readonly restart: (at: string) => string; readonly noRestart: string; readonly unknown: string; readonly out: (seconds: string) => string };
  };
  readonly honest: Readonly<Record<Figure, string>>;
}

const en: OscilloscopeTexts = {
  title: "Probe oscilloscope",
  of: (pod) => `each answer of ${pod}, and what was counted`,
  close: "Put the oscilloscope away",
  gone: "The pod is not there at this moment.",
  noProbes: "None of its containers has a probe.",
  span: "Shown span",
  spans: (seconds) => (seconds < 120 ? `${seconds} s` : `${seconds / 60} min`),
  legend: "above the line: successes in a row · below: failures in a row",
  nothingYet: "Nothing was asked until now.",
  lane: (probe, container) => `${probe} of ${container}`,
  laneKeys: "Arrow keys go from answer to answer.",
  latency: (ms) => (ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`),
  took: (time, result, latency, inARow) => `${time} ${result} in ${latency}, ${inARow}`,
  results: { success: "passed", failure: "failed", unknown: "without a verdict" },
  inARow: (run, of) => (of === 0 ? "not counted" : of < run ? `${run} in a row` : `${run} of ${of} in a row`),
  verdicts: {
    liveness: { success: "alive", failure: "to be restarted", unknown: "not known" },
    readiness: { success: "ready", failure: "not ready", unknown: "not known" },
    startup: { success: "started", failure: "to be restarted", unknown: "starting" },
  },
  joined: (service) => `into ${service}`,
  left: (service) => `out of ${service}`,
  stops: (grace) => `TERM, grace ${grace} s`,
  ended: (exitCode) => `exit ${exitCode}`,
  table: (count) => (count === 1 ? "1 answer" : `${count} answers`),
  columns: ["Time", "Result", "Latency", "In a row", "Answer"],
  lookAt: (time) => `Look at ${time}`,
  whatIf: "What if?",
  asItWas: (figure, value) => `${figure} ${value}, as it is`,
  withFigure: (figure, value) => `With ${figure} ${value}:`,
  outcomes: {
    same: "the same restarts as recorded.",
    noneYet: "no restart so far, as recorded.",
    earlier: (at, by) => `restart at ${at}, ${by} earlier. What came after it is not known: another container would have been asked.`,
    unasked: (at) => `restart at ${at}, where there was none. What came after it is not known: another container would have been asked.`,
    livesOn: (at, inARow, of, soonest) => `no restart at ${at}: ${inARow} of ${of}. At the earliest at ${soonest}, if all the next ones failed too; nobody asked them.`,
    cutOff: (at) => `not known from ${at} on: that answer was cut off by the time-out, and nobody saw it.`,
    readiness: (spells, seconds, were, wereSeconds) => `not ready for ${seconds} (${spells}×). As recorded: ${wereSeconds} (${were}×).`,
    short: { same: "the same", restart: (at) => `restart ${at}`, noRestart: "no restart", unknown: "not known", out: (seconds) => `not ready ${seconds}` },
  },
  honest: {
    failureThreshold: "Counted from the recorded answers. Nothing is guessed: where a container would have lived on, or died earlier, the count ends.",
    successThreshold: "Counted from the recorded answers; of a liveness or startup probe it must be 1.",
    periodSeconds: "Only whole multiples of the recorded period: between its ticks nobody asked. The answers are those recorded at these ticks.",
    timeoutSeconds: "Shorter: answers that took longer count as failures. Longer: an answer that was cut off stays unknown, and the count ends there.",
    initialDelaySeconds: "Only longer delays: before the first recorded answer nobody asked.",
  },
};

const zh: OscilloscopeTexts = {
  title: "探针示波器",
  of: (pod) => `${pod} 的每次应答与计数`,
  close: "收起示波器",
  gone: "此刻没有这个 Pod。",
  noProbes: "它的容器都没有探针。",
  span: "显示跨度",
  spans: (seconds) => (seconds < 120 ? `${seconds} 秒` : `${seconds / 60} 分钟`),
  legend: "线上：连续成功次数 · 线下：连续失败次数",
  nothingYet: "到目前为止还没有探测过。",
  lane: (probe, container) => `${container} 的 ${probe}`,
  laneKeys: "方向键逐次查看应答。",
  latency: (ms) => (ms >= 1000 ? `${ms / 1000} 秒` : `${ms} 毫秒`),
  took: (time, result, latency, inARow) => `${time} ${result}，用时 ${latency}，${inARow}`,
  results: { success: "成功", failure: "失败", unknown: "无结论" },
  inARow: (run, of) => (of === 0 ? "不计入" : of < run ? `连续 ${run} 次` : `连续 ${run} 次，阈值 ${of}`),
  verdicts: {
    liveness: { success: "存活", failure: "将重启", unknown: "未知" },
    readiness: { success: "就绪", failure: "未就绪", unknown: "未知" },
    startup: { success: "已启动", failure: "将重启", unknown: "启动中" },
  },
  joined: (service) => `加入 ${service}`,
  left: (service) => `移出 ${service}`,
  stops: (grace) => `TERM，宽限 ${grace} 秒`,
  ended: (exitCode) => `退出码 ${exitCode}`,
  table: (count) => `${count} 次应答`,
  columns: ["时刻", "结果", "延迟", "连续", "应答"],
  lookAt: (time) => `查看 ${time}`,
  whatIf: "假如？",
  asItWas: (figure, value) => `${figure} ${value}，现值`,
  withFigure: (figure, value) => `若 ${figure} 为 ${value}：`,
  outcomes: {
    same: "重启与记录相同。",
    noneYet: "与记录相同，至今没有重启。",
    earlier: (at, by) => `会在 ${at} 重启，早 ${by}。之后如何无从得知：被探测的会是另一个容器。`,
    unasked: (at) => `会在 ${at} 重启，而实际并没有。之后如何无从得知：被探测的会是另一个容器。`,
    livesOn: (at, inARow, of, soonest) => `${at} 不会重启：才 ${inARow} 次，阈值 ${of}。若接下来全部失败，最早在 ${soonest}；但那些探测并未发生。`,
    cutOff: (at) => `${at} 起无从得知：那次应答被超时截断，没有人看到它。`,
    readiness: (spells, seconds, were, wereSeconds) => `未就绪共 ${seconds}（${spells} 段）。记录中：${wereSeconds}（${were} 段）。`,
    short: { same: "相同", restart: (at) => `${at} 重启`, noRestart: "不重启", unknown: "未知", out: (seconds) => `未就绪 ${seconds}` },
  },
  honest: {
    failureThreshold: "按已记录的应答重新计数，不作猜测：容器本会活得更久或更早结束之处，计数即止。",
    successThreshold: "按已记录的应答重新计数；liveness 与 startup 探针必须为 1。",
    periodSeconds: "只能取所记录周期的整数倍：两次探测之间没有人问过。应答取这些时刻的记录。",
    timeoutSeconds: "更短：超过它的应答算失败。更长：被截断的应答仍未知，计数到此为止。",
    initialDelaySeconds: "只能更长：第一次记录之前没有人问过。",
  },
};

export const oscilloscopeTexts: Spoken<OscilloscopeTexts> = { en, zh };
