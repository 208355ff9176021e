import { goDuration } from "../api/durations.ts";
import { createPodTable } from "./pod-table.ts";
import type { PodRow, Report, TranscriptRow } from "./report.ts";

/**
 * A run as a person reads it: each command with its time and what it printed when it ended, and between them every
 * change of the pod list, as `kubectl get pods -w` prints it.
 */
export function textOf(report: Report, startsAtMs: number, namespace: string): string {
  const elsewhere = report.pods.some((row) => row.namespace !== namespace);
  const table = createPodTable(startsAtMs, elsewhere);
  return [...commandEntries(report.transcript), ...podEntries(report.pods)]
    .sort((a, b) => a.at - b.at || a.order - b.order)
    .flatMap((entry) => (entry.pod ? table.lines(entry.pod) : entry.lines))
    .map((line) => `${line}\n`)
    .join("");
}

interface Entry {
  readonly at: number;
  /** Within an instant: what a command printed, then what changed. */
  readonly order: number;
  readonly lines: readonly string[];
  readonly pod?: PodRow;
}

function commandEntries(transcript: readonly TranscriptRow[]): Entry[] {
  return transcript.flatMap((row): Entry[] => {
    if (row.at === null) return [];
    const asked = { at: row.at, order: 0, lines: [`[${goDuration(row.at)}] $ ${row.run.trimEnd()}`] };
    const printed = lines(row.stdout + row.stderr);
    const status = row.exitCode === null ? ["(still running)"] : row.exitCode === 0 ? [] : [`(exit code ${row.exitCode})`];
    return [asked, { at: row.endedAt ?? Number.MAX_SAFE_INTEGER, order: 1, lines: [...printed, ...status] }];
  });
}

const podEntries = (pods: readonly PodRow[]): Entry[] => pods.map((pod, i) => ({ at: pod.at, order: 2 + i, lines: [], pod }));

const lines = (text: string): readonly string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));
