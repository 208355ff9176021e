import { describe, expect, test } from "vitest";
import type { DnsAnswer } from "./messages.ts";
import { candidates, lookUp, parseResolvConf } from "./resolver.ts";

const pods = "search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n";

describe("the names that are tried", () => {
  test.each([
    ["web", pods, ["web.default.svc.cluster.local", "web.svc.cluster.local", "web.cluster.local", "web"]],
    ["web.shop", pods, ["web.shop.default.svc.cluster.local", "web.shop.svc.cluster.local", "web.shop.cluster.local", "web.shop"]],
    ["a.b.c.d.e.f", pods, ["a.b.c.d.e.f", "a.b.c.d.e.f.default.svc.cluster.local", "a.b.c.d.e.f.svc.cluster.local", "a.b.c.d.e.f.cluster.local"]],
    ["kubernetes.io.", pods, ["kubernetes.io"]],
    ["kubernetes.io", "nameserver 1.1.1.1\nsearch corp\n", ["kubernetes.io", "kubernetes.io.corp"]],
    ["host", "nameserver 1.1.1.1\n", ["host"]],
    ["a.b", "search one two # no more\noptions edns0 ndots:2\n", ["a.b.one", "a.b.two", "a.b"]],
  ])("%s", (name, text, tried) => expect(candidates(name, parseResolvConf(text))).toEqual(tried));
  test("without a nameserver the machine itself is asked, and never more than three", () => {
    expect(parseResolvConf("").servers).toEqual(["127.0.0.1"]);
    expect(parseResolvConf("nameserver a\nnameserver b\nnameserver c\nnameserver d\n").servers).toEqual(["a", "b", "c"]);
  });
});

describe("looking up", () => {
  const found: DnsAnswer = { status: "NOERROR", answers: [{ name: "web.default.svc.cluster.local", type: "A", ttl: 30, data: "10.96.1.2" }] };
  const none: DnsAnswer = { status: "NXDOMAIN", answers: [] };
  const conf = parseResolvConf("nameserver a\nnameserver b\nsearch default.svc.cluster.local\noptions ndots:5\n");
  test("ends with the first name that has addresses", () => expect(lookUp("web", conf, (_, { name }) => (name.includes("svc") ? found : none))).toEqual({ kind: "found", addresses: ["10.96.1.2"] }));
  test("asks the next server where one is silent", () => expect(lookUp("web", conf, (server) => (server === "b" ? found : "no-server")).kind).toBe("found"));
  test("ends without a server", () => expect(lookUp("web", conf, () => "refused").kind).toBe("no-server"));
  test("ends without a name", () => expect(lookUp("web", conf, () => none).kind).toBe("unknown"));
});
