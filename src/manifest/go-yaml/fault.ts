/** What go-yaml refuses. `line` counts from 1 within the document and is for markers; the message carries go-yaml's own count. */
export class YamlFault extends Error {
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

export interface Mark {
  readonly index: number;
  /** From 0. */
  readonly line: number;
  readonly column: number;
}

// Mirrors (*parser).fail (goyaml.v2/decode.go): a scanner's line counts from 1, a parser's from 0, and a first line is not named.
export const scannerFault = (problem: string, at: Mark, context: Mark): YamlFault =>
  new YamlFault(at.line > 0 ? `yaml: line ${at.line + 1}: ${problem}` : contextual(problem, context), at.line + 1);

export const parserFault = (problem: string, at: Mark, context: Mark): YamlFault =>
  new YamlFault(at.line > 0 ? `yaml: line ${at.line}: ${problem}` : contextual(problem, context), at.line + 1);

const contextual = (problem: string, context: Mark): string => (context.line > 0 ? `yaml: line ${context.line}: ${problem}` : `yaml: ${problem}`);
