import { containerNames, objectNames, resourceTypes, type Place } from "./reading.ts";

/** What may stand in place of a word: candidates, or files of the working directory. */
export type Completed = readonly string[] | "files" | "manifests";

/** Completes an argument of a command, from the arguments before it. */
export type CompleteArgument = (place: Place, args: readonly string[], word: string) => Completed;

const NOTHING: readonly string[] = [];

// Mirrors resourceTypeAndNameCompletionFunc (kubectl/pkg/util/completion/completion.go): TYPE NAME…, or TYPE/NAME….
const typesAndNames = (allowed?: readonly string[]): CompleteArgument => (place, args, word) => {
  const [first] = args;
  if (first !== undefined && !first.includes("/")) return objectNames(place, first).filter((name) => !args.slice(1).includes(name));
  const slash = word.indexOf("/");
  if (slash >= 0) return namesOfType(place, word.slice(0, slash)).filter((name) => !args.includes(name));
  const types = allowed ?? resourceTypes(word);
  return first === undefined ? types : types.map((type) => `${type}/`);
};

const namesOfType = (place: Place, type: string): readonly string[] => objectNames(place, type).map((name) => `${type}/${name}`);

const WITH_PODS = ["daemonsets", "deployments", "pods", "jobs", "replicasets", "replicationcontrollers", "services", "statefulsets"];

// Mirrors doPodResourceCompletion: pods by their names, or the types that have pods.
const pods: CompleteArgument = (place, args, word) => {
  if (args.length > 0) return NOTHING;
  const slash = word.indexOf("/");
  return slash >= 0 ? namesOfType(place, word.slice(0, slash)) : [...objectNames(place, "pods"), ...WITH_PODS.map((type) => `${type}/`)];
};

const podThenContainer: CompleteArgument = (place, args, word) => (args.length === 1 ? containerNames(place, args[0] ?? "") : pods(place, args, word));

const oneOf = (type: string): CompleteArgument => (place, args) => (args.length === 0 ? objectNames(place, type) : NOTHING);

const taints: CompleteArgument = (place, args) => (args.length === 0 ? ["node"] : objectNames(place, "nodes").filter((name) => !args.includes(name)));

const everything = typesAndNames();

/** By the command's path without "kubectl". Commands that are not here take no argument that could be known. */
export const argumentsOf: Readonly<Record<string, CompleteArgument>> = {
  annotate: everything,
  attach: pods,
  autoscale: typesAndNames(["deployment", "replicaset", "replicationcontroller", "statefulset"]),
  "config use-context": ({ reading }, args) => (args.length === 0 ? reading.contexts : NOTHING),
  "config set-context": ({ reading }, args) => (args.length === 0 ? reading.contexts : NOTHING),
  cordon: oneOf("nodes"),
  "create token": oneOf("serviceaccounts"),
  debug: (place, args, word) => (args.length > 0 ? NOTHING : word.includes("/") ? namesOfType(place, word.slice(0, word.indexOf("/"))) : [...objectNames(place, "pods"), "node/", "pod/"]),
  delete: everything,
  describe: everything,
  drain: oneOf("nodes"),
  exec: pods,
  explain: (_, args, word) => (args.length === 0 ? resourceTypes(word) : NOTHING),
  expose: typesAndNames(["pod", "service", "replicationcontroller", "deployment", "replicaset"]),
  get: everything,
  label: everything,
  logs: podThenContainer,
  patch: everything,
  "port-forward": (place, args, word) => (args.length > 0 ? NOTHING : word.includes("/") ? namesOfType(place, word.slice(0, word.indexOf("/"))) : [...objectNames(place, "pods"), "deployment/", "pod/", "service/"]),
  "rollout history": typesAndNames(["deployment", "daemonset", "statefulset"]),
  "rollout pause": typesAndNames(["deployment"]),
  "rollout restart": typesAndNames(["deployment", "daemonset", "statefulset"]),
  "rollout resume": typesAndNames(["deployment"]),
  "rollout status": typesAndNames(["deployment", "daemonset", "statefulset"]),
  "rollout undo": typesAndNames(["deployment", "daemonset", "statefulset"]),
  "set env": everything,
  "set image": everything,
  "set resources": everything,
  "set selector": everything,
  "set serviceaccount": everything,
  scale: typesAndNames(["deployment", "replicaset", "replicationcontroller", "statefulset"]),
  taint: taints,
  "top node": oneOf("nodes"),
  "top pod": oneOf("pods"),
  uncordon: oneOf("nodes"),
  wait: everything,
};

const FORMATS = ["custom-columns", "custom-columns-file", "go-template", "go-template-file", "json", "jsonpath", "jsonpath-as-json", "jsonpath-file", "kyaml", "name", "template", "templatefile", "wide", "yaml"];

/** The values of flags, by their names. */
export const flagValues: Readonly<Record<string, (place: Place, args: readonly string[], word: string) => Completed>> = {
  namespace: (place) => objectNames(place, "namespaces"),
  context: ({ reading }) => reading.contexts,
  container: (place, args) => (args[0] === undefined ? NOTHING : containerNames(place, args[0])),
  filename: () => "manifests",
  kustomize: () => "files",
  kubeconfig: () => "files",
  "from-file": () => "files",
  "from-env-file": () => "files",
  "patch-file": () => "files",
  template: () => "files",
  output: () => FORMATS,
  "dry-run": () => ["client", "none", "server"],
  validate: () => ["ignore", "strict", "warn"],
  restart: () => ["Always", "Never", "OnFailure"],
  profile: () => ["baseline", "general", "legacy", "netadmin", "restricted", "sysadmin"],
  subresource: () => ["resize", "scale", "status"],
  target: (place, args) => (args[0] === undefined ? NOTHING : containerNames(place, args[0])),
  "image-pull-policy": () => ["Always", "IfNotPresent", "Never"],
};
