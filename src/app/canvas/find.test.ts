import { expect, test } from "vitest";
import { matches } from "./matches.ts";

const pod = { name: "web-6d5f-abcde", status: "CrashLoopBackOff", namespace: "shop", labels: { app: "web", tier: "front" } };

test.each([
  ["web", true], ["WEB", true], ["abcde", true], ["crash", true], ["app=web", true], ["tier=front crash", true], ["shop", true],
  ["tier=back", false], ["web running", false],
])("%s: %s", (words, found) => expect(matches(pod, words)).toBe(found));
