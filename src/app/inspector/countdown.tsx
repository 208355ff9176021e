import { spanText } from "../../graph/why/instant.ts";
import { useMoment } from "../state/moment.ts";

/** The virtual time that is left until an instant; it stands still while the world does. */
export function Countdown({ untilMs, due }: { readonly untilMs: number; readonly due: string }) {
  return useMoment(({ viewMs }) => (viewMs >= untilMs ? due : restText(untilMs - viewMs)));
}

/** Finer as it comes nearer: "29.96 s", "4 min 12 s". */
const restText = (ms: number): string => (ms < 100_000 ? `${(Math.ceil(ms / 10) / 100).toFixed(2)} s` : spanText(ms));

/** The virtual time since an instant, in tenths of a second. */
export function Elapsed({ sinceMs, text }: { readonly sinceMs: number; readonly text: (span: string) => string }) {
  return useMoment(({ viewMs }) => text(shortText(viewMs - sinceMs)));
}

/** The virtual time to an instant, in tenths of a second; nothing once it is past. */
export function Remaining({ untilMs, text }: { readonly untilMs: number; readonly text: (span: string) => string }) {
  return useMoment(({ viewMs }) => (viewMs > untilMs ? "" : text(shortText(untilMs - viewMs))));
}

const shortText = (ms: number): string => (ms < 100_000 ? `${(Math.max(ms, 0) / 1000).toFixed(1)} s` : spanText(ms));
