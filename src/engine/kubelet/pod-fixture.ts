import type { Container, Pod, PodSpec } from "../../api/types.ts";
import type { Container as RuntimeContainer, PodSandbox } from "../container-runtime/cri.ts";
import type { Snapshot } from "./sync.ts";

/** A container as the API server would have it, for tests. */
export const container = (name: string, more: Partial<Container> = {}): Container => ({ name, image: "nginx:1.25", imagePullPolicy: "IfNotPresent", ...more });

/** A pod as the API server would have it, for tests. */
export function podOf(spec: Partial<PodSpec> = {}, metadata: Partial<Pod["metadata"]> = {}): Pod {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "default", uid: "u1", resourceVersion: "1", generation: 1, creationTimestamp: "2026-01-01T00:00:00Z", ...metadata },
    spec: {
      containers: [container("app")],
      restartPolicy: "Always",
      terminationGracePeriodSeconds: 30,
      dnsPolicy: "ClusterFirst",
      schedulerName: "default-scheduler",
      ...spec,
    },
    status: { phase: "Pending", qosClass: "BestEffort" },
  };
}

/** A sandbox that is up. */
export const sandbox = (more: Partial<PodSandbox> = {}): PodSandbox => ({
  id: "s0",
  podUid: "u1",
  podName: "web",
  podNamespace: "default",
  attempt: 0,
  state: "Ready",
  createdAtMs: 400,
  ip: "10.244.0.2",
  pausePid: 1000,
  hostname: "web",
  hostNetwork: false,
  sharedPid: false,
  ...more,
});

/** An instance of a container in the runtime. */
export function instance(name: string, more: Partial<RuntimeContainer> = {}): RuntimeContainer {
  return {
    id: `${name}-${more.attempt ?? 0}`,
    sandboxId: "s0",
    podUid: "u1",
    name,
    attempt: 0,
    kind: "regular",
    state: "Running",
    image: "nginx:1.25",
    imageName: "docker.io/library/nginx:1.25",
    imageRef: "docker.io/library/nginx@sha256:00",
    askedAtMs: 0,
    createdAtMs: 500,
    startedAtMs: 600,
    logKey: `${name}/0`,
    config: {} as RuntimeContainer["config"],
    ...more,
  };
}

export const running = (name: string, more: Partial<RuntimeContainer> = {}): RuntimeContainer => instance(name, more);
export const exited = (name: string, exitCode: number, more: Partial<RuntimeContainer> = {}): RuntimeContainer =>
  instance(name, { state: "Exited", exitCode, finishedAtMs: 2000, reason: exitCode === 0 ? "Completed" : "Error", ...more });

export const snapshotOf = (containers: readonly RuntimeContainer[], sandboxes: readonly PodSandbox[] = [sandbox()]): Snapshot => ({ sandboxes, containers });
