import type { Spoken } from "./language.ts";

interface ShareTexts {
  readonly share: string;
  readonly making: string;
  readonly failed: string;
  readonly ready: string;
  readonly copied: string;
  readonly secret: string;
  readonly holds: string;
  readonly link: (characters: number) => string;
  readonly long: string;
  readonly copy: string;
  readonly file: string;
  readonly differs: (engine: string) => string;
  readonly problems: Readonly<Record<"version" | "tooLong" | "damaged" | "tooLarge" | "refused", string>>;
  readonly noScene: (name: string) => string;
  readonly unsaved: string;
  readonly replaced: string;
  readonly back: string;
  readonly dismiss: string;
}

export const shareTexts: Spoken<ShareTexts> = {
  en: {
    share: "Share",
    making: "Making the link…",
    failed: "The cluster does not answer, so there is no link yet. Your text is safe.",
    ready: "Here is the link.",
    copied: "Copied: a link to this very moment.",
    secret: "Your files hold a Secret. Whoever has the link can read it.",
    holds: "It holds the files, all that was typed, the moment and what you look at. Nothing is stored on a server.",
    link: (characters) => `Link, ${characters} characters`,
    long: "Some chats cut off links this long. A file always arrives whole; it opens when dropped on the editor.",
    copy: "Copy the link",
    file: "Save as a file",
    differs: (engine) => `This link was made with engine ${engine}, which played this scene differently. What you see is what today's engine makes of it.`,
    problems: {
      version: "This link was made by a newer Kubarium. Reload the page to get it.",
      tooLong: "This link is longer than any that Kubarium makes, so it was not opened.",
      damaged: "This link is cut off or was changed on its way. Ask for it again, or for the file.",
      tooLarge: "This link unpacks to more than a scene can be, so it was not opened.",
      refused: "This link holds a scene that cannot be played:",
    },
    noScene: (name) => `There is no scene called “${name}”. The first one is open instead.`,
    unsaved: "This browser keeps nothing: its storage is full or blocked. Share a link or save a file before you close the page.",
    replaced: "What you had open before is kept.",
    back: "Bring it back",
    dismiss: "Close",
  },
  zh: {
    share: "分享",
    making: "正在生成链接…",
    failed: "集群没有响应，暂时生成不了链接。你的内容没有丢失。",
    ready: "链接在这里。",
    copied: "已复制：打开链接就是此刻。",
    secret: "你的文件里有 Secret，拿到链接的人都能看到它。",
    holds: "链接里有文件、输入过的所有命令、当前时刻和你正在看的内容，服务器上什么都不存。",
    link: (characters) => `链接，${characters} 个字符`,
    long: "有些聊天软件会截断这么长的链接。存成文件不会有这个问题，拖进编辑器就能打开。",
    copy: "复制链接",
    file: "存为文件",
    differs: (engine) => `这个链接是用 ${engine} 版引擎生成的，当时的运行结果与现在不同。你看到的是现在这版引擎的结果。`,
    problems: {
      version: "这个链接来自更新的 Kubarium，刷新页面就能用上新版本。",
      tooLong: "这个链接比 Kubarium 生成的任何链接都长，没有打开。",
      damaged: "链接不完整，或者在传递中被改动了。请对方再发一次，或者发文件。",
      tooLarge: "这个链接展开后超出了场景的上限，没有打开。",
      refused: "链接里的场景无法运行：",
    },
    noScene: (name) => `没有名为“${name}”的场景，已打开第一个。`,
    unsaved: "浏览器存储已满或被禁用，什么都保存不了。关闭页面前，请先分享链接或存为文件。",
    replaced: "你之前打开的内容已经保存好了。",
    back: "恢复它",
    dismiss: "关闭",
  },
};
