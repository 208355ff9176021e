import type { Message, Station, Verdict } from "../../../graph/model.ts";
import type { plateHintTexts } from "../../strings/plate-hints.ts";

/** A mark on its way, in words. */
export interface MarkWords {
  /** In Kubernetes' and the programs' own words: "GET /", "PATCH pods/status". */
  readonly what: string;
  /** From whom to whom, through which Service. */
  readonly way: string;
  /** How a request ended; "" for a message of the control plane. */
  readonly end: string;
}

type Texts = (typeof plateHintTexts)["en"];

/** `nameOf`: the name of an entity of the model, undefined for what is none. */
export function markWords(message: Message, texts: Texts, verdicts: Readonly<Record<Verdict, string>>, nameOf: (key: string) => string | undefined): MarkWords {
  const { from, to, verb, resource, label, about, leg } = message;
  const station = (at: Station): string => stationName(at, texts, nameOf, leg !== undefined);
  if (leg) {
    // kube-proxy's rule led to the server: an answer comes from there.
    const server = leg.verdict === "answered" ? from : to;
    const stops = [from, leg.via, to].filter((stop, i, all) => stop !== "" && all.indexOf(stop) === i);
    return { what: leg.asked, way: stops.map((stop) => (stop === server && leg.translated !== "" ? `${station(stop)} (${leg.translated})` : station(stop))).join(" → "), end: leg.verdict === "answered" ? `${verdicts.answered} ${label}` : verdicts[leg.verdict] };
  }
  const subject = about === "" ? undefined : nameOf(about);
  return { what: [label === "" ? `${verb} ${resource}`.trim() : label, ...(subject === undefined ? [] : [subject])].join(" · "), way: `${station(from)} → ${station(to)}`, end: "" };
}

function stationName(at: Station, texts: Texts, nameOf: (key: string) => string | undefined, isOfRequest: boolean): string {
  if (at.startsWith("node/")) return isOfRequest ? at.slice("node/".length) : texts.kubelet(at.slice("node/".length));
  if (at.startsWith("service/")) return `Service ${nameOf(at) ?? ""}`.trim();
  return nameOf(at) ?? texts.stations[at as keyof Texts["stations"]] ?? at.slice(at.indexOf("/") + 1);
}

/** All in one line, for a screen reader. */
export const inOneLine = ({ what, way, end }: MarkWords): string => [what, way, end].filter((part) => part !== "").join(", ");
