import type { Spoken } from "./language.ts";

interface ShareTexts {
  readonly making: string;
  readonly failed: string;
  readonly ready: string;
  readonly copied: string;
  readonly secret: string;
  readonly holds: string;
  readonly link: (characters: number) => string;
  readonly long: (characters: number) => string;
  /** Other branches of time, which a link has no room for. */
  readonly branches: (count: number) => string;
  readonly copy: string;
  readonly file: string;
  /** `since`: words of differsSince or differsFromBeginning; absent where it is not known. */
  readonly differs: (engine: string, since: string | undefined) => string;
  /** This engine made it, and plays it to another end. */
  readonly changed: string;
  readonly differsSince: (sameUntil: string, differsBy: string) => string;
  readonly differsFromBeginning: string;
  readonly problems: Readonly<Record<"version" | "tooLong" | "damaged" | "tooLarge" | "refused", string>>;
  readonly noScene: (name: string) => string;
  /** `asked`: as the address has it; empty where a link asks. */
  readonly moments: Readonly<Record<"beyond" | "unread", (asked: string) => string>>;
  readonly tooManyCommands: string;
  readonly files: Readonly<Record<"tooLarge" | "unreadable" | "empty" | "refused" | "noScene" | "beside", (name: string) => string>>;
  /** Of the files that were not opened, so many that are not named. */
  readonly moreFiles: (count: number) => string;
  readonly openAsText: string;
  readonly dropScene: string;
  readonly openFile: string;
  readonly unsaved: string;
  readonly storage: Readonly<Record<"branches" | "scenes" | "newer" | "unreadable", string>>;
  readonly replaced: string;
  readonly back: string;
  readonly dismiss: string;
}

export const shareTexts: Spoken<ShareTexts> = {
  en: {
    making: "Making the link…",
    failed: "The cluster does not answer, so there is no link yet. Your text is safe.",
    ready: "Here is the link.",
    copied: "Copied: a link to this very moment.",
    secret: "Your files hold a Secret. Whoever has the link can read it.",
    holds: "It holds the files, all that was typed, the moment and what you look at. Nothing is stored on a server.",
    link: (characters) => `Link, ${characters.toLocaleString("en")} characters`,
    long: (characters) => `${characters.toLocaleString("en")} characters are too long for many chats, which cut such links off. A file always arrives whole; it opens when dropped anywhere on the page.`,
    branches: (count) => `The link holds the branch you are on. ${count === 1 ? "The other one stays" : `The other ${count} stay`} here; a file holds all of them.`,
    copy: "Copy the link",
    file: "Save as a file",
    differs: (engine, since) => `Engine ${engine || "of an older version"} made this link, and played the scene differently${since ?? ""}. What you see is what today's engine makes of it.`,
    changed: "This version of the engine made the scene, and yet plays it differently: most likely the link or the file was changed on its way. Ask for it again.",
    differsSince: (sameUntil, differsBy) => `: the same until ${sameUntil}, another from ${differsBy} at the latest`,
    differsFromBeginning: " from the beginning",
    problems: {
      version: "This link was made by a newer Kubarium. Reload the page to get it.",
      tooLong: "This link is longer than any that Kubarium makes, so it was not opened.",
      damaged: "This link is cut off or was changed on its way. Ask for it again, or for the file.",
      tooLarge: "This link unpacks to more than a scene can be, so it was not opened.",
      refused: "This link holds a scene that cannot be played:",
    },
    noScene: (name) => `There is no scene called “${name}”. The first one is open instead.`,
    moments: {
      beyond: (asked) => `Virtual time ends at 30 days; no later moment can be shown${asked && `, so not t=${asked} either`}.`,
      unread: (asked) => `“t=${asked}” in the address is no moment, so it was left out. Write one such as t=45s or t=1m30s.`,
    },
    tooManyCommands: "This link holds more commands than can be typed for you, so none was. Share it as a link from the page instead.",
    files: {
      tooLarge: (name) => `${name} is larger than 1 MB and was not opened.`,
      unreadable: (name) => `${name} is not text and was not opened.`,
      empty: (name) => `${name} is empty, so there is nothing to open.`,
      beside: (name) => `${name} was not opened: a scene opens alone.`,
      refused: (name) => `${name} holds no scene that can be played. What is open stays as it is.`,
      noScene: (name) => `${name} holds no scene: it was not made here, or the scene was stripped from it on its way. What is open stays as it is.`,
    },
    moreFiles: (count) => `${count} more were not opened either.`,
    openAsText: "Open it in the editor",
    dropScene: "Drop a scene (.kubarium.yaml, or a picture made here) to open it. Other YAML becomes a file in the editor.",
    openFile: "Open a file…",
    unsaved: "This browser keeps nothing: its storage is full or blocked. Share a link or save a file before you close the page.",
    storage: {
      branches: "This browser's storage is nearly full: what is open is kept, its oldest branches of time are not. Delete some of your scenes to make room.",
      scenes: "This browser's storage was full. What is open is kept; older scenes without a name made room for it.",
      newer: "What was open here last was kept by a newer Kubarium, and is left as it is. Reload the page to get that version.",
      unreadable: "What was open here last cannot be read, and is left as it is. The first scene is open instead.",
    },
    replaced: "What you had open before is kept.",
    back: "Bring it back",
    dismiss: "Close",
  },
  zh: {
    making: "正在生成链接…",
    failed: "集群没有响应，暂时生成不了链接。你的内容没有丢失。",
    ready: "链接在这里。",
    copied: "已复制：打开链接就是此刻。",
    secret: "你的文件里有 Secret，拿到链接的人都能看到它。",
    holds: "链接里有文件、输入过的所有命令、当前时刻和你正在看的内容，服务器上什么都不存。",
    link: (characters) => `链接，${characters.toLocaleString("en")} 个字符`,
    long: (characters) => `这个链接有 ${characters.toLocaleString("en")} 个字符，很多聊天软件会把它截断。存成文件不会有这个问题，拖到页面任意位置就能打开。`,
    branches: (count) => `链接只包含当前所在的时间分支，另外 ${count} 个留在这里；存成文件会包含全部分支。`,
    copy: "复制链接",
    file: "存为文件",
    differs: (engine, since) => `这个链接由${engine ? ` ${engine} 版` : "较早版本的"}引擎生成，当时的运行结果与现在不同${since ?? ""}。你看到的是现在这版引擎的结果。`,
    changed: "这个场景由当前这版引擎生成，运行结果却与当时不同：链接或文件很可能在传递中被改动了。请对方再发一次。",
    differsSince: (sameUntil, differsBy) => `：${sameUntil} 之前完全一致，最晚从 ${differsBy} 起出现差异`,
    differsFromBeginning: "，从一开始就有差异",
    problems: {
      version: "这个链接来自更新的 Kubarium，刷新页面就能用上新版本。",
      tooLong: "这个链接比 Kubarium 生成的任何链接都长，没有打开。",
      damaged: "链接不完整，或者在传递中被改动了。请对方再发一次，或者发文件。",
      tooLarge: "这个链接展开后超出了场景的上限，没有打开。",
      refused: "链接里的场景无法运行：",
    },
    noScene: (name) => `没有名为“${name}”的场景，已打开第一个。`,
    moments: {
      beyond: (asked) => `虚拟时间到 30 天为止，${asked ? `无法显示 t=${asked} 这一刻` : "更晚的时刻无法显示"}。`,
      unread: (asked) => `地址里的“t=${asked}”不是有效的时刻，已忽略。请写成 t=45s 或 t=1m30s 的形式。`,
    },
    tooManyCommands: "这个链接里的命令太多，超出了自动输入的上限，一条都没有执行。可以改用页面上的“分享”来传递。",
    files: {
      tooLarge: (name) => `${name} 超过 1 MB，没有打开。`,
      unreadable: (name) => `${name} 不是文本文件，没有打开。`,
      empty: (name) => `${name} 是空文件，没有可打开的内容。`,
      beside: (name) => `${name} 没有打开：场景只能单独打开。`,
      refused: (name) => `${name} 里没有可以运行的场景，当前打开的内容保持不变。`,
      noScene: (name) => `${name} 里没有场景：它不是在这里生成的，或者场景在传递中被去掉了。当前打开的内容保持不变。`,
    },
    moreFiles: (count) => `另有 ${count} 个文件也没有打开。`,
    openAsText: "在编辑器里打开",
    dropScene: "拖放场景文件（.kubarium.yaml，或在这里生成的图片）即可打开；其他 YAML 会成为编辑器里的文件。",
    openFile: "打开文件…",
    unsaved: "浏览器存储已满或被禁用，什么都保存不了。关闭页面前，请先分享链接或存为文件。",
    storage: {
      branches: "浏览器存储快满了：当前场景已保存，最早的几个时间分支没有保存。删除一些你的场景，就能腾出空间。",
      scenes: "浏览器存储满了。当前场景已保存，较早的未命名场景为它让出了空间。",
      newer: "上次打开的内容由更新版本的 Kubarium 保存，已原样保留。刷新页面即可用上新版本。",
      unreadable: "上次打开的内容无法读取，已原样保留。现在打开的是第一个场景。",
    },
    replaced: "你之前打开的内容已经保存好了。",
    back: "恢复它",
    dismiss: "关闭",
  },
};
