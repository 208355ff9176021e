import type { Table } from "../api/types.ts";
import { isError } from "../engine/apiserver/request.ts";
import { createCluster, type Cluster } from "../engine/cluster.ts";
import type { Input, InputRecord } from "../engine/workstation/state.ts";
import { alignTabs, tableLayout } from "../kubectl/printers/tab-writer.ts";
import { headerCells, rowCells, tabbed, type TableOptions } from "../kubectl/printers/table.ts";
import { kubectlProgram } from "../kubectl/program.ts";
import { clusterMaking, stageOn } from "../scenario/front-door.ts";
import { createPlayer } from "../scenario/player.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { CommandReport, PageInput } from "./protocol.ts";
import type { OpenWorld, PlayedWorld } from "./world.ts";

/** A whole cluster as the host plays it, its scenario's own inputs included. */
export const openClusterWorld: OpenWorld = (scenario) => {
  const cluster = createCluster({ ...clusterMaking(scenario), programs: [kubectlProgram], journal: "off", freeze: import.meta.env.DEV });
  const player = createPlayer(scenario, stageOn(cluster));
  const lists = createLists(cluster, scenario);
  return {
    get nowMs() {
      return Math.max(cluster.now, 0);
    },
    advance(untilMs, most) {
      let ran = 0;
      while (player.waiting && ran < most && cluster.now < untilMs) {
        // An instant is run whole, so that the next input comes after it whatever the slice.
        const next = Math.min(cluster.nextOccurrenceAt() ?? untilMs, untilMs);
        ran += cluster.run(next, Number.MAX_SAFE_INTEGER);
        player.catchUp();
      }
      return ran < most && cluster.now < untilMs ? ran + cluster.run(untilMs, most - ran) : ran;
    },
    type: (input) => cluster.submit(inputAt(cluster.now + 1, input)),
    ended: (submitted) => isEnded(cluster, submitted),
    pods: lists.pods,
    events: lists.events,
    lastCommand: () => commandReport(lastStarted(cluster.transcript())),
    inMain: () => commandReport(otherInMain(cluster.transcript())),
    digest: () => cluster.digest(),
  };
};

function inputAt(atMs: number, input: PageInput): Input {
  if (input.type === "edit") return { atMs, action: input };
  const { session, ...action } = input;
  return { atMs, ...(session === undefined ? {} : { session }), action };
}

const TABLE: TableOptions = { wide: false, withNamespace: false, kindPrefix: "", showLabels: false, columnLabels: [] };

/** What `kubectl get` prints, made anew when something was stored or a second has passed (ages). */
function createLists(cluster: Cluster, { namespace }: Scenario): Pick<PlayedWorld, "pods" | "events"> {
  let writes = 0;
  cluster.onWrite(() => void (writes += 1));
  const listing = (resource: string): (() => string) => {
    let made = { key: "", text: "" };
    return () => {
      const key = `${writes} ${Math.floor(cluster.now / 1000)}`;
      if (made.key !== key) made = { key, text: printList(cluster, resource, namespace) };
      return made.text;
    };
  };
  return { pods: listing("pods"), events: listing("events") };
}

function printList(cluster: Cluster, resource: string, namespace: string): string {
  const response = cluster.read({ verb: "list", group: "", version: "v1", resource, namespace, table: true, userAgent: "kubarium" });
  if (isError(response)) return response.body.message ?? "";
  const table = response.body as unknown as Table;
  if (table.rows.length === 0) return `No resources found in ${namespace} namespace.`;
  const rows = resource === "events" ? bySeen(table.rows) : table.rows;
  return alignTabs(tabbed([headerCells(table, TABLE), ...rows.map((row) => rowCells(table, row, TABLE))]), tableLayout);
}

/** The event written last at the end. Not by its time: some events tell it to the second only, others more exactly. */
const bySeen = (rows: Table["rows"]): Table["rows"] => rows.toSorted((a, b) => versionOf(a) - versionOf(b));
const versionOf = ({ object }: Table["rows"][number]): number => Number(object.metadata?.resourceVersion ?? 0);

/** What the page shows of one command's output at most. */
const OUTPUT_CHARACTERS = 100_000;

const isRunning = ({ startedAtMs, endedAtMs }: InputRecord): boolean => startedAtMs !== null && endedAtMs === null;
const isStarted = ({ input, startedAtMs }: InputRecord): boolean => input.action.type === "run" && startedAtMs !== null;
const lastStarted = (transcript: readonly InputRecord[]): InputRecord | undefined => transcript.findLast(isStarted);

function otherInMain(transcript: readonly InputRecord[]): InputRecord | undefined {
  const running = transcript.findLast((record) => record.session === "main" && isRunning(record));
  return running?.number === lastStarted(transcript)?.number ? undefined : running;
}

function isEnded(cluster: Cluster, submitted: number): boolean {
  const record = cluster.input(submitted);
  if (record?.endedAtMs === null) return false;
  if (record?.input.action.type !== "interrupt") return true;
  return !cluster.transcript().some((other) => other.session === record.session && isRunning(other));
}

function commandReport(record: InputRecord | undefined): CommandReport | undefined {
  if (record?.input.action.type !== "run") return undefined;
  const { session, exitCode } = record;
  return { run: record.input.action.line, session, output: endOf(record.stdout + record.stderr), ...(exitCode === null ? {} : { exitCode }) };
}

/** The last lines of a long output, whole ones. */
function endOf(output: string): string {
  if (output.length <= OUTPUT_CHARACTERS) return output;
  return `…\n${output.slice(output.indexOf("\n", output.length - OUTPUT_CHARACTERS) + 1)}`;
}
