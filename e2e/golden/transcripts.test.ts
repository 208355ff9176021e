import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Json } from "../../src/api/json.ts";
import { play } from "../../src/cli/play.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";
import { normaliseOutput } from "./normalise.ts";

/** A case of kubectl against a real v1.36.3 cluster. */
interface Transcript {
  readonly name: string;
  readonly about: string;
  readonly nodes?: readonly { readonly name: string; readonly version?: string; readonly taints?: readonly Json[] }[];
  readonly files?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly wait?: number; readonly run: string; readonly stdout: string; readonly stderr: string; readonly exitCode: number }[];
}

const folder = new URL("transcripts/", import.meta.url);
const load = (files: RegExp): Transcript[] =>
  readdirSync(folder)
    .filter((file) => files.test(file))
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Transcript);

/** What the shell lacks or no two runs agree on. */
const unjudged = /^timeout |&$|\|/;
/** Printed in no order, or over time. */
const unordered = /label --list|annotate --list|componentstatuses|rollout status|logs -l|--all-containers|describe (limits|role|node|no|quota)\b| -w\b|--watch/;
const asSet = (text: string): string => [...new Set(text.split("\n"))].sort().join("\n");

function scenarioOf({ name, nodes = [{ name: "worker-1" }, { name: "worker-2" }], files = {}, steps }: Transcript): Json {
  const capacity = { cpu: "2", memory: "24581696Ki", pods: "110" };
  return {
    apiVersion: "kubarium.dev/v1",
    kind: "Scenario",
    metadata: { name },
    spec: {
      seed: 1,
      startsAt: "2026-11-21T02:30:00Z",
      cluster: {
        version: "1.36",
        controlPlane: "none",
        addons: [],
        nodes: nodes.map(({ name: node, version, taints }, i) => ({
          name: node,
          address: `192.168.77.${11 + i}`,
          capacity,
          images: ["nginx:1.27", "busybox:1.36"],
          ...(version && { version: version.match(/\d+\.\d+/)![0] }),
          ...(taints && taints.length > 0 && { taints }),
        })),
      },
      files,
      inputs: steps.map((step, i) => (step.wait || i === 0 ? { after: `${step.wait ?? 0}s`, run: step.run } : { run: step.run })),
    },
  };
}

interface Judged {
  readonly exact: number;
  readonly misses: readonly string[];
}

/** Plays a case and lists what was not exactly as the real one: stdout, stderr and exit code. */
function judge(transcript: Transcript): Judged {
  const read = readScenario(scenarioOf(transcript));
  if (!read.ok) throw new Error(read.problems.map((p) => p.message).join("\n"));
  const { report } = play(read.scenario);
  const misses: string[] = [];
  let exact = 0;
  transcript.steps.forEach((step, i) => {
    if (unjudged.test(step.run)) return;
    const ours = report.transcript[i];
    const same = (real: string, our: string): boolean => {
      const [a, b] = [normaliseOutput(real), normaliseOutput(our)];
      return a === b || (unordered.test(step.run) && asSet(a) === asSet(b));
    };
    if (ours && same(step.stdout, ours.stdout) && same(step.stderr, ours.stderr) && ours.exitCode === step.exitCode) exact += 1;
    else misses.push(`${transcript.name} $ ${step.run}\n  real (${step.exitCode}) ${normaliseOutput(step.stdout + step.stderr)}\n  ours (${ours?.exitCode}) ${normaliseOutput((ours?.stdout ?? "") + (ours?.stderr ?? ""))}`);
  });
  return { exact, misses };
}

/** What is known to differ, and why; a miss that none of these explains fails. */
const causes: readonly { readonly run: RegExp; readonly because: string }[] = [
  { run: /--validate=strict -f x\.yaml/, because: "the patch in the error is printed as it was sent, the real one as its strategic merge has left it" },
  { run: /^kubectl explain (pod\.spec\.(containers\.(livenessProbe|ports))?$|deploy\.spec\.strategy|svc\.spec\.type|cronjob\.spec\.concurrencyPolicy)/, because: "some descriptions were other in v1.30, and those of possible values are not there" },
  { run: /^kubectl (top|rollout)$/, because: "the long texts of help are not there" },
  { run: /create (-f )?-?.*(role|rolebinding|ingress)\b|apply -f (a|ok|ref)\.yaml/, because: "a warning says what is stored and not simulated" },
  { run: /get hpa shop -o yaml/, because: "the empty status of a HorizontalPodAutoscaler is not shown" },
  { run: /rv\.yaml/, because: "the real one took a resourceVersion of another object's" },
  { run: /apply -k d/, because: "kustomizations are not built" },
  { run: /apply -f (v1|range|notype)\.yaml/, because: "one rule of validation each is missing or says it in another order" },
  { run: /get jobs$/, because: "the real job was still running" },
  { run: /events? .*(wait4|brief2)/, because: "fractions of seconds, host names and what an earlier case left decide their order" },
  { run: /jsonpath=\{\.(data\[0\]|items\[9\])/, because: "the whole object is printed with its resourceVersion" },
  { run: /--no-headers$|config (view|get-contexts)/, because: "an age of one second more or less without a header that says so, and the context's own namespace" },
  { run: /label cm apple --list/, because: "labels are listed in any order" },
  { run: /logs (pod\/)?talk|logs crash --previous/, because: "two streams of one container arrive in any order; the real runtime had just removed a log" },
  { run: /rollout status/, because: "one more or one less of the states on the way is seen" },
  { run: /-n txt136 delete pods --all$/, because: "of the Pods of the Deployment that was deleted just before, one more or one less is gone" },
  { run: /describe rs -l tier=squad/, because: "events of one second stand in any order" },
  { run: /nodes? (-o|-L)|node worker|get nodes/, because: "the recording's own machines: kernels, ages, ids, memory that is not allocatable" },
  { run: /get pod (fine|crash|initbad|full) -o yaml/, because: "the recording's busybox had a second tag, and the kubelet names an image by the first" },
  { run: /get pod plain -o json/, because: "the vendor's ConfigMap" },
  { run: /get ns$/, because: "other recordings' namespaces were there" },
  { run: /get quota$/, because: "a pod more or less is on its way out" },
  { run: /--as=nobody/, because: "there is no authorization yet" },
  { run: /--server-side -f f122/, because: "what client-side apply owned is not handed over without a conflict yet" },
];

/** Of the groups of cases, and how many of a hundred must be exact. */
const groups = [
  { files: /^a-/, what: "manifests with faults: what apply, create, get and delete say of them", atLeast: 97 },
  { files: /^[bc]-/, what: "what learners type, and what live objects look like", atLeast: 90 },
  { files: /^k-/, what: "one command after the other", atLeast: 90 },
] as const;

describe.each(groups)("$what", ({ files, what, atLeast }) => {
  const judged = load(files).map(judge);
  const misses = judged.flatMap((j) => j.misses);
  const exact = judged.reduce((sum, j) => sum + j.exact, 0);
  if (process.env["SHOW"]) console.log(misses.join("\n"), what, exact, misses.length);
  test(`at least ${atLeast} % of the commands are answered exactly`, () => {
    expect(exact).toBeGreaterThan(50);
    expect((100 * exact) / (exact + misses.length), misses.join("\n")).toBeGreaterThanOrEqual(atLeast);
  });
  test("each miss has a known cause", () => {
    const runs = misses.map((miss) => miss.split("\n")[0]!.replace(/^.* \$ /, ""));
    expect(runs.filter((run) => !causes.some((cause) => cause.run.test(run)))).toEqual([]);
  });
});
