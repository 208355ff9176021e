/** Cuts a file at its "---" lines. */

export interface Chunk {
  readonly text: string;
  /** Where the chunk begins in the file. */
  readonly start: number;
  /** Lines of the file before it. */
  readonly linesBefore: number;
}
export interface Chunks {
  readonly chunks: readonly Chunk[];
  /** A separator with something else than a comment behind it; no chunk follows. */
  readonly fault?: { readonly message: string; readonly line: number };
}

// Mirrors YAMLReader.Read (apimachinery/pkg/util/yaml/decoder.go): a separator at the very start of a chunk stays in it.
export function documentChunks(text: string): Chunks {
  const chunks: Chunk[] = [];
  let [start, linesBefore] = [0, 0];
  let line = 0;
  for (let at = 0; at < text.length; line += 1) {
    const end = lineEnd(text, at);
    if (text.startsWith("---", at)) {
      const rest = text.slice(at + 3, end).trim();
      if (rest !== "" && !rest.startsWith("#")) return { chunks, fault: { message: `invalid Yaml document separator: ${rest}`, line: line + 1 } };
      if (at > start) {
        chunks.push({ text: text.slice(start, at), start, linesBefore });
        [start, linesBefore] = [end, line + 1];
      }
    }
    at = end;
  }
  if (start < text.length) chunks.push({ text: closed(text.slice(start)), start, linesBefore });
  return { chunks };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** Every line ends, also the last. */
const closed = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);
