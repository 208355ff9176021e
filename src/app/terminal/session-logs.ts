import type { TerminalOutput } from "../../worker/protocol.ts";

/** What sessions have printed, and who shows it. */
export interface SessionLogs {
  /** A new world begins when `afresh`; what was printed after `forgetAfterMs` is no more. Then what is new. */
  take(output: readonly TerminalOutput[], afresh: boolean, forgetAfterMs: number | undefined): void;
  follow(session: string, hear: (output: TerminalOutput) => void, clear: () => void): () => void;
}

interface Follower {
  readonly hear: (output: TerminalOutput) => void;
  readonly clear: () => void;
}

const MOST_ENTRIES = 5_000;

export function createSessionLogs(): SessionLogs {
  const logs = new Map<string, TerminalOutput[]>();
  const followers = new Map<string, Set<Follower>>();
  const followersOf = (session: string): Iterable<Follower> => followers.get(session) ?? [];

  function forgetAll(): void {
    logs.clear();
    for (const each of followers.values()) for (const { clear } of each) clear();
  }

  /** A screen cannot take back a part: it is cleared, and told anew what was printed before. */
  function forgetAfter(atMs: number): void {
    for (const [session, log] of logs) {
      const kept = log.filter((output) => output.atMs <= atMs);
      if (kept.length === log.length) continue;
      logs.set(session, kept);
      for (const { hear, clear } of followersOf(session)) {
        clear();
        kept.forEach(hear);
      }
    }
  }

  return {
    take(output, afresh, forgetAfterMs) {
      if (afresh) forgetAll();
      else if (forgetAfterMs !== undefined) forgetAfter(forgetAfterMs);
      for (const each of output) {
        const log = logs.get(each.session) ?? [];
        logs.set(each.session, log);
        log.push(each);
        if (log.length > MOST_ENTRIES) log.splice(0, MOST_ENTRIES / 2);
        for (const { hear } of followersOf(each.session)) hear(each);
      }
    },
    follow(session, hear, clear) {
      const follower: Follower = { hear, clear };
      const all = followers.get(session) ?? new Set();
      followers.set(session, all.add(follower));
      for (const output of logs.get(session) ?? []) hear(output);
      return () => void all.delete(follower);
    },
  };
}
