import { expect, test } from "vitest";
import { announcerTexts } from "../strings/announcer.ts";
import { announced, toldOf, type Told } from "./announced.ts";

const pod = (name: string, status: string, readyCount = 1): [string, Told] => [`pod/default/${name}`, { name, status, readyCount, containerCount: 1 }];
const said = (...pods: [string, Told][]): string => announced(new Map(pods), announcerTexts.en);

test.each([
  ["one by its name", [pod("web", "Running")], "web: Running, 1/1 ready"],
  ["one that is gone", [["web", undefined]], "web is gone"],
  ["three by their names", [pod("a", "Running"), pod("b", "Error", 0), pod("c", "Pending", 0)], "a: Running, 1/1 ready. b: Error, 0/1 ready. c: Pending, 0/1 ready"],
  ["more by how many are in which state", [pod("a", "Pending", 0), pod("b", "Running"), pod("c", "Running"), pod("d", "Running")], "4 Pods changed: 3 Running, 1 Pending"],
] as [string, [string, Told][], string][])("%s", (_, pods, text) => expect(said(...pods)).toBe(text));

test("in Chinese too, Kubernetes' words as they are", () => expect(announced(new Map([pod("web", "CrashLoopBackOff", 0)]), announcerTexts.zh)).toBe("web：CrashLoopBackOff，就绪 0/1"));

test("only what is seen of it counts as a change", () => expect(toldOf(pod("a", "Running")[1]!)).toBe(toldOf(pod("b", "Running")[1]!)));
