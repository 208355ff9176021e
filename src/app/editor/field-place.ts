import { pointerSegment } from "../../manifest/field-paths.ts";
import { positionsOf, type Positions } from "../../manifest/positions.ts";
import { headOf } from "./manifest-text.ts";

/** Of a pod: what leads from it back to the document that it was made from. */
export interface PodOrigin {
  readonly name: string;
  /** "ReplicaSet/web-6d5f"; "" for none. */
  readonly owner: string;
}

/** Where a pod's spec stands in what makes pods. */
const templates: Readonly<Record<string, string>> = {
  Pod: "",
  Deployment: "/spec/template",
  ReplicaSet: "/spec/template",
  StatefulSet: "/spec/template",
  DaemonSet: "/spec/template",
  ReplicationController: "/spec/template",
  Job: "/spec/template",
  CronJob: "/spec/jobTemplate/spec/template",
};

/** Offset of a pod's field ("spec.containers[0].image") in a text, or of the nearest that is written; undefined if the pod is not from here. */
export function placeOfField(text: string, pod: PodOrigin, field: string): number | undefined {
  const positions = positionsOf(text);
  for (let document = 0; document < positions.documents; document += 1) {
    const { kind, name } = headOf(text, positions, document);
    const template = templates[kind];
    if (template === undefined || !isMadeBy(pod, kind, name)) continue;
    const place = nearestKey(positions, document, `${template}${pointerOf(field)}`);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The key of what stands there; what is not written lights up what would hold it. */
function nearestKey(positions: Positions, document: number, pointer: string): number | undefined {
  const found = positions.nearest(document, pointer);
  return found && found.pointer !== "" ? (found.position.key ?? found.position.value).start : undefined;
}

const pointerOf = (field: string): string =>
  [...field.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([step, index]) => `/${pointerSegment(index ?? step)}`).join("");

/** A Deployment's pods belong to a ReplicaSet, a CronJob's to a Job: their names begin with its name. */
function isMadeBy({ name, owner }: PodOrigin, kind: string, named: string): boolean {
  if (kind === "Pod") return named === name;
  const [ownerKind = "", ownerName = ""] = owner.split("/");
  if (ownerKind === kind) return ownerName === named;
  const through = kind === "Deployment" ? "ReplicaSet" : kind === "CronJob" ? "Job" : "";
  return ownerKind === through && through !== "" && ownerName.startsWith(`${named}-`);
}
