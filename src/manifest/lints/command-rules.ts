import type { CommandFinding } from "../finding.ts";
import type { Severity } from "../judgement.ts";

export interface CommandRule {
  readonly about: CommandFinding;
  readonly severity: Severity;
  /** Its group `token` is what is marked, or all of it. */
  readonly pattern: RegExp;
  readonly unless?: RegExp;
  /** kubectl's own words. */
  readonly words?: (match: RegExpExecArray) => string;
  /** The line as it would be written today; undefined where a person must decide. */
  readonly fix?: (line: string, match: RegExpExecArray) => string | undefined;
}

const unknownFlag = (flag: string): string => `error: unknown flag: ${flag}`;
const token = ({ groups }: RegExpExecArray): string => groups?.["token"] ?? "";
const without = (pattern: RegExp) => (line: string): string => line.replace(pattern, "").trimEnd();

/** Of the first word on: "kubectl get" at the start of a line, behind a prompt, a pipe or "&&". */
const kubectl = String.raw`(?:^|[\s;|&(])kubectl\s`;

const spellings: ReadonlyMap<string, string> = new Map([
  ["--show-label", "--show-labels"], ["--show-lables", "--show-labels"], ["--all-namespace", "--all-namespaces"], ["--all-namepaces", "--all-namespaces"],
  ["--graceperiod", "--grace-period"], ["--grace-peroid", "--grace-period"], ["--namespaces", "--namespace"], ["--labels-selector", "--selector"],
]);

export const commandRules: readonly CommandRule[] = [
  {
    about: "pastedPrompt",
    severity: "hint",
    pattern: /^\s*(?<token>\$|%|\[[^\]\s]+@[^\]]+\][$#]|[\w.-]+@[\w.-]+[:\s][^$#\s]*[$#])\s+(?=\S)/,
    fix: (line, match) => line.slice(match[0].length),
  },
  {
    about: "smartDash",
    severity: "error",
    pattern: /(?:^|\s)(?<token>[—–−－]{1,2})(?=[A-Za-z])/,
    fix: (line) => line.replace(/(^|\s)[—–−－]{1,2}([A-Za-z]+)/g, (_, before: string, name: string) => `${before}${name.length > 1 ? "--" : "-"}${name}`),
  },
  {
    about: "smartQuotes",
    severity: "error",
    pattern: /(?<token>[“”„‘’])/,
    fix: (line) => line.replace(/[“”„]/g, '"').replace(/[‘’]/g, "'"),
  },
  { about: "placeholder", severity: "warning", pattern: new RegExp(String.raw`${kubectl}.*?[\s=](?<token><[A-Za-z][^<>|&;]*>)`) },
  {
    about: "unquotedSelector",
    severity: "error",
    pattern: /(?:-l|--selector)[\s=](?<token>[\w./-]+\s+(?:not)?in\s+\([^)'"]*\)|![\w./-]+)/,
    fix: (line, match) => line.replace(token(match), () => `'${token(match)}'`),
  },
  {
    about: "flagSpelling",
    severity: "error",
    pattern: new RegExp(String.raw`${kubectl}.*?\s(?<token>${[...spellings.keys()].join("|")})(?=[\s=]|$)`),
    words: (match) => unknownFlag(token(match)),
    fix: (line, match) => line.replace(new RegExp(`${token(match)}(?=[\\s=]|$)`), spellings.get(token(match)) ?? ""),
  },
  {
    about: "removedRunFlags",
    severity: "error",
    pattern: new RegExp(String.raw`${kubectl}+run\s.*?(?<token>--(?:generator|replicas|schedule|service-generator|limits|requests|serviceaccount|hostport)(?:[=\s]\S+)?)`),
    words: (match) => unknownFlag(/^--[\w-]+/.exec(token(match))?.[0] ?? ""),
    fix: fixRun,
  },
  {
    about: "runMakesPods",
    severity: "hint",
    pattern: new RegExp(String.raw`${kubectl}+(?<token>run)\s+[\w-]+\s+--image[=\s]\S+`),
    unless: /--(?:generator|replicas|schedule|service-generator|limits|requests|serviceaccount|hostport|restart|rm|command|overrides|dry-run)\b|\s-[a-z]*[it]|\s--\s/,
    fix: (line) => line.replace(/(kubectl\s+)run(\s)/, "$1create deployment$2"),
  },
  {
    about: "dryRunValue",
    severity: "warning",
    pattern: new RegExp(String.raw`${kubectl}.*?\s(?<token>--dry-run(?:=true)?)(?=\s|$)`),
    fix: (line) => line.replace(/--dry-run(?:=true)?(?=\s|$)/, "--dry-run=client"),
  },
  {
    about: "recordFlag",
    severity: "warning",
    pattern: new RegExp(String.raw`${kubectl}.*?\s(?<token>--record(?:=true)?)(?=\s|$)`),
    fix: without(/\s+--record(?:=true)?(?=\s|$)/),
  },
  {
    about: "rollingUpdate",
    severity: "error",
    pattern: new RegExp(String.raw`${kubectl}+(?<token>rolling-update)(?=\s|$)`),
    words: () => 'error: unknown command "rolling-update" for "kubectl"',
    fix: (line) => {
      const [, name, image] = /rolling-update\s+([\w-]+)\b.*?--image[=\s](\S+)/.exec(line) ?? [];
      return name === undefined || image === undefined ? undefined : line.replace(/kubectl\s+rolling-update.*/, `kubectl set image deployment/${name} '*=${image}'`);
    },
  },
  {
    about: "removedFlag",
    severity: "error",
    pattern: new RegExp(String.raw`${kubectl}.*?\s(?<token>--(?:show-all|export|include-uninitialized|short|save-config=false|heapster-\S+))(?:=true)?(?=\s|$)`),
    words: (match) => unknownFlag(token(match).replace(/=.*/, "")),
    fix: (line, match) => without(new RegExp(`\\s+${token(match)}(?:=true)?(?=\\s|$)`))(line),
  },
  {
    about: "removedFlag",
    severity: "error",
    pattern: new RegExp(String.raw`${kubectl}+get\s.*?\s(?<token>-a)(?=\s|$)`),
    words: () => "error: unknown shorthand flag: 'a' in -a",
    fix: without(/\s+-a(?=\s|$)/),
  },
  {
    about: "graceZero",
    severity: "hint",
    pattern: new RegExp(String.raw`${kubectl}+delete\s.*?(?<token>--grace-period[=\s]0)(?=\s|$)`),
    unless: /--force\b/,
    fix: (line) => line.replace(/--grace-period[=\s]0(?=\s|$)/, "$& --force"),
  },
  {
    about: "deleteLocalData",
    severity: "error",
    pattern: new RegExp(String.raw`${kubectl}+drain\s.*?(?<token>--delete-local-data)`),
    words: () => unknownFlag("--delete-local-data"),
    fix: (line) => line.replace("--delete-local-data", "--delete-emptydir-data"),
  },
  { about: "containerId", severity: "error", pattern: new RegExp(String.raw`${kubectl}+(?:logs|exec|attach)\s.*?-c\s+(?<token>(?:docker://|containerd://)?[0-9a-f]{12,64})(?=\s|$)`) },
  {
    about: "cascadeValue",
    severity: "warning",
    pattern: new RegExp(String.raw`${kubectl}+delete\s.*?(?<token>--cascade(?:=(?:true|false))?)(?=\s|$)`),
    fix: (line) => line.replace(/--cascade(?:=(true|false))?(?=\s|$)/, (_, value?: string) => `--cascade=${value === "false" ? "orphan" : "background"}`),
  },
  {
    about: "cpuPercent",
    severity: "warning",
    pattern: new RegExp(String.raw`${kubectl}+autoscale\s.*?(?<token>--cpu-percent[=\s]\d+)`),
    fix: (line) => line.replace(/--cpu-percent[=\s](\d+)/, "--cpu=$1%"),
  },
  {
    about: "masterTaint",
    severity: "warning",
    pattern: new RegExp(String.raw`${kubectl}.*?(?<token>node-role\.kubernetes\.io/master)`),
    fix: (line) => line.replaceAll("node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"),
  },
  { about: "convertPlugin", severity: "error", pattern: new RegExp(String.raw`${kubectl}+(?<token>convert)\s`), words: () => 'error: unknown command "convert" for "kubectl"' },
  { about: "componentStatuses", severity: "hint", pattern: new RegExp(String.raw`${kubectl}+get\s+(?<token>cs|componentstatus(?:es)?)(?=\s|$)`) },
  { about: "replicationController", severity: "hint", pattern: new RegExp(String.raw`${kubectl}+(?:create|apply|replace)\s.*?(?<token>[\w./-]*(?:-rc|replication-?controller)[\w-]*\.(?:ya?ml|json))`) },
  {
    about: "dockerOnNode",
    severity: "hint",
    pattern: /(?:^|[\s;|&(])(?<token>docker)\s+(?:ps|logs|inspect|images|exec|stop|rm|pull|stats)\b/,
    fix: (line) => (/\bdocker\s+(?:ps|logs|inspect|images|exec|stop|rm|pull|stats)\b/.test(line) ? line.replace(/\bdocker(?=\s+(?:ps|logs|inspect|images|exec|stop|rm|pull|stats)\b)/, "crictl") : undefined),
  },
  {
    about: "minikubeDriver",
    severity: "warning",
    pattern: /(?:\bminikube\s+start\b.*?|^\s*)(?<token>--vm-driver)\b/,
    fix: (line) => line.replace("--vm-driver", "--driver"),
  },
  { about: "minikubeDockerEnv", severity: "hint", pattern: /\bminikube\s+(?<token>docker-env)\b/ },
];

/** What `run` could do once: with replicas it made a Deployment, with a schedule a CronJob. */
function fixRun(line: string): string | undefined {
  const [, before, rest] = /^(.*?\bkubectl\s+)run\s+(.*)$/.exec(line) ?? [];
  if (before === undefined || rest === undefined || /--(?:limits|requests|serviceaccount|hostport|service-generator)\b/.test(rest)) return undefined;
  const generator = /\s*--generator[=\s](\S+)/.exec(rest);
  const bare = rest.replace(/\s*--generator[=\s]\S+/, "");
  const schedule = /--schedule\b/.test(rest) || generator?.[1]?.startsWith("cronjob") === true;
  if (schedule) return `${before}create cronjob ${bare.replace(/\s*--restart[=\s]\S+/, "")}`;
  const deployment = /--replicas\b/.test(rest) || /^(?:deployment|run\/)/.test(generator?.[1] ?? "");
  if (generator?.[1]?.startsWith("job") === true) return `${before}create job ${bare.replace(/\s*--restart[=\s]\S+/, "")}`;
  return deployment ? `${before}create deployment ${bare.replace(/\s*--(?:labels|env)[=\s]\S+/g, "")}` : `${before}run ${bare}`;
}
