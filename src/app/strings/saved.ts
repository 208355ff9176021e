import type { Spoken } from "./language.ts";

interface SavedTexts {
  readonly title: string;
  readonly name: string;
  readonly keep: string;
  readonly kept: (name: string) => string;
  readonly notKept: string;
  readonly broken: string;
  readonly unsaved: string;
  readonly forget: (name: string) => string;
  readonly forgetShort: string;
  readonly others: string;
  readonly othersHint: string;
}

export const savedTexts: Spoken<SavedTexts> = {
  en: {
    title: "Your scenes",
    name: "Name",
    keep: "Keep what is open",
    kept: (name) => `Kept as “${name}”, in this browser.`,
    notKept: "It could not be kept: the browser's storage is full or blocked, or the name is empty. Save it as a file instead (Share).",
    broken: "This scene cannot be read any more.",
    unsaved: "This browser keeps nothing: its storage is full or blocked. Share a link or save a file before you close the page.",
    forget: (name) => `Delete ${name}`,
    forgetShort: "Delete",
    others: "Open before",
    othersHint: "In this tab or another one; without a name, the last ones are kept.",
  },
  zh: {
    title: "你的场景",
    name: "名称",
    keep: "保存当前场景",
    kept: (name) => `已在这个浏览器里存为“${name}”。`,
    notKept: "没有保存：浏览器存储已满或被禁用，或者名称为空。可以在“分享”里存为文件。",
    broken: "这个场景已经无法读取。",
    unsaved: "浏览器存储已满或被禁用，什么都保存不了。关闭页面前，请先分享链接或存为文件。",
    forget: (name) => `删除 ${name}`,
    forgetShort: "删除",
    others: "之前打开的",
    othersHint: "来自这个或其他标签页。没有起名的场景只保留最近几个。",
  },
};
