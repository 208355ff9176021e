/** Where the person was in the plain text when Monaco took its place. */
export interface HandedOver {
  readonly focused: boolean;
  /** Offsets. */
  readonly start: number;
  readonly end: number;
  readonly scrollTop: number;
}
