/** Tags and directives. Mirrors goyaml.v2/scannerc.go. */
import { scannerFault } from "./fault.ts";
import type { Mark } from "./fault.ts";
import type { Reader } from "./reader.ts";
import { isAlpha, isBlank, isBlankOrEnd, isBreakOrEnd } from "./reader.ts";
import type { Token } from "./tokens.ts";

const fail = (reader: Reader, context: Mark, problem: string): never => {
  throw scannerFault(problem, reader.mark(), context);
};

/** "!", "!!name", "!name", "!handle!name" or "!<uri>". */
// Mirrors yaml_parser_scan_tag.
export function scanTag(reader: Reader): Token {
  const start = reader.mark();
  let [handle, suffix] = ["", ""];
  if (reader.startsWith("!<")) {
    reader.skip(2);
    suffix = scanUri(reader, start, true);
    if (reader.peek() !== ">") fail(reader, start, "did not find the expected '>'");
    reader.skip();
  } else {
    handle = scanHandle(reader);
    if (handle.length > 1 && handle.endsWith("!")) {
      suffix = scanUri(reader, start, false);
    } else {
      suffix = handle.slice(1) + scanUri(reader, start, false, handle.length > 1);
      handle = suffix === "" ? "" : "!";
      if (suffix === "") suffix = "!";
    }
  }
  if (!isBlankOrEnd(reader.peek())) fail(reader, start, "did not find expected whitespace or line break");
  return { type: "tag", handle, suffix, start, end: reader.mark() };
}

function scanHandle(reader: Reader): string {
  let handle = reader.read();
  while (isAlpha(reader.peek())) handle += reader.read();
  if (reader.peek() === "!") handle += reader.read();
  return handle;
}

const uriCharacter = /^[0-9A-Za-z_;/?:@&=+$.!~*'()%-]$/;

function scanUri(reader: Reader, start: Mark, verbatim: boolean, mayBeEmpty = !verbatim): string {
  let uri = "";
  while (uriCharacter.test(reader.peek()) || (verbatim && ",[]".includes(reader.peek()) && reader.peek() !== "")) uri += reader.read();
  if (uri === "" && !mayBeEmpty) fail(reader, start, "did not find expected tag URI");
  return uri.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

// Mirrors yaml_parser_scan_directive.
export function scanDirective(reader: Reader): Token {
  const start = reader.mark();
  reader.skip();
  let name = "";
  while (isAlpha(reader.peek())) name += reader.read();
  if (name === "") fail(reader, start, "could not find expected directive name");
  if (!isBlankOrEnd(reader.peek())) fail(reader, start, "found unexpected non-alphabetical character");
  if (name !== "YAML" && name !== "TAG") fail(reader, start, "found unknown directive name");
  const words: string[] = [];
  while (isBlank(reader.peek())) {
    while (isBlank(reader.peek())) reader.skip();
    let word = "";
    while (!isBlankOrEnd(reader.peek()) && !(word === "" && reader.peek() === "#")) word += reader.read();
    if (word !== "") words.push(word);
    if (reader.peek() === "#") break;
  }
  if (reader.peek() === "#") while (!isBreakOrEnd(reader.peek())) reader.skip();
  if (!isBreakOrEnd(reader.peek())) fail(reader, start, "did not find expected comment or line break");
  const at = { start, end: reader.mark() };
  if (name === "TAG") return { type: "tag-directive", handle: words[0] ?? "", prefix: words[1] ?? "", ...at };
  if (!/^\d+\.\d+$/.test(words[0] ?? "")) fail(reader, start, "did not find expected digit or '.' character");
  return { type: "version-directive", ...at };
}
