import { expect, test } from "vitest";
import type { Pod, Taint } from "../../../api/types.ts";
import { toleratedMs } from "./taint-eviction-controller.ts";

const taint = (key: string): Taint => ({ key, effect: "NoExecute" });
const podOf = (...tolerations: object[]): Pod => ({ spec: { tolerations } }) as unknown as Pod;
const forSeconds = (key: string, tolerationSeconds?: number) => ({ key, operator: "Exists", effect: "NoExecute", ...(tolerationSeconds !== undefined && { tolerationSeconds }) });

// Cases of TestGetMinTolerationTime and TestCreatePod (pkg/controller/tainteviction/taint_eviction_test.go).
test.each([
  ["a Pod that tolerates nothing goes at once", podOf(), [taint("a")], 0],
  ["one that tolerates it without an end stays", podOf(forSeconds("a")), [taint("a")], Infinity],
  ["one with an end stays so long", podOf(forSeconds("a", 20)), [taint("a")], 20_000],
  ["of several ends the first counts", podOf(forSeconds("a", 20), forSeconds("b", 5)), [taint("a"), taint("b")], 5_000],
  ["an end and none: the end counts", podOf(forSeconds("a", 20), forSeconds("b")), [taint("a"), taint("b")], 20_000],
  ["one of two not tolerated: at once", podOf(forSeconds("a", 20)), [taint("a"), taint("b")], 0],
  ["an end in the past is at once", podOf(forSeconds("a", -1)), [taint("a")], 0],
])("%s", (_name, pod, taints, stays) => expect(toleratedMs(pod, taints)).toBe(stays));
