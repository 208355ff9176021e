/** What came of a probe. "error" = it could not be made: no verdict. */
export interface Verdict {
  readonly result: "success" | "failure" | "error";
  readonly output: string;
}
