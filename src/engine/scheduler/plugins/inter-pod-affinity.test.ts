import { describe, expect, test } from "vitest";
import type { Affinity, LabelSelector } from "../../../api/types.ts";
import { cluster, node, pod, scores } from "../testing/tables.ts";
import type { PodAffinityTerm } from "./pod-affinity-term.ts";

const security = (...values: string[]): LabelSelector => ({ matchExpressions: [{ key: "security", operator: "In", values }] });
const term = (topologyKey: string, labelSelector: LabelSelector, more: Partial<PodAffinityTerm> = {}): PodAffinityTerm => ({ topologyKey, labelSelector, ...more });
type Weighted = readonly [weight: number, term: PodAffinityTerm];
const preferred = (...terms: readonly Weighted[]) => ({
  preferredDuringSchedulingIgnoredDuringExecution: terms.map(([weight, podAffinityTerm]) => ({ weight, podAffinityTerm })),
});
const near = (...terms: readonly Weighted[]): Affinity => ({ podAffinity: preferred(...terms) }) as unknown as Affinity;
const away = (...terms: readonly Weighted[]): Affinity => ({ podAntiAffinity: preferred(...terms) }) as unknown as Affinity;
const required = (...terms: readonly PodAffinityTerm[]): Affinity => ({ podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } }) as unknown as Affinity;

const namespaces = [["subteam1.team1", "team=team1"], ["subteam2.team1", "team=team1"], ["subteam1.team2", "team=team2"], ["subteam2.team2", "team=team2"]] as const;
const ofTeam1 = { namespaces: ["subteam2.team2"], namespaceSelector: { matchExpressions: [{ key: "team", operator: "In", values: ["team1"] }] } } as const;
const nearS1 = near([5, term("region", security("S1"))]);
const nearS2 = near([6, term("region", security("S2"))]);
const awayFromS1 = away([5, term("az", security("S1"))]);
const awayFromS2 = away([5, term("az", security("S2"))]);
const nearS1AwayFromS2: Affinity = { ...near([8, term("region", security("S1"))]), ...awayFromS2 };
const nearOfTeam1 = near([5, term("region", security("S1"), ofTeam1)]);
const awayOfTeam1 = away([5, term("region", security("S1"), ofTeam1)]);
const exists = (key: string) => ({ key, operator: "Exists" }) as const;
const absent = (key: string) => ({ key, operator: "DoesNotExist" }) as const;
const several = near(
  [8, term("region", { matchExpressions: [{ key: "security", operator: "NotIn", values: ["S1"] }, { key: "security", operator: "In", values: ["S2"] }] })],
  [2, term("region", { matchExpressions: [exists("security"), absent("wrongkey")] })],
);
const hard = required(term("region", security("S1", "value2")), term("region", { matchExpressions: [exists("security"), absent("wrongkey")] }));

const [S1, S2] = ["security=S1", "security=S2"];
const three = ["region=China", "region=India", "az=az1"];
/** Who sits on which node: labels, affinity, namespace. */
type Sitting = readonly [node: number, labels: string, affinity?: Affinity | undefined, namespace?: string];
interface Case {
  readonly when: string;
  readonly incoming: { readonly labels?: string; readonly affinity?: Affinity; readonly namespace?: string };
  readonly there: readonly Sitting[];
  readonly nodes: readonly string[];
  readonly gives: readonly number[] | undefined;
}
const team1 = { namespace: "subteam1.team1", labels: S1 };
const serviceS1: LabelSelector = { matchExpressions: [{ key: "service", operator: "In", values: ["S1"] }] };
const hardService = required(term("region", serviceS1, { ...ofTeam1, namespaces: ["default", "subteam2.team2"] }));
const twoHard: readonly Sitting[] = [[1, "", hardService], [2, "", hardService]];

// The cases of TestPreferredAffinity and TestPreferredAffinityWithHardPodAffinitySymmetricWeight (pkg/scheduler/framework/plugins/interpodaffinity/scoring_test.go) with the default weight 1.
describe("InterPodAffinity scores by who is near", () => {
  test.each<Case>([
    { when: "nobody prefers anything", incoming: { labels: S1 }, there: [], nodes: three, gives: undefined },
    { when: "a match is near by the key", incoming: { labels: S1, affinity: nearS1 }, there: [[1, S1], [2, S2], [3, S1]], nodes: three, gives: [100, 0, 0] },
    { when: "nodes share the value of the key", incoming: { affinity: nearS1 }, there: [[1, S1]], nodes: ["region=China", "region=China az=az1", "region=India"], gives: [100, 100, 0] },
    {
      when: "one region has more", incoming: { labels: S1, affinity: nearS2 }, there: [[1, S2], [1, S2], [2, S2], [3, S2], [4, S2], [5, S2]],
      nodes: ["region=China", "region=India", "region=China", "region=China", "region=India"], gives: [100, 0, 100, 100, 0],
    },
    { when: "there are several operators", incoming: { labels: S1, affinity: several }, there: [[1, S1], [2, S2], [3, S1]], nodes: three, gives: [20, 100, 0] },
    { when: "those there prefer it", incoming: { labels: S2 }, there: [[1, S1, nearS1], [2, S2, nearS2]], nodes: three, gives: [0, 100, 0] },
    { when: "those there prefer its namespace", incoming: team1, there: [[1, S1, nearOfTeam1], [2, S2, nearS2]], nodes: three, gives: [100, 0, 0] },
    { when: "those there would not have its namespace", incoming: team1, there: [[1, S1, awayOfTeam1], [2, S2, nearS2]], nodes: three, gives: [0, 100, 100] },
    { when: "those there require such as it", incoming: { labels: S1 }, there: [[1, S1, hard], [2, S2, hard]], nodes: three, gives: [100, 100, 0] },
    { when: "it would be away from one", incoming: { labels: S1, affinity: awayFromS1 }, there: [[1, S1], [2, S2]], nodes: ["az=az1", "region=China"], gives: [0, 100] },
    { when: "it would be away, and a node lacks the key", incoming: { labels: S1, affinity: awayFromS1 }, there: [[1, S1], [2, S1]], nodes: ["az=az1", "region=China"], gives: [0, 100] },
    { when: "it would be away, and a node has more", incoming: { labels: S1, affinity: awayFromS1 }, there: [[1, S1], [1, S1], [2, S2]], nodes: ["az=az1", "region=India"], gives: [0, 100] },
    { when: "those there would be away from it", incoming: { labels: S2 }, there: [[1, S1, awayFromS2], [2, S2, awayFromS1]], nodes: ["az=az1", "az=az2"], gives: [0, 100] },
    { when: "it would be near some and away from others", incoming: { labels: S1, affinity: nearS1AwayFromS2 }, there: [[1, S1], [2, S1]], nodes: ["region=China", "az=az1"], gives: [100, 0] },
    {
      when: "its like are everywhere", incoming: { labels: S1, affinity: nearS1AwayFromS2 }, there: [[1, S1], [1, S1], [2, S1], [3, S1], [3, S1], [4, S1], [5, S1]],
      nodes: ["region=China az=az1", "region=India", "region=China", "region=China", "region=India"], gives: [100, 0, 100, 100, 0],
    },
    {
      when: "both prefer and avoid, it and those there", incoming: { labels: S1, affinity: nearS1AwayFromS2 }, there: [[1, S1], [2, S2], [3, "", nearS1AwayFromS2], [4, "", awayFromS1]],
      nodes: ["region=China", "az=az1", "region=India", "az=az2"], gives: [100, 0, 100, 0],
    },
    { when: "only some of a region have affinity", incoming: { labels: S1 }, there: [[1, S1], [2, "", nearS1AwayFromS2]], nodes: ["region=China", "region=China"], gives: [0, 0] },
    { when: "it names namespaces by label", incoming: { ...team1, affinity: nearOfTeam1 }, there: [[1, S1, undefined, "subteam1.team1"], [1, S1, undefined, "subteam1.team1"], [1, S1, undefined, "subteam1.team2"], [2, S1, undefined, "subteam2.team1"]], nodes: three.slice(0, 2), gives: [100, 0] },
    { when: "it names namespaces by label and by name", incoming: { ...team1, affinity: nearOfTeam1 }, there: [[1, S1, undefined, "subteam1.team1"], [1, S1, undefined, "subteam1.team1"], [1, S1, undefined, "subteam2.team2"], [2, S1, undefined, "subteam2.team1"]], nodes: three.slice(0, 2), gives: [100, 0] },
    { when: "it avoids namespaces by label", incoming: { ...team1, affinity: awayOfTeam1 }, there: [[1, S1, undefined, "subteam1.team1"], [1, S1, undefined, "subteam1.team1"], [1, S1, undefined, "subteam1.team2"], [2, S1, undefined, "subteam2.team1"]], nodes: three.slice(0, 2), gives: [0, 100] },
    { when: "those there prefer it, and others would avoid it", incoming: { labels: S2 }, there: [[1, S1, nearS1AwayFromS2], [2, S2, nearS2]], nodes: three.slice(0, 2), gives: [0, 100] },
    { when: "those there require its Service", incoming: { labels: "service=S1" }, there: twoHard, nodes: three, gives: [100, 100, 0] },
    { when: "those there require its Service, of other namespaces", incoming: { labels: "service=S1", namespace: "subteam1.team2" }, there: twoHard, nodes: three, gives: undefined },
    { when: "those there require its Service, of namespaces like its own", incoming: { labels: "service=S1", namespace: "subteam1.team1" }, there: twoHard, nodes: three, gives: [100, 100, 0] },
    { when: "those there require its Service, and name its namespace", incoming: { labels: "service=S1", namespace: "subteam2.team2" }, there: twoHard, nodes: three, gives: [100, 100, 0] },
  ])("$gives when $when", ({ incoming, there, nodes, gives }) => {
    const pods = there.map(([at, labels, affinity, namespace]) => pod({ on: `node${at}`, labels, ...(affinity && { affinity }), ...(namespace !== undefined && { namespace }) }));
    const cache = cluster({ nodes: nodes.map((labels, i) => node(`node${i + 1}`, { labels })), pods, namespaces });
    expect(scores("InterPodAffinity", pod(incoming), cache)).toEqual(gives);
  });
});
