import { describe, expect, test } from "vitest";
import type { ServiceRuleRow } from "../questions.ts";
import { listedRule, savedRule } from "./rule.ts";
import { chainHash, filterChains, natChains } from "./service-chains.ts";

// Names that every cluster has or that upstream's tests write out (pkg/proxy/iptables/proxier_test.go, TestOverallIPTablesRules).
test.each([
  ["default/kubernetes:httpstcp", "NPX46M4PTMTKRN6Y"],
  ["kube-system/kube-dns:dns-tcptcp", "ERIFXISQEP7F7OF4"],
  ["kube-system/kube-dns:dnsudp", "TCOU7JCQXEZGVUNU"],
  ["ns1/svc1:p80tcp", "XPGD46QRK7WJZT7O"],
  ["ns1/svc1:p80tcp10.180.0.1:80", "SXIVWICOYRO3J4NJ"],
])("%s is %s", (text, hash) => expect(chainHash(text)).toBe(hash));

const row = (more: Partial<ServiceRuleRow> = {}): ServiceRuleRow => ({ name: "ns1/svc1:p80", protocol: "tcp", address: "172.30.0.41", port: 80, kind: "cluster", isLocal: false, affinityMs: 0, backends: [{ address: "10.180.0.1", port: 80, isHere: false }], ...more });
const lines = (rows: readonly ServiceRuleRow[], chain: string): readonly string[] => natChains(rows).filter((rule) => rule.chain.startsWith(chain)).map(savedRule);

// The rules of TestOverallIPTablesRules, TestSessionAffinity and TestInternalTrafficPolicy, as the kernel gives them back.
describe("what kube-proxy writes", () => {
  test("a Service leads to its endpoint", () => {
    expect(lines([row()], "KUBE-S").filter((line) => !line.includes("nodeports"))).toEqual([
      '-A KUBE-SERVICES -d 172.30.0.41/32 -p tcp -m comment --comment "ns1/svc1:p80 cluster IP" -m tcp --dport 80 -j KUBE-SVC-XPGD46QRK7WJZT7O',
      '-A KUBE-SVC-XPGD46QRK7WJZT7O ! -s 10.244.0.0/16 -d 172.30.0.41/32 -p tcp -m comment --comment "ns1/svc1:p80 cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ',
      '-A KUBE-SVC-XPGD46QRK7WJZT7O -m comment --comment "ns1/svc1:p80 -> 10.180.0.1:80" -j KUBE-SEP-SXIVWICOYRO3J4NJ',
      '-A KUBE-SEP-SXIVWICOYRO3J4NJ -s 10.180.0.1/32 -m comment --comment "ns1/svc1:p80" -j KUBE-MARK-MASQ',
      '-A KUBE-SEP-SXIVWICOYRO3J4NJ -p tcp -m comment --comment "ns1/svc1:p80" -m tcp -j DNAT --to-destination 10.180.0.1:80',
    ]);
  });
  test("three endpoints are chosen by a third, a half, and what is left", () => {
    const backends = [1, 2, 3].map((n) => ({ address: `10.180.0.${n}`, port: 80, isHere: false }));
    const chances = lines([row({ backends })], "KUBE-SVC").map((line) => /--probability (\S+)/.exec(line)?.[1]);
    expect(chances).toEqual([undefined, "0.33333333333", "0.50000000000", undefined]);
  });
  test("a node's port leads to its own chain, masqueraded", () => {
    expect([...lines([row(), row({ kind: "nodePort", address: "", port: 30080 })], "KUBE-NODEPORTS"), ...lines([row(), row({ kind: "nodePort", address: "", port: 30080 })], "KUBE-EXT")]).toEqual([
      '-A KUBE-NODEPORTS -p tcp -m comment --comment "ns1/svc1:p80" -m tcp --dport 30080 -j KUBE-EXT-XPGD46QRK7WJZT7O',
      '-A KUBE-EXT-XPGD46QRK7WJZT7O -m comment --comment "masquerade traffic for ns1/svc1:p80 external destinations" -j KUBE-MARK-MASQ',
      "-A KUBE-EXT-XPGD46QRK7WJZT7O -j KUBE-SVC-XPGD46QRK7WJZT7O",
    ]);
  });
  test("a client that stays is remembered by its endpoint's chain", () => {
    expect(lines([row({ affinityMs: 10_800_000 })], "KUBE-SVC")[1]).toBe('-A KUBE-SVC-XPGD46QRK7WJZT7O -m comment --comment "ns1/svc1:p80 -> 10.180.0.1:80" -m recent --rcheck --seconds 10800 --reap --name KUBE-SEP-SXIVWICOYRO3J4NJ --mask 255.255.255.255 --rsource -j KUBE-SEP-SXIVWICOYRO3J4NJ');
  });
  test("internal traffic that stays on its node has the local chain; where none is there it is dropped", () => {
    const [here, away] = [{ address: "10.180.0.1", port: 80, isHere: true }, { address: "10.180.0.2", port: 80, isHere: false }];
    expect(lines([row({ isLocal: true, backends: [here, away] })], "KUBE-SVL").at(-1)).toBe('-A KUBE-SVL-XPGD46QRK7WJZT7O -m comment --comment "ns1/svc1:p80 -> 10.180.0.1:80" -j KUBE-SEP-SXIVWICOYRO3J4NJ');
    expect(filterChains([row({ isLocal: true, backends: [away] })]).map(savedRule).at(-1)).toBe('-A KUBE-SERVICES -d 172.30.0.41/32 -p tcp -m comment --comment "ns1/svc1:p80 has no local endpoints" -m tcp --dport 80 -j DROP');
  });
  test("without endpoints it is refused", () => {
    expect(filterChains([row({ backends: [] })]).map(savedRule).at(-1)).toBe('-A KUBE-SERVICES -d 172.30.0.41/32 -p tcp -m comment --comment "ns1/svc1:p80 has no endpoints" -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable');
    expect(lines([row({ backends: [] })], "KUBE-SVC")).toEqual([]);
  });
  test("a listing has the target, who is meant, and why", () => {
    expect(listedRule(natChains([row()])[0]!, "0.0.0.0/0")).toBe("KUBE-SVC-XPGD46QRK7WJZT7O  tcp  --  0.0.0.0/0            172.30.0.41          /* ns1/svc1:p80 cluster IP */ tcp dpt:80");
  });
});
