import type { Pod, Status } from "../../api/types.ts";
import type { RequestQuery } from "./request.ts";

/**
 * The API server's way to the kubelets, for what only they know. Nodes answer under their name; a node that is not
 * there or does not answer gives a Status.
 */
export interface KubeletConnection {
  /** What GET /containerLogs of the pod's node answers. The pod is scheduled and has the container. */
  containerLogs(pod: Pod, container: string, query: RequestQuery): KubeletAnswer;
  /** Runs a command in a container to its end-less stream: answers with whatever names the stream in the cluster. */
  exec(pod: Pod, container: string, query: RequestQuery): KubeletAnswer;
  attach(pod: Pod, container: string, query: RequestQuery): KubeletAnswer;
}

/** `body` is handed through as it is. */
export type KubeletAnswer = { readonly ok: true; readonly body: PlainText | StreamOpened } | { readonly ok: false; readonly status: Status };

/** The body of an answer that is text, not an object. */
export interface PlainText {
  readonly kind: "PlainText";
  readonly text: string;
}
/** The connection stays open: how the host that asked finds it is the assembly's business. */
export interface StreamOpened {
  readonly kind: "StreamOpened";
  readonly [detail: string]: string | number | boolean;
}

export const plainText = (text: string): PlainText => ({ kind: "PlainText", text });
