import type { Spoken } from "./language.ts";

interface DirectorTexts {
  readonly heading: string;
  readonly aside: string;
  readonly close: string;
  readonly tabs: { readonly picture: string; readonly film: string; readonly embed: string };
  readonly making: string;
  readonly failed: string;
  readonly title: string;
  readonly caption: string;
  readonly captionHint: string;
  readonly holds: string;
  readonly tooLarge: string;
  readonly secret: string;
  readonly png: string;
  readonly svg: string;
  readonly copyPng: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly faces: string;
  readonly causes: (count: number) => string;
  readonly saved: (name: string) => string;
  readonly preview: (title: string, clock: string) => string;
  readonly linkLine: (place: string) => string;
  readonly film: {
    readonly from: string;
    readonly to: string;
    readonly speed: string;
    readonly format: string;
    readonly page: string;
    readonly length: (seconds: number, pictures: number) => string;
    /** It reaches beyond what has happened. */
    readonly ahead: string;
    readonly noStretch: string;
    readonly reversed: string;
    readonly tooLong: string;
    readonly make: string;
    readonly cancel: string;
    readonly runningOn: string;
    readonly recording: string;
    readonly writing: string;
    readonly failed: string;
    readonly changed: string;
    readonly stopped: string;
    readonly play: string;
    readonly pause: string;
    readonly moment: string;
  };
  readonly embed: {
    readonly what: string;
    readonly markup: (characters: number) => string;
    readonly size: string;
    readonly theme: string;
    readonly themes: { readonly system: string; readonly light: string; readonly dark: string };
    readonly secret: string;
    readonly copy: string;
    readonly copied: string;
    readonly notCopied: string;
  };
}

export const directorTexts: Spoken<DirectorTexts> = {
  en: {
    heading: "Picture",
    aside: "of this very moment",
    close: "Close",
    tabs: { picture: "Picture", film: "Film", embed: "Embed" },
    making: "Drawing…",
    failed: "The picture could not be made. What is open stays as it is.",
    title: "Title",
    caption: "Caption",
    captionHint: "What is to be seen here?",
    holds: "The scene is in the file: dropped on this page, the picture opens again at this moment.",
    tooLarge: "This scene is too large to be carried by a picture: it will not open again from it. Save it as a file beside it, under Share.",
    secret: "Your files hold a Secret. Whoever has the picture can read it.",
    png: "Save as PNG",
    svg: "Save as SVG",
    copyPng: "Copy as PNG",
    copied: "Copied: paste it anywhere. A chat may strip the scene from it; a saved file keeps it.",
    notCopied: "This browser does not copy pictures. Save it instead.",
    faces: "Typefaces in the SVG (larger, the same everywhere)",
    causes: (count) => (count === 1 ? "With the cause behind the number 1" : `With the causes behind the numbers 1 to ${count}`),
    saved: (name) => `Saved as ${name}.`,
    preview: (title, clock) => `${title} at ${clock}`,
    linkLine: (place) => `Drop this picture on ${place} and the scene opens at this moment`,
    film: {
      from: "From",
      to: "To",
      speed: "Speed",
      format: "Format",
      page: "Page (.html)",
      length: (seconds, pictures) => `${Number(seconds.toFixed(1))} s of film, ${pictures} pictures.`,
      ahead: "The cluster runs on to its end first.",
      noStretch: "Say from when to when, such as 35.5 and 1m5s.",
      reversed: "It would end before it begins: “To” has to be later than “From”.",
      tooLong: "Too long for a film at this speed. Choose a shorter stretch, or a higher speed.",
      make: "Make the film",
      cancel: "Cancel",
      runningOn: "The cluster runs on to the end of the film…",
      recording: "Looking at each moment…",
      writing: "Writing the film…",
      failed: "The film could not be made in this browser. Another format may work.",
      changed: "There is no film: another scene, or another past, was opened while it was made. Close this sheet and begin again.",
      stopped: "There is no film: the cluster stopped before the film's end. What is open stays as it is; a shorter stretch may work.",
      play: "Play",
      pause: "Pause",
      moment: "Moment",
    },
    embed: {
      what: "Paste this into a page of your own. The plate plays there from this moment on, with its clock; the engine runs in the reader's browser.",
      markup: (characters) => `Markup, ${characters.toLocaleString("en")} characters`,
      size: "Size",
      theme: "Look",
      themes: { system: "as the reader's system", light: "by day", dark: "by night" },
      secret: "Your files hold a Secret. Whoever reads that page can read it.",
      copy: "Copy the markup",
      copied: "Copied.",
      notCopied: "This browser does not let it be copied: select it and copy it yourself.",
    },
  },
  zh: {
    heading: "图片",
    aside: "就是此刻",
    close: "关闭",
    tabs: { picture: "图片", film: "影片", embed: "嵌入" },
    making: "正在绘制…",
    failed: "图片没有生成，当前打开的内容保持不变。",
    title: "标题",
    caption: "说明",
    captionHint: "图里能看到什么？",
    holds: "场景就在文件里：把图片拖回这个页面，就会在这一刻重新打开。",
    tooLarge: "这个场景太大，图片装不下，之后无法从图片重新打开。请另外在“分享”里存成文件。",
    secret: "你的文件里有 Secret，拿到图片的人都能看到它。",
    png: "存为 PNG",
    svg: "存为 SVG",
    copyPng: "复制为 PNG",
    copied: "已复制，可以粘贴到任何地方。有些聊天软件会去掉图片里的场景，存成文件则会保留。",
    notCopied: "这个浏览器不能复制图片，请存成文件。",
    faces: "SVG 内含字体（文件更大，处处显示一致）",
    causes: (count) => (count === 1 ? "附上编号 1 的原因" : `附上编号 1 到 ${count} 的原因`),
    saved: (name) => `已存为 ${name}。`,
    preview: (title, clock) => `${title}，${clock}`,
    linkLine: (place) => `把这张图片拖到 ${place}，场景就会在这一刻打开`,
    film: {
      from: "从",
      to: "到",
      speed: "速度",
      format: "格式",
      page: "网页（.html）",
      length: (seconds, pictures) => `影片长 ${Number(seconds.toFixed(1))} 秒，共 ${pictures} 帧。`,
      ahead: "集群会先运行到结束的那一刻。",
      noStretch: "请写明从何时到何时，例如 35.5 和 1m5s。",
      reversed: "结束不能早于开始：“到”要晚于“从”。",
      tooLong: "按这个速度，影片太长。请缩短时间段，或提高速度。",
      make: "生成影片",
      cancel: "取消",
      runningOn: "集群正在运行到影片结束的那一刻…",
      recording: "正在逐帧查看…",
      writing: "正在写入影片…",
      failed: "这个浏览器没能生成影片，可以换一种格式试试。",
      changed: "影片没有生成：制作期间打开了另一个场景，或者改变了过去。请关闭这个窗口，重新开始。",
      stopped: "影片没有生成：集群在影片结束之前停止了。当前打开的内容保持不变，可以换一段更短的时间。",
      play: "播放",
      pause: "暂停",
      moment: "时刻",
    },
    embed: {
      what: "把这段代码粘贴到你自己的网页里，图版就会从这一刻开始播放，并带有时钟；引擎在读者的浏览器里运行。",
      markup: (characters) => `代码，${characters.toLocaleString("en")} 个字符`,
      size: "尺寸",
      theme: "外观",
      themes: { system: "跟随读者的系统", light: "浅色", dark: "深色" },
      secret: "你的文件里有 Secret，能看到那个网页的人都能看到它。",
      copy: "复制代码",
      copied: "已复制。",
      notCopied: "浏览器不允许复制，请自己选中后复制。",
    },
  },
};
