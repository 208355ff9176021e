import { journeyTexts } from "./journeys.ts";
import type { Spoken } from "./language.ts";
import { transportTexts, type TransportTexts } from "./transport.ts";

interface TimelineTexts {
  readonly stopped: {
    readonly fault: (where: string, at: string) => string;
    readonly faultNowhere: string;
    readonly silence: string;
    readonly safe: string;
    readonly lost: (at: string) => string;
    readonly silenceText: string;
    readonly back: string;
    readonly before: string;
    readonly afresh: string;
    readonly hide: string;
  };
  readonly panel: {
    readonly title: string;
    readonly planned: string;
    readonly seen: string;
    readonly coarse: (before: string) => string;
    readonly seenWord: string;
    readonly plannedWord: string;
    readonly zoomIn: string;
    readonly zoomOut: string;
    readonly fit: string;
    readonly follow: string;
    readonly lanes: string;
    readonly lanesHint: string;
    readonly area: string;
    readonly table: string;
    readonly loop: string;
    readonly until: string;
    readonly loopFrom: string;
    readonly loopTo: string;
    readonly playhead: string;
    readonly plot: string;
    readonly plotHint: string;
    readonly you: string;
    readonly cluster: string;
    readonly open: (name: string) => string;
    readonly close: (name: string) => string;
    readonly nothing: string;
    readonly areaTitle: string;
    readonly areaSummary: (broken: number, lost: number, onTheWay: number) => string;
    readonly broken: string;
    readonly lost: string;
    readonly onTheWay: string;
    readonly runTo: (at: string) => string;
  };
  readonly table: {
    readonly of: (pod: string) => string;
    readonly ofAll: string;
    readonly time: string;
    readonly what: string;
    readonly text: string;
    readonly earlier: (count: number) => string;
    readonly empty: string;
    readonly ahead: string;
  };
  readonly marks: {
    readonly input: string;
    readonly created: string;
    readonly deleted: string;
    readonly status: string;
    readonly container: string;
    readonly probe: string;
    readonly event: string;
    readonly clock: string;
    readonly node: string;
    readonly request: string;
    readonly verdicts: (typeof journeyTexts)["en"]["verdicts"];
    readonly exitCode: (code: number) => string;
    readonly restart: (count: number) => string;
    readonly passed: string;
    readonly failed: (inARow: number, threshold: number) => string;
    readonly noVerdict: string;
    readonly grace: (length: string) => string;
    readonly backOff: (length: string) => string;
    readonly pull: string;
    readonly pulling: (percent: number) => string;
    readonly until: (at: string) => string;
    readonly why: (number: number) => string;
  };
  readonly coming: TransportTexts["coming"];
}

export const timelineTexts: Spoken<TimelineTexts> = {
  en: {
    stopped: {
      fault: (where, at) => `The engine stopped in ${where}${at === "" ? "" : ` at ${at}`}`,
      faultNowhere: "The engine stopped",
      silence: "The cluster does not answer",
      safe: "Your text is safe. What was seen can still be looked at; the same scenario can start again from 0 s.",
      lost: (at) => `Your text is safe, and so is all that was typed, in every branch. The cluster can be brought back to ${at}, or start again from 0 s.`,
      silenceText: "One step is taking very long. It may still come back. Your text and all that was typed are safe.",
      back: "Bring it back",
      before: "Go back to before",
      afresh: "Start afresh",
      hide: "Hide this message",
    },
    panel: {
      title: "Timeline",
      planned: "shaded: not yet happened, as planned",
      seen: "pale: already seen, after the moment shown",
      coarse: (before) => `before ${before} only some moments are kept, to save memory`,
      seenWord: "seen",
      plannedWord: "planned",
      zoomIn: "Closer",
      zoomOut: "Farther",
      fit: "Show all of it",
      follow: "Follow the playhead",
      lanes: "Lanes",
      lanesHint: "Up and down go from name to name, right and left open and close a Pod",
      area: "Counts",
      table: "List of what happened",
      loop: "Watch this span again and again",
      until: "Run on until the next …",
      loopFrom: "Beginning of the loop",
      loopTo: "End of the loop",
      playhead: "Playhead",
      plot: "What happened when",
      plotHint: "Arrow keys go from mark to mark and from lane to lane, Enter goes to that moment",
      you: "you",
      cluster: "cluster",
      open: (name) => `Open ${name}`,
      close: (name) => `Close ${name}`,
      nothing: "Nothing has happened yet. Apply a file or type a command.",
      areaTitle: "pods not as asked, by state",
      areaSummary: (broken, lost, onTheWay) => `${broken} broken, ${lost} lost, ${onTheWay} under way`,
      broken: "broken",
      lost: "lost",
      onTheWay: "under way",
      runTo: (at) => `not yet happened; click to run to ${at}`,
    },
    table: {
      of: (pod) => `What happened to ${pod}`,
      ofAll: "What happened",
      time: "Time",
      what: "What",
      text: "In words",
      earlier: (count) => `Show ${count} earlier`,
      empty: "Nothing yet.",
      ahead: "after the moment shown",
    },
    marks: {
      input: "you",
      created: "Pod created",
      deleted: "Pod gone",
      status: "STATUS",
      container: "container",
      probe: "probe",
      event: "Event",
      clock: "clock",
      node: "node",
      request: "request",
      verdicts: journeyTexts.en.verdicts,
      exitCode: (code) => `exit code ${code}`,
      restart: (count) => `restart ${count}`,
      passed: "succeeded",
      failed: (inARow, threshold) => `failed, ${inARow} of ${threshold}`,
      noVerdict: "no verdict",
      grace: (length) => `grace ${length}`,
      backOff: (length) => `back-off ${length}`,
      pull: "image pull",
      pulling: (percent) => `pulling ${percent} %`,
      until: (at) => `until ${at}`,
      why: (number) => `step ${number} of the answer to why`,
    },
    coming: transportTexts.en.coming,
  },
  zh: {
    stopped: {
      fault: (where, at) => `引擎${at === "" ? "" : `在 ${at} `}停于 ${where}`,
      faultNowhere: "引擎已停止",
      silence: "集群没有响应",
      safe: "你的内容没有丢失。看过的时刻仍可回看，也可以让同一场景从 0 s 重新开始。",
      lost: (at) => `你的内容没有丢失，输入过的命令和每个时间分支也都在。可以把集群恢复到 ${at}，也可以从 0 s 重新开始。`,
      silenceText: "有一步耗时很长，也许还会恢复。你的内容和输入过的命令都没有丢失。",
      back: "恢复集群",
      before: "回到出错之前",
      afresh: "重新开始",
      hide: "隐藏这条消息",
    },
    panel: {
      title: "时间线",
      planned: "阴影：尚未发生，按计划绘出",
      seen: "淡色：已看过，在当前时刻之后",
      coarse: (before) => `${before} 之前只保留部分时刻，以节省内存`,
      seenWord: "已看过",
      plannedWord: "计划",
      zoomIn: "放大",
      zoomOut: "缩小",
      fit: "显示全部",
      follow: "跟随播放头",
      lanes: "泳道",
      lanesHint: "上下方向键在名称之间移动，左右方向键展开或收起 Pod",
      area: "计数",
      table: "发生过的事",
      loop: "循环重看这一段",
      until: "运行到下一个……",
      loopFrom: "循环起点",
      loopTo: "循环终点",
      playhead: "播放头",
      plot: "何时发生了什么",
      plotHint: "方向键在标记与泳道之间移动，Enter 前往那一刻",
      you: "你",
      cluster: "集群",
      open: (name) => `展开 ${name}`,
      close: (name) => `收起 ${name}`,
      nothing: "还没有发生任何事。应用一个文件，或输入一条命令。",
      areaTitle: "与期望不符的 Pod，按状态",
      areaSummary: (broken, lost, onTheWay) => `${broken} 个故障，${lost} 个失联，${onTheWay} 个进行中`,
      broken: "故障",
      lost: "失联",
      onTheWay: "进行中",
      runTo: (at) => `尚未发生，点按可运行到 ${at}`,
    },
    table: {
      of: (pod) => `${pod} 发生过的事`,
      ofAll: "发生过的事",
      time: "时间",
      what: "类别",
      text: "内容",
      earlier: (count) => `再显示更早的 ${count} 条`,
      empty: "还没有。",
      ahead: "在当前时刻之后",
    },
    marks: {
      input: "你",
      created: "Pod 已创建",
      deleted: "Pod 已消失",
      status: "STATUS",
      container: "容器",
      probe: "探针",
      event: "事件",
      clock: "计时",
      node: "节点",
      request: "请求",
      verdicts: journeyTexts.zh.verdicts,
      exitCode: (code) => `退出码 ${code}`,
      restart: (count) => `第 ${count} 次重启`,
      passed: "成功",
      failed: (inARow, threshold) => `失败，${inARow} / ${threshold}`,
      noVerdict: "没有结论",
      grace: (length) => `宽限 ${length}`,
      backOff: (length) => `退避 ${length}`,
      pull: "拉取镜像",
      pulling: (percent) => `拉取 ${percent} %`,
      until: (at) => `到 ${at}`,
      why: (number) => `「为什么」的第 ${number} 步`,
    },
    coming: transportTexts.zh.coming,
  },
};
