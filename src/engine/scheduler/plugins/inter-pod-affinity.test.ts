import { describe, expect, test } from "vitest";
import type { Affinity, LabelSelector } from "../../../api/types.ts";
import { cluster, node, pod, scores, verdicts } from "../testing/tables.ts";
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

// Counterparts of TestRequiredAffinitySingleNode and TestRequiredAffinityMultipleNodes (pkg/scheduler/framework/plugins/interpodaffinity/filtering_test.go).
describe("InterPodAffinity turns nodes down", () => {
  const AFFINITY = "node(s) didn't match pod affinity rules (for good)";
  const ANTI = "node(s) didn't match pod anti-affinity rules";
  const EXISTING = "node(s) didn't satisfy existing pods anti-affinity rules";
  const sign = (verdict: string): string => new Map([["", "."], [AFFINITY, "f"], [ANTI, "a"], [EXISTING, "e"]]).get(verdict) ?? verdict;
  type Expression = NonNullable<LabelSelector["matchExpressions"]>[number];
  const is = (key: string, ...values: string[]): Expression => ({ key, operator: "In", values });
  const not = (key: string, ...values: string[]): Expression => ({ key, operator: "NotIn", values });
  const at = (topologyKey: string, ...matchExpressions: readonly Expression[]): PodAffinityTerm => term(topologyKey, { matchExpressions });
  const repelled = (...terms: readonly PodAffinityTerm[]): Affinity => ({ podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } }) as unknown as Affinity;
  const [podLabel, podLabel2] = ["service=securityscan", "security=S1"];
  const single = ["region=r1 zone=z11"];
  const ofTeams = { namespaceSelector: ofTeam1.namespaceSelector };
  const china = ["region=China", "region=China az=az1", "region=India"];
  const r1 = (...zones: readonly string[]): readonly string[] => zones.map((zone) => `region=r1 zone=${zone}`);
  const scan = is("service", "securityscan", "value2");
  test.each<{ what: string; incoming: Case["incoming"]; there?: readonly Sitting[]; nodes?: readonly string[]; says: string }>([
    { what: "nothing asked for, nobody there", incoming: {}, says: "." },
    { what: "near one that is there", incoming: { labels: podLabel2, affinity: required(at("region", scan)) }, there: [[1, podLabel]], says: "." },
    { what: "near one that is none of some", incoming: { labels: podLabel2, affinity: required(at("region", not("service", "securityscan3", "value3"))) }, there: [[1, podLabel]], says: "." },
    { what: "near one that is in another namespace", incoming: { labels: podLabel2, affinity: required(term("region", { matchExpressions: [scan] }, { namespaces: ["DiffNameSpace"] })) }, there: [[1, podLabel, undefined, "ns"]], says: "f" },
    { what: "near one with another label", incoming: { labels: podLabel, affinity: required(at("region", is("service", "antivirusscan", "value2"))) }, there: [[1, podLabel]], says: "f" },
    { what: "near one, by several rules", incoming: { labels: podLabel2, affinity: required(at("region", exists("service"), absent("wrongkey")), at("region", is("service", "securityscan"), not("service", "WrongValue"))) }, there: [[1, podLabel]], says: "." },
    { what: "near one, and one of several rules does not hold", incoming: { labels: podLabel2, affinity: required(at("region", exists("service"), absent("wrongkey")), at("region", is("service", "securityscan2"), not("service", "WrongValue"))) }, there: [[1, podLabel]], says: "f" },
    { what: "near some and far from others", incoming: { labels: podLabel2, affinity: { ...required(at("region", scan)), ...repelled(at("node", is("service", "antivirusscan", "value2"))) } }, there: [[1, podLabel]], says: "." },
    { what: "near some and far from others, who do not mind", incoming: { labels: podLabel2, affinity: { ...required(at("region", scan)), ...repelled(at("node", is("service", "antivirusscan", "value2"))) } }, there: [[1, podLabel, repelled(at("node", is("service", "antivirusscan", "value2")))]], says: "." },
    { what: "near and far from the same", incoming: { labels: podLabel2, affinity: { ...required(at("region", scan)), ...repelled(at("zone", scan)) } }, there: [[1, podLabel]], says: "a" },
    { what: "near some, who want it far", incoming: { labels: podLabel, affinity: { ...required(at("region", scan)), ...repelled(at("node", is("service", "antivirusscan", "value2"))) } }, there: [[1, podLabel, repelled(at("zone", scan))]], says: "e" },
    { what: "near those that are not as they are", incoming: { labels: podLabel, affinity: required(at("region", not("service", "securityscan", "value2"))) }, there: [[1, podLabel]], says: "f" },
    { what: "nothing, and one there wants it far", incoming: { labels: podLabel }, there: [[1, podLabel, repelled(at("zone", scan))]], says: "e" },
    { what: "nothing, and one there wants others far", incoming: { labels: podLabel }, there: [[1, podLabel, repelled(at("zone", not("service", "securityscan", "value2")))]], says: "." },
    { what: "far from two kinds, and one there wants one of them far", incoming: { labels: podLabel, affinity: repelled(at("region", exists("service")), at("region", exists("security"))) }, there: [[1, podLabel2, repelled(at("zone", exists("security")))]], says: "a" },
    { what: "far from two kinds, of which one is there", incoming: { labels: podLabel, affinity: repelled(at("zone", exists("service")), at("zone", exists("security"))) }, there: [[1, podLabel2, repelled(at("zone", exists("security")))]], says: "a" },
    { what: "far from its own kind, and one there wants both far", incoming: { labels: podLabel2, affinity: repelled(at("zone", exists("security"))) }, there: [[1, podLabel, repelled(at("zone", exists("service")), at("zone", exists("security")))]], says: "e" },
    { what: "far from two kinds, and so does one there", incoming: { labels: "abc xyz", affinity: repelled(at("zone", exists("abc")), at("zone", exists("def"))) }, there: [[1, "def xyz", repelled(at("zone", exists("abc")), at("zone", exists("def")))]], says: "a" },
    { what: "far from two kinds, the other way round", incoming: { labels: "def xyz", affinity: repelled(at("zone", exists("abc")), at("zone", exists("def"))) }, there: [[1, "abc xyz", repelled(at("zone", exists("abc")), at("zone", exists("def")))]], says: "a" },

    { what: "near one of namespaces like these", incoming: { labels: podLabel2, affinity: required(term("region", { matchExpressions: [scan] }, ofTeams)) }, there: [[1, podLabel, undefined, "subteam1.team1"]], says: "." },
    { what: "near one of namespaces like these, and it is of another", incoming: { labels: podLabel2, affinity: required(term("region", { matchExpressions: [scan] }, ofTeams)) }, there: [[1, podLabel, undefined, "subteam1.team2"]], says: "f" },
    { what: "far from one of namespaces like these", incoming: { labels: podLabel2, namespace: "subteam1.team1", affinity: repelled(term("zone", { matchExpressions: [scan] }, ofTeams)) }, there: [[1, podLabel, undefined, "subteam2.team1"]], says: "a" },
    { what: "far from one of any namespace", incoming: { labels: podLabel2, namespace: "subteam1.team1", affinity: repelled(term("zone", { matchExpressions: [scan] }, { namespaceSelector: {} })) }, there: [[1, podLabel, undefined, "subteam2.team1"]], says: "a" },
    { what: "far from one of namespaces like these, and it is of another", incoming: { labels: podLabel2, namespace: "subteam1.team1", affinity: repelled(term("zone", { matchExpressions: [scan] }, ofTeams)) }, there: [[1, podLabel, undefined, "subteam1.team2"]], says: "." },

    { what: "near one, in the same region", incoming: { affinity: required(at("region", is("foo", "bar"))) }, there: [[1, "foo=bar"]], nodes: china, says: "..f" },
    { what: "near its like, and it is the first who is both", incoming: { labels: "foo=bar service=securityscan", affinity: required(at("zone", is("foo", "bar")), at("zone", is("service", "securityscan"))) }, there: [[1, "foo=bar"]], nodes: ["zone=az1 hostname=h1", "zone=az2 hostname=h2"], says: ".." },
    { what: "near its like, it is the first, and a node lacks the key", incoming: { labels: "foo=bar service=securityscan", affinity: required(at("zone", is("foo", "bar")), at("zone", is("service", "securityscan"))) }, there: [[1, "foo=bar"]], nodes: ["zoneLabel=az1 hostname=h1", "zone=az2 hostname=h2"], says: "f." },
    { what: "near others, and none is there", incoming: { labels: "foo=bar", affinity: required(at("zone", is("foo", "other"))) }, nodes: ["zone=az1", "zone=az2"], says: "ff" },
    { what: "near its like, and those are elsewhere", incoming: { labels: "foo=bar", affinity: required(at("zone", is("foo", "bar"))) }, there: [[1, "foo=bar"]], nodes: ["zone=az1", "zone=az2"], says: ".f" },
    { what: "far from one, in the same region", incoming: { affinity: repelled(at("region", is("foo", "abc"))) }, there: [[1, "foo=abc"]], nodes: r1("z1", "z1"), says: "aa" },
    { what: "far from one who is of two kinds", incoming: { affinity: repelled(at("region", is("foo", "abc")), at("zone", is("service", "securityscan"))) }, there: [[1, "foo=abc service=securityscan"]], nodes: r1("z1", "z2"), says: "aa" },
    { what: "far from one, in another region", incoming: { affinity: repelled(at("region", is("foo", "abc"))) }, there: [[1, "foo=abc"]], nodes: china, says: "aa." },
    { what: "far from one, and one of another namespace wants its like far", incoming: { labels: "foo=123", namespace: "NS1", affinity: repelled(at("region", is("foo", "bar"))) }, there: [[1, "foo=bar", undefined, "NS1"], [3, "", repelled(at("region", is("foo", "123"))), "NS2"]], nodes: china, says: "aa." },
    { what: "nothing, and one wants it far by a key that no node has", incoming: { labels: "foo" }, there: [[1, "", repelled(at("invalid-node-label", exists("foo")))]], nodes: r1("z1", "z1"), says: ".." },
    { what: "far by a key that no node has", incoming: { affinity: repelled(at("invalid-node-label", exists("foo"))) }, there: [[1, "foo"]], nodes: r1("z1", "z1"), says: ".." },
    { what: "nothing, and two want it far, by zone and by region", incoming: { labels: "foo bar" }, there: [[1, "", repelled(at("zone", exists("foo")))], [1, "", repelled(at("region", exists("bar")))]], nodes: r1("z1", "z2"), says: "ee" },
    { what: "far from two, by zone and by region", incoming: { affinity: repelled(at("zone", exists("foo")), at("region", exists("bar"))) }, there: [[1, "foo"], [2, "bar"]], nodes: r1("z1", "z2"), says: "aa" },
    { what: "nothing, and one wants it far twice, once by a key that no node has", incoming: { labels: "foo bar" }, there: [[1, "", repelled(at("invalid-node-label", exists("foo")), at("zone", exists("bar")))]], nodes: r1("z1", "z2"), says: "e." },
    { what: "far twice, once by a key that no node has", incoming: { affinity: repelled(at("invalid-node-label", exists("foo")), at("zone", exists("bar"))) }, there: [[1, "foo bar"]], nodes: r1("z1", "z2"), says: "a." },
    { what: "nothing, and one wants it far twice", incoming: { labels: "foo bar" }, there: [[1, "", repelled(at("region", exists("foo")), at("zone", exists("bar")))]], nodes: r1("z1", "z2"), says: "ee" },
    { what: "far twice", incoming: { affinity: repelled(at("region", exists("foo")), at("zone", exists("bar"))) }, there: [[1, "foo bar"]], nodes: r1("z1", "z2"), says: "aa" },
    { what: "nothing, and two of three nodes have one who wants it far", incoming: { labels: "foo bar" }, there: [[1, "", repelled(at("zone", exists("foo")), at("zone", exists("labelA")))], [2, "", repelled(at("zone", exists("bar")), at("zone", exists("labelB")))]], nodes: r1("z1", "z2", "z3"), says: "ee." },
    { what: "near one who is both, by region and by zone", incoming: { affinity: required(at("region", exists("foo")), at("zone", exists("bar"))) }, there: [[1, "foo bar"]], nodes: r1("z1", "z1"), says: ".." },
    { what: "near one who is both, and there are only two who are one each", incoming: { affinity: required(at("region", exists("foo")), at("zone", exists("bar"))) }, there: [[1, "foo"], [2, "bar"]], nodes: r1("z1", "z2"), says: "ff" },
  ])("$what: $says", ({ incoming, there = [], nodes = single, says }) => {
    const pods = there.map(([on, labels, affinity, namespace]) => pod({ on: `node${on}`, labels, ...(affinity && { affinity }), ...(namespace !== undefined && { namespace }) }));
    const cache = cluster({ nodes: nodes.map((labels, i) => node(`node${i + 1}`, { labels })), pods, namespaces });
    expect(verdicts("InterPodAffinity", pod(incoming), cache).map(sign).join("")).toBe(says);
  });
});
