import { allContainers, containerNamed } from "../../api/pods.ts";
import type { Container, Pod } from "../../api/types.ts";
import { fail } from "../failure.ts";
import { writeError } from "../task.ts";
import type { Task } from "../task.ts";

const defaultContainerAnnotation = "kubectl.kubernetes.io/default-container";

/** The container that `logs`, `exec` and `attach` mean; says so when it chose among several. */
// Mirrors FindOrDefaultContainerByName (kubectl/pkg/cmd/util/podcmd/podcmd.go).
export function* chooseContainer(pod: Pod, name: string, quiet: boolean): Task<Container> {
  if (name !== "") return containerNamed(pod.spec, name) ?? fail(`container ${name} is not valid for pod ${pod.metadata.name} out of: ${containerNames(pod)}`);
  if (allContainers(pod.spec).length === 0) fail(`pod ${pod.metadata.name} does not have any containers`);
  const chosen = pod.metadata.annotations?.[defaultContainerAnnotation];
  const annotated = chosen ? containerNamed(pod.spec, chosen) : undefined;
  if (annotated) return annotated;
  const [first] = pod.spec.containers;
  if (!first) return fail(`pod ${pod.metadata.name} does not have any containers`);
  if (!quiet && allContainers(pod.spec).length > 1) yield* writeError(`Defaulted container ${JSON.stringify(first.name)} out of: ${containerNames(pod)}\n`);
  return first;
}

/** "a, b, dbg (ephem), setup (init)" */
export function containerNames({ spec }: Pod): string {
  return [
    ...spec.containers.map((c) => c.name),
    ...(spec.ephemeralContainers ?? []).map((c) => `${c.name} (ephem)`),
    ...(spec.initContainers ?? []).map((c) => `${c.name} (init)`),
  ].join(", ");
}
