/** Container logs: what a process wrote to a log stream, by key, with its time; bounded and sealed in chunks that checkpoints share. */
export interface Logs {
  lines(key: string): readonly LogLine[];
  drop(key: string): void;
}

export interface LogLine {
  /** Virtual milliseconds, and the place within the instant for nanosecond stamps. */
  readonly atMs: number;
  readonly place: number;
  readonly stream: "stdout" | "stderr";
  /** Without its newline. */
  readonly text: string;
  /** False for a last line that has no newline yet. */
  readonly complete: boolean;
}
