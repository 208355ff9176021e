import { goDuration } from "../api/durations.ts";
import { createPodTable } from "./pod-table.ts";
import type { PrintedPodRow } from "./history.ts";
import type { TranscriptRow } from "./report.ts";

/** What is told of a run. */
export interface Told {
  readonly report: { readonly transcript: readonly TranscriptRow[] };
  readonly podHistory: readonly PrintedPodRow[];
  /** Of the workstation's context: as long as all Pods are there, the list does not name it. */
  readonly namespace: string;
}

/**
 * A run as a person reads it: each command with its time and what it printed when it ended, and between them every
 * change of the pod list, as `kubectl get pods -w` prints it.
 */
export function textOf({ report, podHistory, namespace }: Told): string {
  const table = createPodTable(podHistory.some(({ row }) => row.namespace !== namespace));
  return [...commandEntries(report.transcript), ...podEntries(podHistory)]
    .sort((a, b) => a.at - b.at || a.order - b.order)
    .flatMap((entry) => (entry.pod ? table.lines(entry.pod) : entry.lines))
    .map((line) => `${line}\n`)
    .join("");
}

interface Entry {
  readonly at: number;
  /** Within an instant: what a command printed, then what changed. After all: what never began. */
  readonly order: number;
  readonly lines: readonly string[];
  readonly pod?: PrintedPodRow;
}

function commandEntries(transcript: readonly TranscriptRow[]): Entry[] {
  return transcript.flatMap((row): Entry[] => {
    if (row.at === null) return [{ at: Number.MAX_SAFE_INTEGER, order: Number.MAX_SAFE_INTEGER, lines: [`$ ${row.run.trimEnd()}`, "(never began)"] }];
    const asked = { at: row.at, order: 0, lines: [`[${goDuration(row.at)}] $ ${row.run.trimEnd()}`] };
    const printed = lines(row.stdout + row.stderr);
    const status = row.exitCode === null ? ["(still running)"] : row.exitCode === 0 ? [] : [`(exit code ${row.exitCode})`];
    return [asked, { at: row.endedAt ?? Number.MAX_SAFE_INTEGER, order: 1, lines: [...printed, ...status] }];
  });
}

const podEntries = (pods: readonly PrintedPodRow[]): Entry[] => pods.map((pod, i) => ({ at: pod.row.at, order: 2 + i, lines: [], pod }));

const lines = (text: string): readonly string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));
