import { resourceAt } from "../../api/resources.ts";
import { controllerOf } from "../../api/owner-references.ts";
import type { Pod } from "../../api/types.ts";
import { getObject } from "../client.ts";
import { describeProblem, fail, isNotFound, problemOf } from "../failure.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";

/** What is to happen with a Pod of a node that is drained. */
interface Verdict {
  readonly remove: boolean;
  readonly warning?: string;
  readonly error?: string;
}

/** Which Pods go, and what is said of the others. */
export interface Sorted {
  readonly pods: readonly Pod[];
  readonly warnings: string;
  /** Each stands in the way. */
  readonly errors: readonly string[];
}

const mirrorAnnotation = "kubernetes.io/config.mirror";
const goes: Verdict = { remove: true };

// Mirrors Helper.GetPodsForDeletion (kubectl/pkg/drain/drain.go): of what the filters say of a Pod, the last counts.
export function* sortPods(session: Session, pods: readonly Pod[]): Task<Sorted> {
  const judged: { readonly pod: Pod; readonly verdict: Verdict }[] = [];
  for (const pod of pods) judged.push({ pod, verdict: yield* judge(session, pod) });
  const grouped = (field: "warning" | "error"): readonly string[] => {
    const groups = new Map<string, string[]>();
    for (const { pod, verdict } of judged) {
      const why = verdict[field];
      if (why !== undefined) groups.set(why, [...(groups.get(why) ?? []), `${pod.metadata.namespace ?? ""}/${pod.metadata.name}`]);
    }
    return [...groups].sort(([a], [b]) => rank(a) - rank(b)).map(([why, names]) => `${why}: ${names.join(", ")}`);
  };
  return { pods: judged.filter(({ verdict }) => verdict.remove).map(({ pod }) => pod), warnings: grouped("warning").join("; "), errors: grouped("error").map((text) => `cannot delete ${text}`) };
}

/** Upstream goes through a Go map, in any order: here what is ignored is said first. */
const rank = (why: string): number => (why.startsWith("ignoring") ? 0 : 1);

// Mirrors makeFilters (kubectl/pkg/drain/filters.go).
function* judge(session: Session, pod: Pod): Task<Verdict> {
  const { flags } = session;
  const finished = pod.status.phase === "Succeeded" || pod.status.phase === "Failed";
  const owner = controllerOf(pod);
  if (owner?.kind === "DaemonSet" && !finished) {
    const missing = yield* missingDaemonSet(session, pod.metadata.namespace ?? "", owner.name);
    if (missing === undefined) return flags.bool("ignore-daemonsets") ? { remove: false, warning: "ignoring DaemonSet-managed Pods" } : { remove: false, error: "DaemonSet-managed Pods (use --ignore-daemonsets to ignore)" };
    if (!flags.bool("force")) return { remove: false, error: missing };
  }
  if (pod.metadata.annotations?.[mirrorAnnotation] !== undefined) return { remove: false };
  if (finished) return goes;
  const local = pod.spec.volumes?.some(({ emptyDir }) => emptyDir !== undefined) ?? false;
  if (local && !flags.bool("delete-emptydir-data")) return { remove: false, error: "Pods with local storage (use --delete-emptydir-data to override)" };
  if (owner) return goes;
  if (flags.bool("force")) return { remove: true, warning: "deleting Pods that declare no controller" };
  return { remove: false, error: "Pods that declare no controller (use --force to override)" };
}

function* missingDaemonSet(session: Session, namespace: string, name: string): Task<string | undefined> {
  const resource = resourceAt("apps", "v1", "daemonsets") ?? fail("no daemonsets");
  try {
    yield* getObject(session, { resource, namespace, name });
    return undefined;
  } catch (error) {
    const problem = problemOf(error);
    return isNotFound(problem) || problem.kind === "status" ? describeProblem(problem) : fail(describeProblem(problem));
  }
}
