/** The first fault of standard base64 text as Go words it; undefined when it is sound. Line breaks are skipped. */
// Mirrors (*Encoding).Decode of Go's encoding/base64: the offset counts bytes of the text.
export function base64Fault(text: string): string | undefined {
  const fault = (at: number): string => `illegal base64 data at input byte ${at}`;
  let inQuantum = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "\n" || character === "\r") continue;
    if (character === "=") return paddingFault(text, at, inQuantum, fault);
    if (!/[A-Za-z0-9+/]/.test(character)) return fault(at);
    inQuantum = (inQuantum + 1) % 4;
  }
  return inQuantum === 0 ? undefined : fault(text.length - inQuantum);
}

function paddingFault(text: string, at: number, inQuantum: number, fault: (at: number) => string): string | undefined {
  if (inQuantum < 2) return fault(at);
  const rest = skipBreaks(text, at + 1);
  if (inQuantum === 3) return rest === text.length ? undefined : fault(rest);
  if (rest === text.length) return fault(text.length);
  if (text.charAt(rest) !== "=") return fault(rest);
  const end = skipBreaks(text, rest + 1);
  return end === text.length ? undefined : fault(end);
}

function skipBreaks(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === "\n" || text.charAt(at) === "\r") at += 1;
  return at;
}
