import type { Spoken } from "./language.ts";

/** The sheet of keys. */
interface HelpTexts {
  readonly title: string;
  readonly aside: string;
  readonly close: string;
  readonly groups: { readonly time: string; readonly timeline: string; readonly plate: string; readonly files: string };
  readonly space: string;
  readonly step: string;
  readonly tick: string;
  readonly next: string;
  readonly event: string;
  readonly occurrence: string;
  readonly warning: string;
  readonly live: string;
  readonly speed: string;
  readonly help: string;
  readonly zoom: string;
  readonly pan: string;
  readonly lane: string;
  readonly goThere: string;
  readonly follow: string;
  readonly fit: string;
  readonly walk: string;
  readonly enter: string;
  readonly find: string;
  readonly apply: string;
  readonly fix: string;
}

export const helpTexts: Spoken<HelpTexts> = {
  en: {
    title: "Keys",
    aside: "anywhere on the page, except while you type",
    close: "Close",
    groups: { time: "Time", timeline: "With the timeline in focus", plate: "With the plate in focus", files: "In the editor" },
    space: "play, pause",
    step: "one change back, forward",
    tick: "one second back, forward",
    next: "run to what is planned next",
    event: "run to the next Event",
    occurrence: "run to the next occurrence, whatever it is",
    warning: "run to the next Warning",
    live: "back to the last moment",
    speed: "slower, faster",
    help: "this list",
    zoom: "closer, farther",
    pan: "earlier, later",
    lane: "from mark to mark, from lane to lane",
    goThere: "go to that moment",
    follow: "follow the playhead",
    fit: "show all of it",
    walk: "from node to node, from Pod to Pod",
    enter: "open a Pod, go back",
    find: "find",
    apply: "apply the file",
    fix: "take the proposed fix",
  },
  zh: {
    title: "按键",
    aside: "在页面任何位置都可用，输入文字时除外",
    close: "关闭",
    groups: { time: "时间", timeline: "焦点在时间线时", plate: "焦点在图版时", files: "在编辑器中" },
    space: "播放、暂停",
    step: "后退、前进一个变化",
    tick: "后退、前进一秒",
    next: "运行到接下来排定的事",
    event: "运行到下一个事件",
    occurrence: "运行到下一个动作，不论是什么",
    warning: "运行到下一个警告",
    live: "回到最新时刻",
    speed: "减速、加速",
    help: "本列表",
    zoom: "放大、缩小",
    pan: "更早、更晚",
    lane: "在标记、泳道之间移动",
    goThere: "前往那一刻",
    follow: "跟随播放头",
    fit: "显示全部",
    walk: "在节点与 Pod 之间移动",
    enter: "打开 Pod、返回",
    find: "查找",
    apply: "应用文件",
    fix: "采纳建议的修改",
  },
};
