import type { SoughtGoal } from "../../worker/protocol.ts";
import type { Spoken } from "./language.ts";

/** What the transport says; the timeline's words come with the timeline. */
export interface TransportTexts {
  readonly transport: {
    readonly name: string;
    readonly back: string;
    readonly forward: string;
    readonly play: string;
    readonly pause: string;
    readonly nextEvent: string;
    readonly live: string;
    readonly liveTitle: (at: string) => string;
    readonly clock: (at: string) => string;
    readonly speed: string;
    readonly speedValue: (speed: string) => string;
    readonly next: string;
    readonly goTo: (at: string) => string;
    readonly nothingPlanned: string;
    readonly keys: string;
  };
  readonly mode: {
    readonly opening: string;
    readonly paused: string;
    readonly running: string;
    readonly watching: string;
    readonly past: string;
    readonly coarse: string;
    readonly forCommand: string;
    /** `what`: one of `next`. */
    readonly noNext: (what: string) => string;
    readonly toNext: (what: string) => string;
    /** What one can run on to. */
    readonly next: Readonly<Record<SoughtGoal, string>>;
    readonly toInstant: (at: string) => string;
    readonly behind: (asked: string, reached: string) => string;
    readonly stopped: string;
    readonly silent: string;
  };
  readonly coming: {
    readonly probe: (probe: string, container: string) => string;
    readonly kill: (container: string) => string;
    readonly restart: (container: string) => string;
    readonly pullAgain: (container: string) => string;
    readonly pulled: (image: string) => string;
    readonly input: (line: string) => string;
  };
}

export const transportTexts: Spoken<TransportTexts> = {
  en: {
    transport: {
      name: "Time",
      back: "Step back",
      forward: "Step to the next change",
      play: "Play",
      pause: "Pause",
      nextEvent: "Run to the next Event",
      live: "Live",
      liveTitle: (at) => `Back to the last moment, ${at}`,
      clock: (at) => `Virtual time ${at}`,
      speed: "Speed",
      speedValue: (speed) => `${speed} the speed of life`,
      next: "Next",
      goTo: (at) => `Run to ${at}`,
      nothingPlanned: "nothing is planned",
      keys: "Keys",
    },
    mode: {
      opening: "opening",
      paused: "paused",
      running: "running",
      watching: "watching again",
      past: "looking back",
      coarse: "looking back, to the nearest moment kept",
      forCommand: "running for the command typed, then paused",
      noNext: (what) => `paused: no ${what} within an hour`,
      toNext: (what) => `running to the next ${what}`,
      next: { nextOccurrence: "occurrence", nextChange: "change", nextEvent: "Event", nextWarning: "Warning", nextRestart: "restart", nextReady: "ready Pod", nextLine: "command line" },
      toInstant: (at) => `running to ${at}`,
      behind: (asked, reached) => `asked ${asked}, reached ${reached}`,
      stopped: "stopped",
      silent: "no answer",
    },
    coming: {
      probe: (probe, container) => `${probe} ${container}`,
      kill: (container) => `SIGKILL ${container}`,
      restart: (container) => `restart of ${container}`,
      pullAgain: (container) => `${container} pulls again`,
      pulled: (image) => `${image} pulled`,
      input: (line) => line,
    },
  },
  zh: {
    transport: {
      name: "时间",
      back: "后退一步",
      forward: "前进到下一个变化",
      play: "播放",
      pause: "暂停",
      nextEvent: "运行到下一个事件",
      live: "最新",
      liveTitle: (at) => `回到最新时刻 ${at}`,
      clock: (at) => `虚拟时间 ${at}`,
      speed: "速度",
      speedValue: (speed) => `真实速度的 ${speed}`,
      next: "接下来",
      goTo: (at) => `运行到 ${at}`,
      nothingPlanned: "没有已排定的事",
      keys: "按键",
    },
    mode: {
      opening: "正在打开",
      paused: "已暂停",
      running: "运行中",
      watching: "重看中",
      past: "回看",
      coarse: "回看，显示所保留的最近时刻",
      forCommand: "为这条命令运行，随后暂停",
      noNext: (what) => `已暂停：一小时内没有${what}`,
      toNext: (what) => `正在运行到下一个${what}`,
      next: { nextOccurrence: "动作", nextChange: "变化", nextEvent: "事件", nextWarning: "警告", nextRestart: "重启", nextReady: "就绪的 Pod", nextLine: "命令行" },
      toInstant: (at) => `正在运行到 ${at}`,
      behind: (asked, reached) => `要求 ${asked}，实际 ${reached}`,
      stopped: "已停止",
      silent: "没有响应",
    },
    coming: {
      probe: (probe, container) => `${probe} ${container}`,
      kill: (container) => `SIGKILL ${container}`,
      restart: (container) => `重启 ${container}`,
      pullAgain: (container) => `${container} 重新拉取`,
      pulled: (image) => `${image} 拉取完成`,
      input: (line) => line,
    },
  },
};
