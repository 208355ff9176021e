import type { Json } from "../../api/json.ts";
import type { ApiRequest, ApiResponse, WatchEvent } from "../apiserver/request.ts";
import type { Payload } from "../simulation/payload.ts";
import type { ProcessKey } from "./process-table.ts";

/**
 * What the process table asks of the cluster for the syscalls `api`, `watch`, `stream`, `prompt` and `world`. Answers
 * come back through the queue, as the payloads that are handed over here with the named field added.
 */
export interface ApiPort {
  /** Answered by `{ ...reply, response: ApiResponse }`. */
  request(caller: Caller, request: ApiRequest, reply: Payload): void;
  /** Opens a watch `id` (unique in the world); first `{ ...opened, response }` (an error's code says why not), then `{ ...deliver, event }` in order. */
  watch(caller: Caller, id: string, request: ApiRequest, opened: Payload, deliver: Payload): void;
  unwatch(id: string): void;
  /**
   * Opens pods/log, pods/exec or pods/attach: answered by `{ ...reply, stream: OpenedStream }`. Its pipes are made with
   * `Processes.openPipe` and fed with `writePipe` and `closePipe`; the caller's descriptors lead to their other ends.
   */
  stream(caller: Caller, request: ApiRequest, reply: Payload): void;
  /** How a stream's remote command ended, once known: undefined while it runs. */
  streamExitCode(stream: string): number | undefined;
  /** The process closed its descriptors of the stream or died. */
  closeStream(stream: string): void;
  /** A session's last command ended with `status`; the next line comes back as `{ ...reply, line }`. */
  prompt(caller: Caller, status: number, reply: Payload): void;
  /** What only a simulator can do: answered by `{ ...reply, world: Json }`. */
  world(caller: Caller, command: Json, reply: Payload): void;
}

export interface Caller {
  readonly process: ProcessKey;
  readonly host: string;
}

export type OpenedStream =
  | { readonly ok: true; /** For streamExitCode and closeStream. */ readonly id: string; readonly out: string; readonly error?: string; readonly input?: string }
  | { readonly ok: false; readonly response: ApiResponse };

/** The fields that replies carry. */
export interface ApiReplies {
  readonly response?: ApiResponse;
  readonly event?: WatchEvent;
  readonly stream?: OpenedStream;
  readonly line?: string;
  readonly world?: Json;
}
