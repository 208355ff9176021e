import { describe, expect, test } from "vitest";
import { playedCluster, sh, web } from "./testing/played-cluster.ts";

/** What a script prints in a pod of this spec. */
function printed(script: string, spec: object = {}, more: object = {}): string {
  const played = playedCluster(web({ ...spec, containers: [sh(`${script}; sleep 600`, more)] }));
  played.after(5000);
  return played.log("app");
}

describe("/etc/hosts, /etc/hostname and /etc/resolv.conf", () => {
  const hosts = (line: string): string => `# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\nfe00::0\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n10.244.0.2\t${line}\n`;
  const node = { nodeName: "worker-1" };
  test.each([
    ["a plain pod", {}, hosts("web"), "web\n"],
    ["a host name of its own", { hostname: "db" }, hosts("db"), "db\n"],
    ["a subdomain", { hostname: "db", subdomain: "sql" }, hosts("db.sql.default.svc.cluster.local\tdb"), "db\n"],
    ["its full name as host name", { hostname: "db", subdomain: "sql", setHostnameAsFQDN: true }, hosts("db.sql.default.svc.cluster.local\tdb"), "db.sql.default.svc.cluster.local\n"],
    ["aliases", { hostAliases: [{ ip: "1.2.3.4", hostnames: ["a.example", "b"] }, { ip: "5.6.7.8", hostnames: ["c"] }] }, `${hosts("web")}\n# Entries added by HostAliases.\n1.2.3.4\ta.example\tb\n5.6.7.8\tc\n`, "web\n"],
  ])("of %s", (_, spec, file, name) => {
    expect(printed("cat /etc/hosts", { ...node, ...spec })).toBe(file);
    expect(printed("hostname; cat /etc/hostname", { ...node, ...spec })).toBe(name + name);
  });
  test("on the node's network are the node's, aliases and all", () => {
    const spec = { ...node, hostNetwork: true, hostAliases: [{ ip: "1.2.3.4", hostnames: ["a"] }] };
    expect(printed("head -n 1 /etc/hosts; tail -n 2 /etc/hosts; hostname; hostname -i", spec)).toBe("# Kubernetes-managed hosts file (host network).\n# Entries added by HostAliases.\n1.2.3.4\ta\nworker-1\n192.168.77.11\n");
  });
  test("a resolver with more than fits is cut, and an event says so", () => {
    const dnsConfig = { nameservers: ["1.1.1.1", "2.2.2.2", "3.3.3.3"], searches: Array.from({ length: 30 }, (_, i) => `s${i}.example`) };
    const played = playedCluster(web({ dnsConfig, containers: [sh("cat /etc/resolv.conf; sleep 600")] }));
    played.after(5000);
    const [search = "", ...rest] = played.log("app").split("\n");
    expect(search.split(" ")).toHaveLength(33);
    expect(rest).toEqual(["nameserver 10.96.0.10", "nameserver 1.1.1.1", "nameserver 2.2.2.2", "options ndots:5", ""]);
    const said = played.events().filter((event) => event.startsWith("DNSConfigForming"));
    expect(said).toEqual([
      `DNSConfigForming Search Line limits were exceeded, some search paths have been omitted, the applied search line is: ${search.slice("search ".length)}`,
      "DNSConfigForming Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: 10.96.0.10 1.1.1.1 2.2.2.2",
    ]);
  });
  test("a full name of more than 64 characters keeps the pod from starting", () => {
    const hostname = "a".repeat(40);
    const played = playedCluster(web({ hostname, subdomain: "sql", setHostnameAsFQDN: true, containers: [sh("sleep 600")] }));
    played.after(5000);
    const name = `${hostname}.sql.default.svc.cluster.local`;
    expect(played.events()).toContain(`FailedCreatePodSandBox Failed to create pod sandbox: failed to construct FQDN from pod hostname and cluster domain, FQDN ${name} is too long (64 characters is the max, ${name.length} characters requested)`);
    expect(played.status()).toMatchObject({ phase: "Pending", containerStatuses: [{ state: { waiting: { reason: "ContainerCreating" } } }] });
  });
});

describe("processes", () => {
  test("of a pod with one PID namespace see one another under pause, which takes in orphans", () => {
    const played = playedCluster(web({ shareProcessNamespace: true, containers: [sh("(sleep 1 & ) ; sleep 3; ps; sleep 600"), sh("exec sleep 1234", { name: "other" })] }));
    played.after(9000);
    const ps = played.log("app");
    expect(ps).toMatch(/^ +1 65535 .*\/pause$/m);
    expect(ps).toContain("sleep 1234");
    expect(ps).not.toContain("sleep 1\n");
    expect(ps).not.toMatch(/\bZ\b/);
  });
  test("of a pod without have each its own PID 1", () => {
    expect(printed("ps")).toMatch(/^ +1 root .*sh -c ps; sleep 600$/m);
    expect(printed("ps")).not.toContain("pause");
  });
  test("on the node's PID namespace see the node's", () => {
    const ps = printed("ps", { hostPID: true, nodeName: "worker-1" });
    expect(ps).toContain("/pause");
    expect(ps).toContain("kubelet");
  });
});

describe("users", () => {
  const map = "cat /proc/self/uid_map /proc/self/gid_map; id -u";
  const all = "         0          0 4294967295\n";
  test("are the node's by default", () => expect(printed(map)).toBe(`${all}${all}0\n`));
  test("of a pod of its own are 65,536 others on the node, and other ones for the next pod", () => {
    const own = { hostUsers: false, nodeName: "worker-1", containers: [sh(`${map}; exec sleep 1234`)] };
    const played = playedCluster(web(own), web(own, { name: "second" }), web({ hostPID: true, nodeName: "worker-1", containers: [sh("sleep 4; ps; sleep 600")] }, { name: "looker" }));
    played.after(9000);
    const [first, second] = ["         0      65536      65536\n", "         0     131072      65536\n"];
    expect([played.log("app", "web"), played.log("app", "second")].sort()).toEqual([`${second}${second}0\n`, `${first}${first}0\n`].sort());
    const ps = played.log("app", "looker");
    expect(ps).toMatch(/ 65536 .*sleep 1234/);
    expect(ps).toMatch(/ 131072 .*sleep 1234/);
  });
});
