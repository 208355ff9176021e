import type { Pod, Status } from "../../api/types.ts";
import { isError } from "../../engine/apiserver/request.ts";
import type { Cluster } from "../../engine/cluster.ts";
import { statusProblem, verdictOf } from "../../kubectl/failure.ts";
import type { Query } from "../protocol.ts";
import { requestFor } from "./request-for.ts";

/** What the page shows of a log at most: its end, in whole lines. */
const SHOWN_CHARACTERS = 200_000;

/** What `kubectl logs` would print of a container, or the words with which it refuses. Neither: there is no such pod. */
export function logsOf(cluster: Cluster, { podUid, container, previous }: Extract<Query, { type: "logs" }>): { readonly text?: string; readonly message?: string } {
  const { store } = cluster.parts.server;
  const pod = store.keys("pods").map((key) => store.get("pods", key) as Pod | undefined).find((each) => each?.metadata.uid === podUid);
  if (!pod) return {};
  const response = cluster.read({
    ...requestFor("get", "pods", pod.metadata.namespace ?? "", pod.metadata.name),
    subresource: "log",
    query: { container, ...(previous ? { previous } : {}) },
  });
  if (isError(response)) return { message: verdictOf(statusProblem(response.body as Status)).text.trimEnd() };
  return { text: endOf((response.body as unknown as { readonly text?: string }).text ?? "") };
}

/** The last lines of a long text, whole ones. */
function endOf(text: string): string {
  if (text.length <= SHOWN_CHARACTERS) return text;
  return `…\n${text.slice(text.indexOf("\n", text.length - SHOWN_CHARACTERS) + 1)}`;
}
