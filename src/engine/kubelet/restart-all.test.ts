import { expect, test } from "vitest";
import { playedCluster, sh, web, type PlayedCluster } from "./testing/played-cluster.ts";

const rule = [{ action: "RestartAllContainers", exitCodes: { operator: "In", values: [42] } }];
const trigger = (script: string): object => sh(script, { name: "trigger", restartPolicy: "Never", restartPolicyRules: rule });
const rows = (played: PlayedCluster): string[] =>
  (played.status().containerStatuses ?? []).map(({ name, restartCount, state = {}, lastState = {} }) => `${name} r${restartCount} ${Object.keys(state)[0]} last ${lastState.terminated?.exitCode ?? "-"} ${lastState.terminated?.reason ?? "-"}`);

test("a container that exits into the rule restarts the whole pod in its sandbox, init containers first", () => {
  const played = playedCluster(web({ restartPolicy: "Never", initContainers: [sh("echo init", { name: "init" })], containers: [sh("sleep 600", { name: "main" }), trigger("sleep 6; exit 42")] }));
  played.after(7000);
  const { podIP } = played.status();
  expect(rows(played)).toEqual(["main r0 running last - -", "trigger r0 running last - -"]);
  expect(played.condition("AllContainersRestarting")).toMatchObject({ status: "False" });
  while (played.status().containerStatuses?.[1]?.state?.running) played.after(100);
  expect(played.condition("AllContainersRestarting")).toMatchObject({ status: "True", reason: "RestartAllContainersStarted", message: "container exited with restart policy rule" });
  played.after(4000);
  expect(rows(played)).toEqual(["main r1 running last 137 RestartingAllContainers", "trigger r1 running last 137 RestartingAllContainers"]);
  expect(played.status()).toMatchObject({ phase: "Running", podIP, initContainerStatuses: [{ restartCount: 1, state: { terminated: { exitCode: 0 } }, lastState: { terminated: { exitCode: 137, reason: "RestartingAllContainers" } } }] });
  expect(played.condition("AllContainersRestarting")).toMatchObject({ status: "False" });
  expect(played.events().filter((event) => /SandboxChanged|BackOff/.test(event))).toEqual([]);
});

test("what is taken away is shown waiting for a moment, and the pod never counts as failed", () => {
  const played = playedCluster(web({ restartPolicy: "Never", containers: [sh("exit 1", { name: "bystander" }), trigger("sleep 5; exit 42")] }));
  const seen = new Set<string>();
  for (let i = 0; i < 160; i += 1) {
    played.after(50);
    seen.add(`${played.status().phase} ${rows(played).join(", ")}`);
  }
  expect([...seen]).toContain("Running bystander r1 waiting last 137 RestartingAllContainers, trigger r1 waiting last 137 RestartingAllContainers");
  expect([...seen].some((row) => row.startsWith("Failed"))).toBe(false);
  expect(rows(played)).toEqual(["bystander r1 terminated last 137 RestartingAllContainers", "trigger r1 running last 137 RestartingAllContainers"]);
});

test("another exit code follows the container's own policy", () => {
  const played = playedCluster(web({ restartPolicy: "Never", containers: [sh("sleep 600", { name: "main" }), trigger("sleep 2; exit 3")] }));
  played.after(10_000);
  expect(rows(played)).toEqual(["main r0 running last - -", "trigger r0 terminated last - -"]);
});

test("a pod that is being deleted does not begin again", () => {
  const played = playedCluster(web({ restartPolicy: "Never", terminationGracePeriodSeconds: 5, containers: [sh("sleep 600", { name: "main" }), trigger("trap 'exit 42' TERM; while true; do sleep 1; done")] }));
  played.after(5000);
  played.ask({ verb: "delete", resource: "pods", name: "web" });
  played.after(15_000);
  expect(played.pod()).toBeUndefined();
});
