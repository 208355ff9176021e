import type { SnippetWord } from "../../strings/snippets.ts";

/** A short whole manifest to begin from. `${1:web}` are the places to be filled in; equal numbers are filled in together. */
interface Snippet {
  readonly word: SnippetWord;
  readonly apiVersion: string;
  readonly kind: string;
  /** kubectl's short names, by which it is found too. */
  readonly short: string;
  readonly text: string;
}

const manifest = (apiVersion: string, kind: string, word: SnippetWord, short: string, rest: string): Snippet => ({ word, apiVersion, kind, short, text: `apiVersion: ${apiVersion}\nkind: ${kind}\n${rest.trimStart()}` });

/** What a workload makes, at the depth of its template. */
const template = (indent: string, container: string): string => container.trim().split("\n").map((line) => indent + line).join("\n");

const WEB = `
containers:
- name: \${1:web}
  image: \${2:nginx:1.27}
  ports:
  - containerPort: 80`;

const WORK = `
restartPolicy: Never
containers:
- name: \${1:task}
  image: \${2:busybox:1.36}
  command: [sh, -c, "\${3:echo done}"]`;

export const snippets: readonly Snippet[] = [
  manifest("v1", "Pod", "pod", "po", `
metadata:
  name: \${1:web}
  labels:
    app: \${1:web}
spec:
${template("  ", WEB)}
`),
  manifest("apps/v1", "Deployment", "deployment", "deploy", `
metadata:
  name: \${1:web}
spec:
  replicas: \${3:3}
  selector:
    matchLabels:
      app: \${1:web}
  template:
    metadata:
      labels:
        app: \${1:web}
    spec:
${template("      ", WEB)}
`),
  manifest("apps/v1", "StatefulSet", "statefulSet", "sts", `
metadata:
  name: \${1:db}
spec:
  serviceName: \${1:db}
  replicas: \${3:3}
  selector:
    matchLabels:
      app: \${1:db}
  template:
    metadata:
      labels:
        app: \${1:db}
    spec:
      containers:
      - name: \${1:db}
        image: \${2:redis:7}
        ports:
        - containerPort: 6379
`),
  manifest("apps/v1", "DaemonSet", "daemonSet", "ds", `
metadata:
  name: \${1:agent}
spec:
  selector:
    matchLabels:
      app: \${1:agent}
  template:
    metadata:
      labels:
        app: \${1:agent}
    spec:
      containers:
      - name: \${1:agent}
        image: \${2:busybox:1.36}
        command: [sleep, infinity]
`),
  manifest("batch/v1", "Job", "job", "", `
metadata:
  name: \${1:task}
spec:
  backoffLimit: \${4:4}
  template:
    spec:
${template("      ", WORK)}
`),
  manifest("batch/v1", "CronJob", "cronJob", "cj", `
metadata:
  name: \${1:task}
spec:
  schedule: "\${4:*/5 * * * *}"
  jobTemplate:
    spec:
      template:
        spec:
${template("          ", WORK)}
`),
  manifest("v1", "Service", "service", "svc", `
metadata:
  name: \${1:web}
spec:
  selector:
    app: \${1:web}
  ports:
  - port: \${2:80}
    targetPort: \${3:80}
`),
  manifest("v1", "ConfigMap", "configMap", "cm", `
metadata:
  name: \${1:settings}
data:
  \${2:COLOR}: \${3:blue}
`),
  manifest("v1", "Secret", "secret", "", `
metadata:
  name: \${1:credentials}
type: Opaque
stringData:
  \${2:password}: \${3:change-me}
`),
  manifest("v1", "PersistentVolumeClaim", "claim", "pvc", `
metadata:
  name: \${1:data}
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: \${2:1Gi}
`),
  manifest("policy/v1", "PodDisruptionBudget", "budget", "pdb", `
metadata:
  name: \${1:web}
spec:
  minAvailable: \${2:1}
  selector:
    matchLabels:
      app: \${1:web}
`),
  manifest("v1", "ResourceQuota", "quota", "", `
metadata:
  name: \${1:team}
spec:
  hard:
    pods: "\${2:10}"
    requests.cpu: "\${3:4}"
    requests.memory: \${4:8Gi}
`),
  manifest("v1", "LimitRange", "limits", "limits", `
metadata:
  name: \${1:defaults}
spec:
  limits:
  - type: Container
    default:
      cpu: \${2:500m}
      memory: \${3:128Mi}
    defaultRequest:
      cpu: \${4:100m}
      memory: \${5:64Mi}
`),
  manifest("scheduling.k8s.io/v1", "PriorityClass", "priority", "pc", `
metadata:
  name: \${1:important}
value: \${2:1000}
globalDefault: false
description: \${3:Goes before what has no class.}
`),
];

/** The text as it is when every place keeps what it proposes. */
export const plainText = ({ text }: Snippet): string => text.replace(/\$\{\d+:([^}]*)\}/g, "$1");

/** Where on the line of a text a whole manifest may begin, and what has to stand before it; undefined where none may. */
export function startAt(before: string): { readonly word: string; readonly lead: string } | undefined {
  const lines = before.split("\n");
  const word = lines.pop() ?? "";
  if (!/^[A-Za-z]*$/.test(word)) return undefined;
  const last = lines.findLast((line) => line.trim() !== "" && !line.startsWith("#"));
  return { word, lead: last === undefined || last.startsWith("---") ? "" : "---\n" };
}
