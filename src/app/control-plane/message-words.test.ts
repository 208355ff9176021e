import { expect, test } from "vitest";
import type { PathMessage } from "../../worker/protocol.ts";
import { shortWords } from "./message-words.ts";

const message = (what: PathMessage["what"], verb: string, path: string, aside = false): PathMessage => ({ id: 1, atMs: 0, steps: [], from: "api", to: ["api"], actor: "", what, verb, path, cause: 0, aside });

test.each<[PathMessage, string]>([
  [message("request", "POST", "/api/v1/namespaces/default/pods"), "POST pods"],
  [message("request", "POST", "/api/v1/namespaces/default/pods/web/binding"), "POST pods/web/binding"],
  [message("request", "POST", "/apis/apps/v1/namespaces/default/replicasets"), "POST replicasets"],
  [message("request", "POST", "/api/v1/namespaces"), "POST namespaces"],
  [message("request", "POST", "Scheduled", true), "POST events · Scheduled"],
  [message("response", "201", ""), "201"],
  [message("watch", "MODIFIED ADDED", ""), "watch MODIFIED ADDED"],
  [message("cri", "CNI ADD", "10.244.0.2"), "CNI ADD 10.244.0.2"],
])("%o", (given, expected) => expect(shortWords(given)).toBe(expected));
