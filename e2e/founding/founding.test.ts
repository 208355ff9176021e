import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { play, type Played } from "../../src/cli/play.ts";
import { readDocuments } from "../../src/manifest/read-documents.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";

/** Plays a scenario file of this folder. */
function played(file: string): Played {
  const { documents } = readDocuments(readFileSync(new URL(file, import.meta.url), "utf8"), file);
  const result = readScenario(documents[0]!.value);
  if (!result.ok) throw new Error(result.problems.map((p) => p.message).join("\n"));
  return play(result.scenario, { freeze: true });
}

/** What a command line printed, both streams, and how it ended. */
function answer({ report }: Played, run: string, nth = 0): string {
  const row = report.transcript.filter((r) => r.run.includes(run))[nth];
  return row ? `${row.stdout}${row.stderr}(${row.exitCode})` : "not run";
}

describe("the kubia pod with two servers (S1-45, S1-46)", () => {
  const run = played("S1-45-46-kubia-liveness.yaml");
  test("goes as expected", () => expect(run.verdicts.filter((v) => !v.held)).toEqual([]));
  test("says why the first container is restarted", () => {
    const described = answer(run, "describe");
    expect(described).toMatch(/Liveness probe failed: Get "http:\/\/10\.244\.\d+\.\d+:8089\/": dial tcp 10\.244\.\d+\.\d+:8089: connect: connection refused/);
    expect(described).toContain("Container kubia failed liveness probe, will be restarted");
  });
  test("says in the second's log that the port is taken", () => expect(answer(run, "logs")).toContain("EADDRINUSE"));
  test("backs off", () => {
    const events = run.report.events.filter((e) => e.reason === "BackOff");
    expect(events.some((e) => e.message.startsWith("Back-off restarting failed container kubia2 in pod kubia-liveness_default("))).toBe(true);
  });
});

describe("the pod with a service and a shell (S4-28 to S4-36)", () => {
  const run = played("S4-28-36-twocontainers.yaml");
  test("goes as expected", () => expect(run.verdicts.filter((v) => !v.held)).toEqual([]));
  test("is created and runs with both containers ready", () => {
    expect(answer(run, "create -f ./two")).toBe("pod/twocontainers created\n(0)");
    expect(answer(run, "get pods")).toMatch(/^NAME +READY +STATUS +RESTARTS +AGE\ntwocontainers +2\/2 +Running +0 +7s\n\(0\)$/);
  });
  test("lets the shell reach the service on localhost", () => {
    expect(answer(run, "-- curl")).toBe('{"host": "localhost:9876", "version": "0.5.0", "from": "127.0.0.1"}(0)');
  });
  test("has one host name, that of the pod", () => {
    expect(answer(run, "-c shell -- hostname")).toBe("twocontainers\n(0)");
    expect(answer(run, "-c sise -- hostname")).toBe("twocontainers\n(0)");
  });
  test("takes the first container where none is named, and says so", () => {
    expect(answer(run, "exec twocontainers -- hostname")).toBe('twocontainers\nDefaulted container "sise" out of: sise, shell\n(0)');
  });
  test("runs a shell that is fed through stdin", () => {
    expect(answer(run, "| kubectl exec -i")).toBe('{"host": "localhost:9876", "version": "0.5.0", "from": "127.0.0.1"}twocontainers\n(0)');
  });
  test("answers for a pod without a node as the reader's question quotes it", () => {
    expect(answer(run, "exec waiting")).toBe("error: unable to upgrade connection: pod waiting does not have a host assigned\n(1)");
    expect(answer(run, "logs waiting")).toBe("(0)");
  });
  test("refuses a second of the name, and a tool that is not there", () => {
    expect(answer(run, "create -f ./two", 1)).toBe('Error from server (AlreadyExists): error when creating "./twocontainers.yaml": pods "twocontainers" already exists\n(1)');
    expect(answer(run, "nosuchtool")).toContain('exec: "nosuchtool": executable file not found in $PATH');
  });
});

describe("the liveness probe by command (S1-41, S1-42)", () => {
  const run = played("S1-41-42-exec-liveness.yaml");
  test("goes as expected", () => expect(run.verdicts.filter((v) => !v.held)).toEqual([]));
  test("fails three times, five seconds apart, before the kill", () => {
    const at = run.report.events.filter((e) => e.reason === "Unhealthy").map((e) => Math.round(e.at / 1000));
    expect(at).toEqual([at[0], at[0]! + 5, at[0]! + 10]);
    expect(answer(run, "describe")).toContain("Liveness probe failed: cat: can't open '/tmp/healthy': No such file or directory");
    expect(answer(run, "describe")).toContain("Container liveness failed liveness probe, will be restarted");
  });
  test("restarts the container, not the pod", () => {
    const uids = new Set(run.report.pods.map((p) => p.uid));
    expect(uids.size).toBe(1);
    expect(answer(run, "get pod", 1)).toMatch(/liveness-exec +1\/1 +Running +1 \(\d+s ago\) +85s/);
  });
});
