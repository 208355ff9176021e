/** Times as Go reads them from JSON. */
import { parseRfc3339, rfc3339, rfc3339Micro } from "../../../api/time.ts";

export type TimeResult = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

const layouts = { time: "2006-01-02T15:04:05Z07:00", microTime: "2006-01-02T15:04:05.000000Z07:00" };

/** A time in the form in which the server writes it: UTC, whole seconds or micros. */
// Mirrors metav1.Time.UnmarshalJSON and metav1.MicroTime.UnmarshalJSON.
export function readGoTime(text: string, precision: "time" | "microTime"): TimeResult {
  const known = precision === "time" ? readLately.get(text) : undefined;
  if (known) return known;
  const result = read(text, precision);
  if (precision === "time" && result.ok) {
    if (readLately.size >= MOST_READ) readLately.clear();
    readLately.set(text, result);
  }
  return result;
}

/** An object names the same few seconds over and over. */
const readLately = new Map<string, TimeResult>();
const MOST_READ = 64;

function read(text: string, precision: "time" | "microTime"): TimeResult {
  const unixMs = parseRfc3339(text);
  // A MicroTime has six digits, no more and no fewer.
  const micros = /[.,](\d{6})(?!\d)/.exec(text)?.[1];
  if (unixMs === undefined || (precision === "microTime" && micros === undefined)) return { ok: false, message: timeFault(text, layouts[precision]) };
  if (precision === "time") return { ok: true, text: rfc3339(unixMs) };
  return { ok: true, text: rfc3339Micro(unixMs, Number((micros ?? "").slice(3))) };
}

/** Parts of the layout, in order, each with what it takes. */
const parts: readonly (readonly [layout: string, takes: RegExp])[] = [
  ["2006", /^\d{4}/], ["-", /^-/], ["01", /^\d{2}/], ["-", /^-/], ["02", /^\d{2}/], ["T", /^T/], ["15", /^\d{1,2}/], [":", /^:/],
  ["04", /^\d{2}/], [":", /^:/], ["05", /^\d{2}/],
];

// Mirrors time.ParseError: the first part of the layout that the text does not meet, or a part out of its range.
function timeFault(text: string, layout: string): string {
  const refuse = (rest: string, part: string): string => `parsing time ${quote(text)} as ${quote(layout)}: cannot parse ${quote(rest)} as ${quote(part)}`;
  let rest = text;
  const numbers: string[] = [];
  for (const [part, takes] of parts) {
    const taken = takes.exec(rest)?.[0];
    if (taken === undefined) return refuse(rest, part);
    if (part === "01" && (Number(taken) < 1 || Number(taken) > 12)) return `parsing time ${quote(text)}: month out of range`;
    if (part === "15" && Number(taken) > 23) return `parsing time ${quote(text)}: hour out of range`;
    if (part === "04" && Number(taken) > 59) return `parsing time ${quote(text)}: minute out of range`;
    if (part === "05" && Number(taken) > 59) return `parsing time ${quote(text)}: second out of range`;
    numbers.push(taken);
    rest = rest.slice(taken.length);
  }
  const fraction = (layout === layouts.microTime ? /^[.,]\d{6}/ : /^[.,]\d+/).exec(rest)?.[0];
  if (layout === layouts.microTime && fraction === undefined) return refuse(rest, ".000000");
  rest = rest.slice((fraction ?? "").length);
  const zone = /^(?:Z|[+-]\d{2}:\d{2})/.exec(rest)?.[0];
  if (zone === undefined) return refuse(rest, "Z07:00");
  if (rest !== zone) return `parsing time ${quote(text)}: extra text: ${quote(rest.slice(zone.length))}`;
  return `parsing time ${quote(text)}: day out of range`;
}

const quote = (text: string): string => JSON.stringify(text);
