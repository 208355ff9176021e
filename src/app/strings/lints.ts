import type { UnsimulatedEffect } from "../../api/unsimulated-fields.ts";
import { behaviorFaultEn, behaviorFaultZh } from "./behavior-faults.ts";
import type { CharacterKind, CommandFinding, Finding, ValueKind } from "../../manifest/finding.ts";
import type { FixTitle } from "../../manifest/fix-title.ts";
import type { Judgement, Severity } from "../../manifest/judgement.ts";
import type { Spoken } from "./language.ts";

type By<Union extends { readonly code: string }> = { readonly [Code in Union["code"]]: (values: Extract<Union, { readonly code: Code }>) => string };

interface LintTexts {
  readonly findings: By<Finding>;
  readonly fixes: By<FixTitle>;
  readonly commands: Readonly<Record<CommandFinding, (token: string) => string>>;
  readonly severities: Readonly<Record<Severity, string>>;
}

const kindsEn: Readonly<Record<ValueKind, string>> = {
  string: "text", integer: "a whole number", number: "a number", boolean: "true or false", list: "a list", map: "a mapping", quantity: "a quantity such as 500m or 64Mi", time: "a time", base64: "base64 text", null: "nothing",
};
const kindsZh: Readonly<Record<ValueKind, string>> = {
  string: "字符串", integer: "整数", number: "数字", boolean: "true 或 false", list: "列表", map: "映射", quantity: "数量（如 500m、64Mi）", time: "时间", base64: "base64 文本", null: "空值",
};
const charactersEn: Readonly<Record<CharacterKind, string>> = {
  space: "This blank is not an ASCII space", invisible: "An invisible character stands here", colon: "A full-width colon is no colon to YAML", comma: "A full-width comma is no comma to YAML",
  quote: "Typographic quotes are no quotes to YAML", dash: "This dash is no list dash to YAML", hash: "A full-width # begins no comment",
};
const charactersZh: Readonly<Record<CharacterKind, string>> = {
  space: "这里的空白不是半角空格", invisible: "这里有一个看不见的字符", colon: "YAML 不认全角冒号", comma: "YAML 不认全角逗号",
  quote: "YAML 不认弯引号", dash: "YAML 不认这种破折号，列表项要用半角 -", hash: "全角 ＃ 不是注释",
};
const effectsEn: Readonly<Record<UnsimulatedEffect, string>> = {
  notEnforced: "is kept but not enforced", emptyVolume: "is kept, but the volume is an empty directory", neverMounted: "is kept, but no driver is there to mount it: the Pod stays Pending",
  connectsOnly: "only opens a connection: the health service is not asked", restartsAlone: "restarts this container alone",
  stored: "is kept but not simulated yet",
};
const effectsZh: Readonly<Record<UnsimulatedEffect, string>> = {
  notEnforced: "字段已保留，但不会强制执行", emptyVolume: "字段已保留，但卷只是一个空目录", neverMounted: "字段已保留，但没有驱动来挂载它，Pod 会一直 Pending",
  connectsOnly: "只会建立连接，不会询问健康检查服务", restartsAlone: "只会重启这一个容器", stored: "字段已保留，但尚未模拟",
};

const otherwise = (text: string | undefined, say: (text: string) => string, nothing = ""): string => (text === undefined ? nothing : say(text));

export const lintTexts: Spoken<LintTexts> = {
  en: {
    findings: {
      yamlSyntax: () => "This is not readable as YAML",
      tooLarge: ({ most }) => `This file is larger than ${most / 1_000_000} MB and is not read. Your text is kept`,
      tabIndentation: () => "YAML indents with spaces, never with tabs",
      unusualCharacter: ({ kind }) => charactersEn[kind],
      promptLine: () => "This line belongs in the terminal, not in the file",
      fenceLine: () => "This line is a code fence of the article, not YAML",
      missingSpace: ({ key }) => `A space is missing after the colon of ${key}`,
      notAComment: () => "YAML comments begin with #: this is part of the value",
      duplicateKey: ({ key, line }) => `${key} is written again on line ${line}: that one wins`,
      missingField: ({ field }) => `${field} is missing`,
      fragment: ({ of }) => (of === "containers" ? "These are only containers: they need a Pod around them" : "This is only the spec of a Pod: it needs a Pod around it"),
      pathNotation: ({ key }) => `${key} is a path; in YAML each name of it is a level of its own`,
      unknownKind: ({ kind, meant }) => `There is no kind ${kind}${otherwise(meant, (name) => `; ${name}?`)}`,
      unknownVersion: ({ kind, apiVersion, versions }) => `${kind} is not in ${apiVersion}, but in ${versions.join(", ")}`,
      removedVersion: ({ kind, apiVersion, removedIn, instead }) =>
        `${kind} left ${apiVersion} in Kubernetes ${removedIn}; ${otherwise(instead, (name) => `today it is ${name}`, "it has no successor: Pod Security Admission does its work")}`,
      unknownField: ({ field, of, meant }) => `${of} has no field ${field}${otherwise(meant, (name) => `; ${name}?`)}`,
      misplacedField: ({ field, belongs }) => `${field} does not belong here, but at ${belongs}`,
      looseSelector: () => "A selector's labels stand under matchLabels",
      wrongType: ({ field, expected, found }) => `${field === "" ? "This" : field} must be ${kindsEn[expected]}; this is ${kindsEn[found]}`,
      unknownValue: ({ field, value, values }) => `${field} cannot be ${value}: it is one of ${values.join(", ")}`,
      unreadableQuantity: ({ value, meant }) => `${value} is no quantity${otherwise(meant, (text) => `; ${text}?`)}`,
      missingSelector: ({ kind }) => `A ${kind} must say which Pods are its own: spec.selector`,
      selectorMismatch: ({ key, wanted, found }) => `The Pods of the template would not be selected: ${key} is ${wanted} here, and ${otherwise(found, (text) => `${text} there`, "missing there")}`,
      unknownVolume: ({ name, meant }) => `No volume of this Pod is called ${name}${otherwise(meant, (text) => `; ${text}?`)}`,
      unknownContainer: ({ name, meant }) => `No container of this Pod is called ${name}${otherwise(meant, (text) => `; ${text}?`)}`,
      undeclaredPort: ({ port }) => `No port of this container is named ${port}: the probe cannot find it`,
      relativeCommand: ({ command }) => `${command} has no leading slash: it is found only while the working directory is /`,
      deprecatedField: ({ field, instead }) => `${field} is deprecated; it is called ${instead} now`,
      renamedLabel: ({ label, instead }) => `${label} is an old name; nodes have ${instead}`,
      movedRegistry: ({ from, to }) => `Images of Kubernetes moved from ${from} to ${to}`,
      endOfLifeImage: ({ image, since }) => `${image} has had no updates since ${since}`,
      behavior: ({ at, fault }) => `Behaviour${at && `, ${at}`}: ${behaviorFaultEn(fault)}`,
      unsimulatedKind: ({ kind }) => `${kind} is stored, but nothing acts on it yet`,
      unsimulatedField: ({ field, effect }) => `${field} ${effectsEn[effect]}`,
      command: ({ about, token }) => lintTexts.en.commands[about](token),
      server: () => "The API server would say",
    },
    fixes: {
      replaceTabs: () => "Replace tabs with spaces",
      replaceCharacters: ({ count }) => (count === 1 ? "Replace this character" : `Replace all ${count} such characters`),
      removeLines: ({ count }) => (count === 1 ? "Remove this line" : `Remove all ${count} such lines`),
      addSpace: () => "Add the space",
      makeComment: () => "Make it a comment",
      removeDuplicate: ({ key }) => `Remove this ${key}`,
      addField: ({ field, value }) => `Add ${field}: ${value}`,
      setField: ({ field, value }) => `Change ${field} to ${value}`,
      wrapInPod: () => "Put a Pod around it",
      nestPath: ({ path }) => `Write ${path} as levels, in a Pod`,
      rename: ({ to }) => `Change to ${to}`,
      useValue: ({ value }) => `Change to ${value}`,
      upgrade: ({ to, adds }) => `Use ${to}${adds.length === 0 ? "" : `, with ${adds.join(", ")}`}`,
      move: ({ field, to }) => `Move ${field} to ${to}`,
      removeField: ({ field }) => `Remove ${field}`,
      matchLabels: () => "Put matchLabels around them",
      quote: () => "Put it in quotes",
      unquote: () => "Take the quotes away",
      makeList: () => "Make it a list",
      makeMap: () => "Make it a mapping",
      makeEnvList: () => "Write it as a list of name and value",
      addSelector: () => "Add a selector for the template's labels",
      command: ({ line }) => `Use: ${line}`,
    },
    commands: {
      pastedPrompt: () => "The prompt was pasted along",
      smartDash: () => "A typographic dash is no flag",
      smartQuotes: () => "Typographic quotes are no quotes to the shell",
      placeholder: (token) => `${token} is a placeholder: put a real name there`,
      unquotedSelector: () => "The shell would read this selector itself: it needs quotes",
      flagSpelling: (token) => `There is no flag ${token}`,
      runMakesPods: () => "Since kubectl 1.18 run makes a bare Pod; articles before it expect a Deployment",
      removedRunFlags: () => "Since kubectl 1.18 run makes Pods only",
      dryRunValue: () => "--dry-run wants a value: client or server",
      recordFlag: () => "--record is deprecated",
      rollingUpdate: () => "rolling-update left in kubectl 1.18: Deployments roll by themselves",
      removedFlag: (token) => `kubectl has ${token} no more`,
      execWithoutDashes: () => "The command for the container stands behind --",
      graceZero: () => "A grace period of 0 takes effect only with --force",
      deleteLocalData: () => "The flag is called --delete-emptydir-data now",
      containerId: () => "-c wants the container's name, not its ID",
      cascadeValue: () => "--cascade is background, orphan or foreground",
      cpuPercent: () => "The flag is called --cpu now",
      masterTaint: () => "Control-plane nodes are called control-plane, not master",
      convertPlugin: () => "convert is a plugin of its own now",
      componentStatuses: () => "ComponentStatus is deprecated",
      replicationController: () => "A Deployment does what ReplicationControllers did, and rolls out changes",
      dockerOnNode: () => "Nodes run containerd: crictl takes the place of docker",
      minikubeDriver: () => "--vm-driver is called --driver now",
      minikubeDockerEnv: () => "There is no Docker on the nodes: crictl on a node shows its containers",
    },
    severities: { error: "Error", warning: "Warning", hint: "Hint", unsimulated: "Not simulated" },
  },
  zh: {
    findings: {
      yamlSyntax: () => "无法按 YAML 解析",
      tooLarge: ({ most }) => `文件超过 ${most / 1_000_000} MB，不再解析。你的内容没有丢失`,
      tabIndentation: () => "YAML 只能用空格缩进，不能用制表符",
      unusualCharacter: ({ kind }) => charactersZh[kind],
      promptLine: () => "这一行是终端里的命令，不属于文件",
      fenceLine: () => "这一行是文章的代码块标记，不是 YAML",
      missingSpace: ({ key }) => `${key} 的冒号后面少了一个空格`,
      notAComment: () => "YAML 的注释以 # 开头，这里会被当成值的一部分",
      duplicateKey: ({ key, line }) => `第 ${line} 行又写了一次 ${key}，以那一行为准`,
      missingField: ({ field }) => `缺少 ${field}`,
      fragment: ({ of }) => (of === "containers" ? "这里只有容器，外面还需要一个 Pod" : "这里只有 Pod 的 spec，外面还需要一个 Pod"),
      pathNotation: ({ key }) => `${key} 是路径写法；在 YAML 里每个名字要单独成一层`,
      unknownKind: ({ kind, meant }) => `没有 ${kind} 这种 kind${otherwise(meant, (name) => `，是不是 ${name}？`)}`,
      unknownVersion: ({ kind, apiVersion, versions }) => `${kind} 不在 ${apiVersion}，而在 ${versions.join("、")}`,
      removedVersion: ({ kind, apiVersion, removedIn, instead }) =>
        `Kubernetes ${removedIn} 起，${apiVersion} 不再提供 ${kind}；${otherwise(instead, (name) => `请改用 ${name}`, "没有后继版本，由 Pod Security Admission 取代")}`,
      unknownField: ({ field, of, meant }) => `${of} 没有 ${field} 字段${otherwise(meant, (name) => `，是不是 ${name}？`)}`,
      misplacedField: ({ field, belongs }) => `${field} 不该在这一层，它属于 ${belongs}`,
      looseSelector: () => "选择算符的标签要写在 matchLabels 下面",
      wrongType: ({ field, expected, found }) => `${field === "" ? "这里" : ` ${field} `.trimStart()}应该是${kindsZh[expected]}，现在是${kindsZh[found]}`,
      unknownValue: ({ field, value, values }) => `${field} 不能是 ${value}，可选值：${values.join("、")}`,
      unreadableQuantity: ({ value, meant }) => `${value} 不是合法的数量${otherwise(meant, (text) => `，是不是 ${text}？`)}`,
      missingSelector: ({ kind }) => `${kind} 必须用 spec.selector 说明哪些 Pod 归它管`,
      selectorMismatch: ({ key, wanted, found }) => `选不中模板里的 Pod：这里的 ${key} 是 ${wanted}，模板里${otherwise(found, (text) => `是 ${text}`, "没有这个标签")}`,
      unknownVolume: ({ name, meant }) => `这个 Pod 没有名为 ${name} 的卷${otherwise(meant, (text) => `，是不是 ${text}？`)}`,
      unknownContainer: ({ name, meant }) => `这个 Pod 没有名为 ${name} 的容器${otherwise(meant, (text) => `，是不是 ${text}？`)}`,
      undeclaredPort: ({ port }) => `这个容器没有名为 ${port} 的端口，探针找不到它`,
      relativeCommand: ({ command }) => `${command} 开头少了斜杠：只有工作目录是 / 时才找得到`,
      deprecatedField: ({ field, instead }) => `${field} 已弃用，现在叫 ${instead}`,
      renamedLabel: ({ label, instead }) => `${label} 是旧名，节点上的标签是 ${instead}`,
      movedRegistry: ({ from, to }) => `Kubernetes 的镜像已从 ${from} 迁到 ${to}`,
      endOfLifeImage: ({ image, since }) => `${image} 自 ${since} 年起不再更新`,
      behavior: ({ at, fault }) => `行为脚本${at && ` ${at}`}：${behaviorFaultZh(fault)}`,
      unsimulatedKind: ({ kind }) => `${kind} 会被保存，但尚未模拟`,
      unsimulatedField: ({ field, effect }) => `${field}：${effectsZh[effect]}`,
      command: ({ about, token }) => lintTexts.zh.commands[about](token),
      server: () => "API server 会这样答复",
    },
    fixes: {
      replaceTabs: () => "把制表符换成空格",
      replaceCharacters: ({ count }) => (count === 1 ? "换成半角字符" : `换掉全部 ${count} 处`),
      removeLines: ({ count }) => (count === 1 ? "删掉这一行" : `删掉全部 ${count} 行`),
      addSpace: () => "补上空格",
      makeComment: () => "改成注释",
      removeDuplicate: ({ key }) => `删掉这个 ${key}`,
      addField: ({ field, value }) => `加上 ${field}: ${value}`,
      setField: ({ field, value }) => `把 ${field} 改成 ${value}`,
      wrapInPod: () => "在外面补上 Pod",
      nestPath: ({ path }) => `把 ${path} 逐层写进 Pod`,
      rename: ({ to }) => `改成 ${to}`,
      useValue: ({ value }) => `改成 ${value}`,
      upgrade: ({ to, adds }) => `改用 ${to}${adds.length === 0 ? "" : `，并补上 ${adds.join("、")}`}`,
      move: ({ field, to }) => `把 ${field} 移到 ${to}`,
      removeField: ({ field }) => `删掉 ${field}`,
      matchLabels: () => "放进 matchLabels",
      quote: () => "加上引号",
      unquote: () => "去掉引号",
      makeList: () => "改成列表",
      makeMap: () => "改成映射",
      makeEnvList: () => "改写成 name 和 value 的列表",
      addSelector: () => "按模板的标签加上选择算符",
      command: ({ line }) => `改为：${line}`,
    },
    commands: {
      pastedPrompt: () => "把提示符也粘进来了",
      smartDash: () => "破折号不能当参数的短横线",
      smartQuotes: () => "shell 不认弯引号",
      placeholder: (token) => `${token} 是占位符，换成真实的名字`,
      unquotedSelector: () => "shell 会先解析这个选择算符，要加引号",
      flagSpelling: (token) => `没有 ${token} 这个参数`,
      runMakesPods: () => "kubectl 1.18 起，run 只创建单个 Pod；更早的文章里它会创建 Deployment",
      removedRunFlags: () => "kubectl 1.18 起，run 只能创建 Pod",
      dryRunValue: () => "--dry-run 要写明 client 或 server",
      recordFlag: () => "--record 已弃用",
      rollingUpdate: () => "rolling-update 在 kubectl 1.18 移除，Deployment 自己就会滚动更新",
      removedFlag: (token) => `kubectl 已经没有 ${token}`,
      execWithoutDashes: () => "在容器里执行的命令要写在 -- 之后",
      graceZero: () => "宽限期设为 0 要同时加 --force 才生效",
      deleteLocalData: () => "这个参数现在叫 --delete-emptydir-data",
      containerId: () => "-c 后面要写容器的名字，不是 ID",
      cascadeValue: () => "--cascade 的值是 background、orphan 或 foreground",
      cpuPercent: () => "这个参数现在叫 --cpu",
      masterTaint: () => "控制平面节点现在叫 control-plane，不再叫 master",
      convertPlugin: () => "convert 现在是单独的插件",
      componentStatuses: () => "ComponentStatus 已弃用",
      replicationController: () => "Deployment 能做 ReplicationController 做的事，还能滚动更新",
      dockerOnNode: () => "节点用的是 containerd，用 crictl 代替 docker",
      minikubeDriver: () => "--vm-driver 现在叫 --driver",
      minikubeDockerEnv: () => "节点上没有 Docker，可以在节点上用 crictl 看容器",
    },
    severities: { error: "错误", warning: "警告", hint: "提示", unsimulated: "未模拟" },
  },
};

/** The sentence for a judgement; Kubernetes' own words stand beside it, in `words`. */
export const sentenceOf = ({ findings }: LintTexts, { finding }: Pick<Judgement, "finding">): string => (findings[finding.code] as (values: Finding) => string)(finding);

/** What a fix is called. */
export const titleOf = ({ fixes }: LintTexts, title: FixTitle): string => (fixes[title.code] as (values: FixTitle) => string)(title);
