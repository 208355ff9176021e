import { createHost } from "./host.ts";
import type { Answer, Frame, FromWorker, Query, ToWorker } from "./protocol.ts";
import type { OpenWorld } from "./world.ts";

/** A machine on a clock of its own, for tests: `pass` lets that much host time go by, running what was put off. */
export function testMachine(openWorld: OpenWorld) {
  let clock = 0;
  const posted: FromWorker[] = [];
  let put: { at: number; callback: () => void }[] = [];
  const longest = { ms: 0 };
  const host = createHost({ clockMs: () => clock, later: (ms, callback) => void put.push({ at: clock + Math.max(ms, 0.1), callback }), post: (message) => void posted.push(message) }, openWorld);
  const of = <T extends FromWorker["type"]>(type: T) => posted.filter((message): message is Extract<FromWorker, { type: T }> => message.type === type);
  const send = (...messages: ToWorker[]): void => messages.forEach((message) => host.receive(message));
  const machine = {
    posted,
    longest,
    of,
    send,
    /** What the world costs of the host's time. */
    spend: (ms: number) => void (clock += ms),
    pass(ms: number) {
      for (const end = clock + ms; ; ) {
        const next = put.sort((a, b) => a.at - b.at)[0];
        if (!next || next.at > end) return void (clock = Math.max(clock, end));
        put = put.slice(1);
        clock = Math.max(clock, next.at);
        const began = clock;
        next.callback();
        longest.ms = Math.max(longest.ms, clock - began);
      }
    },
    /** Asks for a frame; undefined when there is nothing new (then it stays asked for). */
    frame(): Frame | undefined {
      const before = of("frame").length;
      send({ type: "frame" });
      return of("frame")[before]?.frame;
    },
    ask(query: Query): Answer {
      send({ type: "query", id: posted.length, query });
      return of("answer").at(-1)!.answer;
    },
  };
  return machine;
}
