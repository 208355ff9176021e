/** What a scenario may hold at most. Everything is counted before anything is built of it. */
export const bounds = {
  durationMs: 30 * 24 * 3_600_000,
  /** As many as 192.168.77.11 to .254 are addresses. */
  nodes: 244,
  inputs: 10_000,
  expectations: 1_000,
  files: 200,
  fileCharacters: 1_000_000,
  filesCharacters: 4_000_000,
  lineCharacters: 131_072,
  nameCharacters: 253,
  patterns: 1_000,
  labels: 1_000,
  taints: 100,
  images: 1_000,
  patternCharacters: 1_000,
  /** Faults named in one refusal. */
  problems: 20,
} as const;
