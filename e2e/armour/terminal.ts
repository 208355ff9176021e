import { edited, emptyLine, inserted } from "../../src/app/terminal/line-editor.ts";
import { commandsOf } from "../../src/app/terminal/pasted-commands.ts";
import { createCluster, type Cluster } from "../../src/engine/cluster.ts";
import { defaultBounds } from "../../src/engine/simulation/bounds.ts";
import { kubectlProgram } from "../../src/kubectl/program.ts";
import { judgeCommand } from "../../src/manifest/judge-command.ts";
import { clusterMaking } from "../../src/scenario/front-door.ts";
import { completeLine } from "../../src/worker/queries/complete.ts";
import type { Draw } from "../hostile/mutations.ts";
import { someLine } from "./lines.ts";
import { pick } from "./mutate.ts";
import { scenarioOf } from "./samples.ts";
import { hold, type Target } from "./target.ts";

const pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: {app: web}\nspec:\n  containers:\n  - name: main\n    image: nginx:1.27\n";
const scenario = scenarioOf({ apiVersion: "kubarium.dev/v1", kind: "Scenario", spec: { cluster: { nodes: 1 }, files: { "pod.yaml": pod }, inputs: [] } });

/** What one line may cost: far above any honest one, far below a hang. */
const MOST_OCCURRENCES = 60_000;
const PATIENCE_MS = 200;
/** So many lines are typed into one world. */
const LINES_PER_WORLD = 40;

const keys = ["\x7f", "\x1b[D", "\x1b[C", "\x1b[H", "\x1b[F", "\x17", "\x1bd", "\x1bb", "\x1bf", "\x15", "\x0b", "\x1b[3~", "\ud83d\udc33", "a", " ", "\x1b[Z"];

/** A cluster with a running Pod, to begin from again and again. */
function beginning(): () => Cluster {
  const cluster = createCluster({ ...clusterMaking(scenario), programs: [kubectlProgram] });
  cluster.submit({ atMs: 0, action: { type: "run", line: "kubectl apply -f pod.yaml" } });
  cluster.runUntil(8_000);
  const checkpoint = cluster.checkpoint();
  return () => createCluster(cluster.options, checkpoint);
}

/** Runs for a while of virtual time; the count bounds it, not a clock. */
function run(cluster: Cluster, ms: number): void {
  hold(cluster.run(cluster.now + ms, MOST_OCCURRENCES) < MOST_OCCURRENCES, `more than ${MOST_OCCURRENCES} occurrences`);
}

/** False when the line does not end, not even by Ctrl-C. */
function type(cluster: Cluster, line: string): boolean {
  const number = cluster.submit({ atMs: cluster.now + 1, action: { type: "run", line } });
  run(cluster, PATIENCE_MS);
  const record = cluster.input(number);
  hold(record !== undefined, "the line is gone");
  hold(record.stdout.length + record.stderr.length <= defaultBounds.logBytes, "more output than is kept");
  if (record.exitCode !== null) return true;
  cluster.submit({ atMs: cluster.now + 1, session: record.session, action: { type: "interrupt" } });
  run(cluster, PATIENCE_MS);
  return cluster.input(number)?.exitCode !== null;
}

/** Whatever was typed before, a line is answered; where all processes are taken, by just that. */
function alive(cluster: Cluster): void {
  const number = cluster.submit({ atMs: cluster.now + 1, session: "still-there", action: { type: "run", line: "echo alive" } });
  run(cluster, 5_000);
  const { stdout, stderr, exitCode } = cluster.input(number) ?? {};
  hold(stdout === "alive\n" || /Resource temporarily unavailable/.test(stderr ?? ""), `the workstation does not answer any more: ${String(exitCode)} ${String(stdout)}${String(stderr)}`);
}

function edit(next: Draw, text: string): void {
  let line = inserted(emptyLine, text);
  for (let presses = next(6); presses > 0; presses -= 1) {
    const key = pick(next, keys);
    line = edited(line, key) ?? inserted(line, key);
    hold(line.cursor >= 0 && line.cursor <= line.text.length, "the cursor is outside of the line");
  }
}

/** What is typed into a shell: run, completed, judged and edited. */
export const terminal: Target = {
  name: "terminal lines",
  share: 300,
  open() {
    const begin = beginning();
    let cluster = begin();
    let ends = true;
    return (next, number) => {
      if (number % LINES_PER_WORLD === 0 || !ends) {
        alive(cluster);
        cluster = begin();
      }
      const line = someLine(next);
      const cursor = next(line.length + 1);
      const due = cluster.nextOccurrenceAt();
      const { from, candidates } = completeLine(cluster, { type: "complete", session: pick(next, ["main", "shell-2", "none"]), line, cursor });
      hold(from >= 0 && from <= cursor && candidates.length <= 500 && cluster.nextOccurrenceAt() === due, "completion is beside the line, or was noticed");
      judgeCommand(line);
      hold(commandsOf(line).length <= line.length, "more commands than characters");
      edit(next, line);
      ends = line.trim() === "" || type(cluster, line);
    };
  },
};
