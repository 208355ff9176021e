/** What the volume manager knows of one volume of one pod. Times are virtual milliseconds. */
export interface MountedVolume {
  readonly uid: string;
  readonly name: string;
  readonly mounted: boolean;
  /** Wait after the last failure; 0 before the first. */
  readonly delayMs: number;
  readonly retryAtMs: number;
}
