import type { JournalEntry, JournalLevel, JournalWriter } from "./journal.ts";

const CHUNK = 4096;
const KEPT_CHUNKS = 64;

/** What a checkpoint keeps of the journal: sealed chunks, shared, what is not sealed yet, and where the ids stand. */
export interface JournalState {
  readonly chunks: readonly (readonly JournalEntry[])[];
  readonly open: readonly JournalEntry[];
  readonly nextId: number;
}

/**
 * The journal: bounded to the newest 64 sealed chunks of 4,096 entries. Ids go up by one whatever was dropped; a cause
 * that has left the log is found again by replay.
 */
export class JournalLog implements JournalWriter {
  readonly level: JournalLevel;
  /** The entry that what happens now follows from. */
  cause = 0;
  private chunks: (readonly JournalEntry[])[];
  private open: JournalEntry[] = [];
  private nextId: number;
  private readonly now: () => number;

  constructor(level: JournalLevel, now: () => number, state: JournalState = { chunks: [], open: [], nextId: 1 }) {
    this.level = level;
    this.now = now;
    this.chunks = [...state.chunks];
    this.open = [...state.open];
    this.nextId = state.nextId;
  }

  wants(weight: "decision" | "detail"): boolean {
    return this.level === "all" || (this.level === "decisions" && weight === "decision");
  }

  write(weight: "decision" | "detail", entry: { actor: string; type: string; subject: string; detail?: unknown }): number {
    if (!this.wants(weight)) return this.cause;
    const id = this.nextId;
    this.nextId += 1;
    this.open.push({ id, at: this.now(), cause: this.cause, ...entry });
    this.cause = id;
    if (this.open.length >= CHUNK) this.seal();
    return id;
  }

  snapshot(): JournalState {
    return { chunks: this.chunks.slice(), open: this.open.slice(), nextId: this.nextId };
  }

  /** All entries still kept, oldest first. */
  *entries(): Generator<JournalEntry> {
    for (const chunk of this.chunks) yield* chunk;
    yield* this.open;
  }

  get lastId(): number {
    return this.nextId - 1;
  }

  /** Entries with an id above this one that are still kept, oldest first. */
  *after(id: number): Generator<JournalEntry> {
    for (const chunk of [...this.chunks, this.open]) {
      const first = chunk[0]?.id ?? this.nextId;
      for (let i = Math.max(0, id + 1 - first); i < chunk.length; i += 1) yield chunk[i]!;
    }
  }

  /** The entry of an id; undefined once it was dropped. */
  entry(id: number): JournalEntry | undefined {
    const inChunk = (chunk: readonly JournalEntry[]): JournalEntry | undefined => {
      const first = chunk[0];
      return first && id >= first.id ? chunk[id - first.id] : undefined;
    };
    const open = inChunk(this.open);
    if (open) return open;
    for (let i = this.chunks.length - 1; i >= 0; i -= 1) {
      const found = inChunk(this.chunks[i]!);
      if (found) return found;
    }
    return undefined;
  }

  private seal(): void {
    if (this.open.length === 0) return;
    this.chunks.push(this.open);
    this.open = [];
    if (this.chunks.length > KEPT_CHUNKS) this.chunks.shift();
  }
}
