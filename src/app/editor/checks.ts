import type { Question, Replied, Reply } from "./checks-protocol.ts";

/** The page's end of the editor's worker. It is started by the first question. */

interface Waiting {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

let worker: Worker | undefined;
let lastId = 0;
const waiting = new Map<number, Waiting>();

/** Rejects when the worker fails; the next question starts another. */
export function askChecks<Type extends Question["type"]>(question: Extract<Question, { type: Type }>): Promise<Extract<Reply, { type: Type }>> {
  return new Promise<Reply>((resolve, reject) => {
    worker ??= startWorker();
    lastId += 1;
    waiting.set(lastId, { resolve, reject });
    worker.postMessage({ id: lastId, question });
  }) as Promise<Extract<Reply, { type: Type }>>;
}

function startWorker(): Worker {
  const started = new Worker(new URL("./checks.worker.ts", import.meta.url), { type: "module" });
  started.addEventListener("message", ({ data: { id, reply, fault } }: MessageEvent<Replied>) => {
    const asker = waiting.get(id);
    waiting.delete(id);
    if (reply) asker?.resolve(reply);
    else asker?.reject(new Error(fault));
  });
  started.addEventListener("error", ({ message }) => {
    started.terminate();
    if (worker === started) worker = undefined;
    for (const { reject } of waiting.values()) reject(new Error(message));
    waiting.clear();
  });
  return started;
}
