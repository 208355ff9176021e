import type { JsonObject } from "../../api/json.ts";
import { fail } from "../failure.ts";
import { namespaceOf, objectAt, objectsAt, stringAt, withValue } from "../objects.ts";
import type { Session } from "../session.ts";
import type { DebugOptions } from "./options.ts";
import { applyProfile, onContainer } from "./profiles.ts";

interface Asked {
  readonly session: Session;
  readonly options: DebugOptions;
}

/** What a new debug container has, in whatever list it will stand. */
function debugContainer({ session: { flags }, options }: Asked, name: string): JsonObject {
  const policy = flags.text("image-pull-policy");
  return {
    ...(options.args.length > 0 && { [flags.bool("arguments-only") ? "args" : "command"]: options.args }),
    ...(options.env.length > 0 && { env: options.env }),
    image: options.image,
    ...(policy !== "" && { imagePullPolicy: policy }),
    name,
    resources: {},
    ...(flags.bool("stdin") && { stdin: true }),
    terminationMessagePolicy: "File",
    ...(flags.bool("tty") && { tty: true }),
  };
}

// Mirrors generateNodeDebugPod (kubectl/pkg/cmd/debug/debug.go).
export function nodeDebugPod(asked: Asked, node: string, podName: string): JsonObject {
  const container = asked.options.container || "debugger";
  const pod: JsonObject = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { labels: { "app.kubernetes.io/managed-by": "kubectl-debug" }, name: podName },
    spec: { containers: [debugContainer(asked, container)], nodeName: node, restartPolicy: "Never", tolerations: [{ operator: "Exists" }] },
    status: {},
  };
  return applyProfile(asked.session.flags.text("profile"), "node", container, asked.options.keep, pod);
}

// Mirrors generateDebugContainer: the pod's list of ephemeral containers with one more.
export function withEphemeral(asked: Asked, pod: JsonObject, name: string): readonly JsonObject[] {
  const target = asked.session.flags.text("target");
  const { resources: _, ...bare } = debugContainer(asked, name);
  const added = { ...bare, ...(target !== "" && { targetContainerName: target }) };
  const grown = withValue(pod, ["spec", "ephemeralContainers"], [...objectsAt(pod, "spec", "ephemeralContainers"), added]);
  return objectsAt(applyProfile(asked.session.flags.text("profile"), "ephemeral", name, asked.options.keep, grown), "spec", "ephemeralContainers");
}

// Mirrors generatePodCopyWithDebugContainer; `name` is undefined where only images are changed.
export function copyOf(asked: Asked, pod: JsonObject, name: string | undefined): JsonObject {
  const { session: { flags }, options } = asked;
  const containers = objectsAt(pod, "spec", "containers").map((container) => {
    const image = options.setImages[stringAt(container, "name")] ?? options.setImages["*"];
    return image === undefined ? container : { ...container, image };
  });
  const { ephemeralContainers: _, nodeName, ...spec } = objectAt(pod, "spec");
  const copy: JsonObject = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...keep(pod, "annotations"), ...keep(pod, "labels"), name: flags.text("copy-to"), namespace: namespaceOf(pod) },
    spec: { ...spec, ...(flags.bool("same-node") && nodeName !== undefined && { nodeName }), ...(flags.changed("share-processes") && { shareProcessNamespace: flags.bool("share-processes") }), containers },
  };
  if (name === undefined) return copy;
  const known = hasContainer(copy, name);
  const grown = known ? onContainer(name, (container) => changed(asked, container))(copy) : withValue(copy, ["spec", "containers"], [...containers, debugContainer(asked, name)]);
  return applyProfile(flags.text("profile"), "copy", name, options.keep, grown);
}

const keep = (pod: JsonObject, field: string): JsonObject => (objectAt(pod, "metadata")[field] === undefined ? {} : { [field]: objectAt(pod, "metadata", field) });

function changed({ session: { flags }, options }: Asked, container: JsonObject): JsonObject {
  const { args: _, ...withoutArgs } = container;
  const base = options.args.length === 0 ? container : flags.bool("arguments-only") ? { ...container, args: options.args } : { ...withoutArgs, command: options.args };
  const policy = flags.text("image-pull-policy");
  return {
    ...base,
    ...(options.env.length > 0 && { env: options.env }),
    ...(options.image !== "" && { image: options.image }),
    ...(policy !== "" && { imagePullPolicy: policy }),
    stdin: flags.bool("stdin"),
    tty: flags.bool("tty"),
  };
}

export const hasContainer = (pod: JsonObject, name: string): boolean => ["containers", "initContainers", "ephemeralContainers"].some((list) => objectsAt(pod, "spec", list).some((container) => stringAt(container, "name") === name));

/** The container of a copy that is debugged: a named one, a new one (""), or none where only images change. */
export function containerOfCopy(pod: JsonObject, { container, image, setImages }: DebugOptions): string | undefined {
  if (container !== "" && hasContainer(pod, container)) return container;
  if (image !== "") return container;
  if (Object.keys(setImages).length > 0) return undefined;
  return fail("you must specify image when creating new container");
}

