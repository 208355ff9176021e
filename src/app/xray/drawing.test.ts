import { describe as group, expect, it } from "vitest";
import type { Mark } from "../../graph/model.ts";
import type { Why } from "../../graph/why/why.ts";
import { stateTexts } from "../strings/states.ts";
import { xrayTexts } from "../strings/xray.ts";
import { balloonSpots } from "./balloon-spots.ts";
import { describe } from "./description.ts";
import { failureTimes } from "./failures.ts";
import { heldPorts, listedProcesses, ringValue } from "./holdings.ts";
import { layoutDetail } from "./layout.ts";
import { container, namespaces, pod, probe, processes, volume } from "./testing/pods.ts";
import { durationText, momentText, spanText } from "./times.ts";

const twoContainers = pod("liveness-exec", {
  volumes: [volume("scratch")],
  containers: [
    container("liveness", { image: "busybox", probes: [probe({ state: "failed", inARow: 3 })], mounts: [{ volume: "scratch", path: "/tmp", subPath: "", readOnly: false }] }),
    container("page", { ports: [{ port: 80, protocol: "TCP", name: "", hostPort: 0 }] }),
  ],
});
const running = processes("liveness-exec", { liveness: [{ pid: 7, command: "sh -c", listens: [] }], page: [{ pid: 12, command: "nginx", listens: [80] }] });

group("what the rings hold", () => {
  const value = (name: "net" | "ipc" | "uts" | "pid", change: Parameters<typeof namespaces>[0] = {}, of: Parameters<typeof pod>[1] = {}): string => {
    const one = pod("web", { ...of, namespaces: namespaces(change) });
    return ringValue(one.namespaces.find((namespace) => namespace.name === name)!, one, xrayTexts.en);
  };
  it("is an address, a host name, or the node's", () => {
    expect(value("net")).toBe("10.244.1.17 · eth0, lo");
    expect(value("net", {}, { ip: "", sandbox: { id: "a", attempt: 0, state: "Ready", createdAtMs: 0, image: "pause", pausePid: 1 } })).toBe("no address yet");
    expect(value("net", {}, { sandbox: { id: "a", attempt: 0, state: "NotReady", createdAtMs: 0, image: "pause", pausePid: 1 } })).toBe("address given back");
    expect(value("net", { net: "host" }, { ip: "192.168.77.11" })).toBe("host · 192.168.77.11");
    expect([value("ipc"), value("uts"), value("uts", { uts: "host" }), value("pid", { pid: "shared" })]).toEqual(["/dev/shm", "web", "host · worker-1", "PID 1 is /pause"]);
  });

  it("names who holds a port", () => {
    expect(heldPorts(twoContainers, running)).toEqual([{ port: "80/tcp", by: "page" }]);
    expect(heldPorts(twoContainers, undefined)).toEqual([]);
    const onHost = pod("web", { containers: [container("web", { ports: [{ port: 80, protocol: "TCP", name: "", hostPort: 8080 }] })] });
    expect(heldPorts(onHost, processes("web", { web: [{ pid: 1, command: "nginx", listens: [80] }] }))).toEqual([{ port: "80/tcp (hostPort 8080)", by: "web" }]);
  });

  it("lists pause first where the PID namespace is shared", () => {
    expect(listedProcesses(twoContainers, running).map(({ pid, command }) => `${pid} ${command}`)).toEqual(["1 /pause", "7 sh -c", "12 nginx"]);
  });
});

group("the drawing in words", () => {
  it("says everything that is drawn", () => {
    const said = describe(twoContainers, running, xrayTexts.en, stateTexts.en).join("\n");
    for (const part of ["liveness-exec: Running, 2/2", "pause", "net namespace is shared", "10.244.1.17", "Container page, nginx:1.27", "Processes of liveness: 7 sh -c", "Volume scratch, emptyDir, mounted at liveness /tmp", "livenessProbe of liveness, exec cat /tmp/healthy: threshold reached, 3 of 3"]) {
      expect(said).toContain(part);
    }
  });

  it("says so before there is a sandbox, and after", () => {
    const { sandbox, ...without } = twoContainers;
    expect(describe({ ...without, phase: "Pending", steps: [] }, undefined, xrayTexts.zh, stateTexts.zh).join()).toContain("还没有沙箱");
    expect(describe({ ...without, phase: "Succeeded" }, undefined, xrayTexts.en, stateTexts.en).join()).toContain("has stopped");
    expect(describe({ ...without, sandbox: { ...sandbox!, state: "NotReady" } }, undefined, xrayTexts.en, stateTexts.en).join()).toContain("has stopped");
  });

  it("has the same words in both languages", () => {
    expect(Object.keys(xrayTexts.zh).toSorted()).toEqual(Object.keys(xrayTexts.en).toSorted());
  });
});

group("balloons", () => {
  const why = (...places: Why["links"][number]["at"][]): Why => ({ pod: "pod/liveness-exec", container: "liveness", asks: "crashing", values: {}, links: places.map((at) => ({ says: "noNodeFits", values: {}, atMs: 0, at })) });
  const layout = layoutDetail(twoContainers, { width: 776, height: 330, compact: false, title: 260, stepping: false });

  it("stand at the parts that they name, each in a place of its own", () => {
    const liveness = { part: "probe", container: "liveness", probe: "liveness" } as const;
    const spots = balloonSpots(why({ part: "grace" }, liveness, liveness, { part: "volume", volume: "scratch" }, { part: "input" }), twoContainers, layout);
    expect(spots.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(new Set(spots.map(({ x, y }) => `${x} ${y}`)).size).toBe(4);
    for (const { x, y } of spots) expect(x > 0 && x < layout.width && y > 0 && y < layout.height).toBe(true);
  });

  it("do not hide one another where many name one part", () => {
    const spots = balloonSpots(why({ part: "container", container: "page" }, { part: "container", container: "page" }, { part: "container", container: "page" }), twoContainers, layout);
    expect(new Set(spots.map(({ y }) => y)).size).toBe(3);
  });

  it("stand at the image of the container that an answer about the whole pod is told by", () => {
    const told = { ...why({ part: "container", container: "page" }, { part: "image" }), container: "" };
    const [, image] = balloonSpots(told, twoContainers, layout);
    expect(image!.x).toBe(layout.slips.find((slip) => slip.container === "page")!.box.x + layout.slips.find((slip) => slip.container === "page")!.box.w + 4);
  });

  it("stand whole on a narrow sheet, at either side", () => {
    const at = (type: "liveness" | "readiness") => {
      const probed = pod("p", { containers: [container("c", { probes: [probe({ type, state: "failing", inARow: 2 })] })] });
      const narrow = layoutDetail(probed, { width: 390, height: 300, compact: true, stepping: false });
      return balloonSpots(why({ part: "probe", container: "c", probe: type }, { part: "probe", container: "c", probe: type }), probed, narrow).map(({ x }) => x >= 10 && x <= narrow.width - 10);
    };
    expect([at("liveness"), at("readiness")]).toEqual([[true, true], [true, true]]);
  });

  it("leave out what is not in the drawing", () => {
    expect(balloonSpots(why({ part: "scheduler" }, { part: "node" }, { part: "container", container: "gone" }), twoContainers, layout)).toEqual([]);
  });
});

group("the times of the failures", () => {
  const mark = (atMs: number, result: "success" | "failure", of = "liveness"): Mark => ({ id: atMs, atMs, kind: "probe", pod: "pod/p", container: "c", probe: of as "liveness", result, inARow: 1, threshold: 3 });
  const marks = [mark(30_000, "success"), mark(35_460, "failure"), mark(36_000, "failure", "readiness"), mark(40_460, "failure"), mark(45_460, "failure"), mark(50_460, "success")];
  const failed = probe({ state: "failed", inARow: 3, last: { result: "failure", atMs: 45_460, output: "" } });

  it("are the timeline's, up to the moment that is looked at", () => {
    expect(failureTimes(marks, "pod/p", "c", failed, 5)).toEqual([35_460, 40_460, 45_460]);
    expect(failureTimes(marks, "pod/p", "c", { ...failed, inARow: 2, last: { result: "failure", atMs: 40_460, output: "" } }, 5)).toEqual([35_460, 40_460]);
    expect(failureTimes([], "pod/p", "c", failed, 5)).toEqual([45_460]);
    expect(failureTimes(marks, "pod/p", "c", probe({ last: { result: "success", atMs: 50_460, output: "" } }), 5)).toEqual([]);
  });
});

group("times", () => {
  it("are cut, and never show what has not come", () => {
    expect([momentText(45_469), momentText(99_999), momentText(105_460)]).toEqual(["45.46", "99.99", "01:45.46"]);
    expect([durationText(44_790), durationText(-5), durationText(725_000), durationText(11_520_000), durationText(183_600_000)]).toEqual(["44.7 s", "0.0 s", "12 m 05 s", "3 h 12 m", "2 d 3 h"]);
    expect([spanText(5000), spanText(2500), spanText(90_000), spanText(60_000)]).toEqual(["5 s", "2.5 s", "1 m 30 s", "1 m"]);
  });
});
