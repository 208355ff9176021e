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
  readonly secret: string;
  readonly png: string;
  readonly svg: string;
  readonly copyPng: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly faces: string;
  readonly saved: (name: string) => string;
  readonly preview: (title: string, clock: string) => string;
  readonly linkLine: (place: string) => string;
  readonly pods: (count: number) => string;
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
    secret: "Your files hold a Secret. Whoever has the picture can read it.",
    png: "Save as PNG",
    svg: "Save as SVG",
    copyPng: "Copy as PNG",
    copied: "Copied: paste it anywhere. A chat may strip the scene from it; a saved file keeps it.",
    notCopied: "This browser does not copy pictures. Save it instead.",
    faces: "Typefaces in the SVG (larger, the same everywhere)",
    saved: (name) => `Saved as ${name}.`,
    preview: (title, clock) => `${title} at ${clock}`,
    linkLine: (place) => `Drop this picture on ${place} and the scene opens at this moment`,
    pods: (count) => `${count} Pods`,
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
    secret: "你的文件里有 Secret，拿到图片的人都能看到它。",
    png: "存为 PNG",
    svg: "存为 SVG",
    copyPng: "复制为 PNG",
    copied: "已复制，可以粘贴到任何地方。有些聊天软件会去掉图片里的场景，存成文件则会保留。",
    notCopied: "这个浏览器不能复制图片，请存成文件。",
    faces: "SVG 内含字体（文件更大，处处显示一致）",
    saved: (name) => `已存为 ${name}。`,
    preview: (title, clock) => `${title}，${clock}`,
    linkLine: (place) => `把这张图片拖到 ${place}，场景就会在这一刻打开`,
    pods: (count) => `${count} 个 Pod`,
  },
};
