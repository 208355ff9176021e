import type { Cluster } from "../../engine/cluster.ts";
import { entryOf } from "../../engine/simulation/journal-details.ts";
import { legMessages } from "../../graph/log/legs.ts";
import { placesOf } from "../../graph/log/places.ts";
import type { EntityKey, Leg } from "../../graph/model.ts";
import type { RequestRow } from "../protocol.ts";

/** The newest are told. */
const MOST = 12;

type Row = { -readonly [Key in keyof RequestRow]: RequestRow[Key] };

/** The last requests that a Pod made or got, or that went through a Service, each with how it ended; the newest first. */
export function requestsAbout(cluster: Cluster, about: EntityKey): readonly RequestRow[] {
  const places = placesOf(cluster);
  const rows: Row[] = [];
  const open = new Map<number, Row>();
  for (const entry of cluster.journal()) {
    if (entry.type !== "hop") continue;
    const { exchange } = entryOf(entry, "hop")!.detail;
    for (const { atMs, from, to, label, leg } of legMessages(entry, places)) {
      if (!leg || ![from, to, leg.via].includes(about)) continue;
      const known = exchange === undefined ? undefined : open.get(exchange);
      if (known) {
        Object.assign(known, endOf(leg, label, atMs));
        continue;
      }
      // Its beginning is no longer in the journal.
      if (leg.verdict === "answered") continue;
      const row: Row = { atMs, from, via: leg.via, to, asked: leg.asked, translated: leg.translated, ...endOf(leg, label, atMs) };
      rows.push(row);
      if (exchange !== undefined) open.set(exchange, row);
    }
  }
  return rows.slice(-MOST).toReversed();
}

const endOf = ({ verdict }: Leg, label: string, atMs: number): Pick<RequestRow, "verdict" | "status" | "endedAtMs"> =>
  ({ verdict, status: verdict === "answered" ? label : "", ...(verdict !== "sent" && { endedAtMs: atMs }) });
