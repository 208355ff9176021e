import { expect, test } from "vitest";
import type { Message } from "../../../graph/model.ts";
import { journeyTexts } from "../../strings/journeys.ts";
import { plateHintTexts } from "../../strings/plate-hints.ts";
import { inOneLine, markWords } from "./mark-words.ts";

const message = (over: Partial<Message>): Message => ({ id: 1, atMs: 0, from: "node/worker-1", to: "kube-apiserver", verb: "PATCH", resource: "pods/status", label: "PATCH pods/status", about: "", ...over });
const leg = (over: Partial<NonNullable<Message["leg"]>>): Partial<Message> => ({ from: "pod/a", to: "pod/b", verb: "GET", resource: "/", label: "GET /", leg: { via: "service/s", verdict: "sent", asked: "GET / web", translated: "10.244.0.2:80", ...over } });
const names: Readonly<Record<string, string>> = { "pod/a": "client", "pod/b": "web-1", "service/s": "web" };
const said = (over: Partial<Message>, language: "en" | "zh" = "en"): string => inOneLine(markWords(message(over), plateHintTexts[language], journeyTexts[language].verdicts, (key) => names[key]));

test.each<[what: string, over: Partial<Message>, en: string, zh: string]>([
  ["a kubelet's write", { about: "pod/a" }, "PATCH pods/status · client, kubelet of worker-1 → API server", "PATCH pods/status · client，worker-1 的 kubelet → API server"],
  ["a watch event", { from: "kube-apiserver", to: "kube-scheduler", verb: "watch", resource: "pods", label: "watch pods · ADDED" }, "watch pods · ADDED, API server → scheduler", "watch pods · ADDED，API server → scheduler"],
  ["one whose subject is gone", { about: "pod/gone" }, "PATCH pods/status, kubelet of worker-1 → API server", "PATCH pods/status，worker-1 的 kubelet → API server"],
  ["a person's command", { from: "workstation", verb: "POST", resource: "pods", label: "" }, "POST pods, kubectl → API server", "POST pods，kubectl → API server"],
  ["a request through a Service", leg({}), "GET / web, client → Service web → web-1 (10.244.0.2:80), on its way", "GET / web，client → Service web → web-1 (10.244.0.2:80)，在路上"],
  ["its answer", { ...leg({ verdict: "answered" }), from: "pod/b", to: "pod/a", label: "200" }, "GET / web, web-1 (10.244.0.2:80) → Service web → client, answered 200", "GET / web，web-1 (10.244.0.2:80) → Service web → client，已应答 200"],
  ["one that a Service without endpoints refuses", { ...leg({ verdict: "rejected", translated: "" }), to: "service/s" }, "GET / web, client → Service web, refused: the Service has no endpoint", "GET / web，client → Service web，被拒绝：Service 没有端点"],
  ["one from a node straight to a pod", { ...leg({ via: "", translated: "" }), from: "node/worker-2" }, "GET / web, worker-2 → web-1, on its way", "GET / web，worker-2 → web-1，在路上"],
])("%s says what it is, from whom, to whom", (_, over, en, zh) => {
  expect(said(over)).toBe(en);
  expect(said(over, "zh")).toBe(zh.replaceAll("，", ", "));
});
