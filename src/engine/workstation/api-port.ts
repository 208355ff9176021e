import type { Json } from "../../api/json.ts";
import type { ApiServer } from "../apiserver/api-server.ts";
import type { ApiRequest, ApiResponse } from "../apiserver/request.ts";
import type { StreamingServer } from "../kubelet/streaming.ts";
import type { ApiPort, Caller, OpenedStream } from "../processes/api-port.ts";
import type { ProcessKey } from "../processes/process-table.ts";
import type { Component, Kernel } from "../simulation/kernel.ts";
import type { Payload } from "../simulation/payload.ts";

export interface ApiPortDeps {
  readonly kernel: Kernel;
  /** Looked up when used: they are made after the process table. */
  server(): ApiServer;
  streaming(): StreamingServer;
  prompted(process: ProcessKey, status: number, reply: Payload): void;
  /** What only machines and the simulator itself can tell and do. */
  world(caller: Caller, command: Json, reply: Payload): void;
}

export type ApiPortPayload =
  | { readonly target: "api-port"; readonly type: "OpenStream"; readonly request: ApiRequest; readonly reply: Payload };

/** From a program on the workstation to the API server and back. */
const ROUND_TRIP_MS = 4;

/** Connects the processes of the world to the API server, the kubelets' streams and the sessions. */
export function createApiPort({ kernel, server, streaming, prompted, world }: ApiPortDeps): ApiPort & Component<ApiPortPayload> {
  const clientOf = ({ process, host }: Caller) => server().client({ name: `${host} ${process}` });

  function open({ request, reply }: ApiPortPayload): void {
    const response = server().serve(request);
    kernel.schedule(kernel.now, { ...reply, stream: opened(response) } as Payload);
  }

  function opened(response: ApiResponse): OpenedStream {
    const body = response.body as { readonly kind?: string; readonly id?: string };
    const stream = body.kind === "StreamOpened" && body.id !== undefined ? streaming().stream(body.id) : undefined;
    if (!stream) return { ok: false, response };
    return { ok: true, id: stream.id, out: stream.out, ...(stream.error !== undefined && { error: stream.error }), ...(stream.input !== undefined && { input: stream.input }) };
  }

  return {
    request: (caller, request, reply) => clientOf(caller).send(request, reply),
    watch(caller, id, request, openedReply, deliver) {
      const { group, version, resource, namespace, query = {}, table, name } = request;
      const fieldSelector = [query.fieldSelector, name === undefined ? undefined : `metadata.name=${name}`].filter(Boolean).join(",");
      clientOf(caller).watch({
        id,
        group,
        version,
        resource,
        ...(namespace !== undefined && { namespace }),
        ...(query.labelSelector !== undefined && { labelSelector: query.labelSelector }),
        ...(fieldSelector !== "" && { fieldSelector }),
        ...(query.resourceVersion !== undefined && { resourceVersion: query.resourceVersion }),
        ...(table !== undefined && { table }),
        deliver,
      });
      const response: ApiResponse = { code: 200, body: {}, warnings: [] };
      kernel.schedule(kernel.now + ROUND_TRIP_MS, { ...openedReply, response } as Payload);
    },
    // A watch's client is told by its id alone: any client of the same server closes it.
    unwatch: (id) => server().client({ name: id }).unwatch(id),
    stream(_, request, reply) {
      kernel.schedule(kernel.now + ROUND_TRIP_MS, { target: "api-port", type: "OpenStream", request, reply } as ApiPortPayload);
    },
    streamExitCode: (id) => streaming().stream(id)?.exitCode,
    closeStream: (id) => streaming().close(id),
    prompt: ({ process }, status, reply) => prompted(process, status, reply),
    world: (caller, command, reply) => world(caller, command, reply),
    handle: open,
  };
}
