/** A process was killed because a limit left no memory for it. */
export interface OutOfMemory {
  readonly host: string;
  /** The machine itself had none left, not only a cgroup. */
  readonly system: boolean;
  readonly pid: number;
  readonly command: string;
}
