import { expect, test } from "vitest";
import { broadcastOf, isWithin, netmask, networkOf } from "./addresses.ts";
import { iproute2 } from "./iproute2.ts";
import { busyboxIp } from "./busybox.ts";
import type { Cable } from "./links.ts";

test.each([
  ["10.244.1.7", 24, "255.255.255.0", "10.244.1.0", "10.244.1.255"],
  ["192.168.77.11", 20, "255.255.240.0", "192.168.64.0", "192.168.79.255"],
  ["10.1.2.3", 32, "255.255.255.255", "10.1.2.3", "10.1.2.3"],
] as const)("%s/%i", (address, prefix, mask, network, broadcast) => expect([netmask(prefix), networkOf(address, prefix), broadcastOf(address, prefix), isWithin(address, network, prefix)]).toEqual([mask, network, broadcast, true]));

const lo = { name: "lo", address: "127.0.0.1", prefix: 8 };
const eth0 = (address: string) => ({ name: "eth0", address, prefix: 24 });
const pod = [lo, eth0("10.244.0.2")];
const machine = [lo, eth0("192.168.77.11"), { name: "cni0", address: "10.244.0.1", prefix: 24 }];
const cables: readonly Cable[] = [{ name: "veth1234abcd", mac: "1e:a2:0a:f4:00:02", peer: "cni-1", address: "10.244.0.2" }];

function said(work: ReturnType<typeof iproute2>, interfaces: readonly object[]): string {
  let text = "";
  for (let step = work.next({ ok: true } as never); !step.done; ) {
    const call = step.value as { readonly call: string; readonly data?: string };
    text += call.data ?? "";
    step = work.next((call.call === "interfaces" ? { ok: true, interfaces } : { ok: true }) as never);
  }
  return text;
}

// The formats of iproute2 (ip/ipaddress.c, ip/iproute.c, ip/ipneigh.c, ip/iprule.c).
test.each<readonly [string, readonly object[], string]>([
  ["-br addr", machine, "lo               UNKNOWN        127.0.0.1/8 \neth0             UP             192.168.77.11/24 \ncni0             UP             10.244.0.1/24 \nveth1234abcd@if2 UP             \n"],
  ["-o -4 addr show eth0", machine, "2: eth0    inet 192.168.77.11/24 brd 192.168.77.255 scope global eth0\\       valid_lft forever preferred_lft forever\n"],
  ["link show veth1234abcd", machine, "4: veth1234abcd@if2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue master cni0 state UP group default \n    link/ether 1e:a2:0a:f4:00:02 brd ff:ff:ff:ff:ff:ff link-netns cni-1\n"],
  ["addr show eth0", pod, "2: eth0@if6: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default \n    link/ether 0a:58:0a:f4:00:02 brd ff:ff:ff:ff:ff:ff link-netnsid 0\n    inet 10.244.0.2/24 brd 10.244.0.255 scope global eth0\n       valid_lft forever preferred_lft forever\n"],
  ["r", machine, "default via 192.168.77.1 dev eth0 \n10.244.0.0/24 dev cni0 proto kernel scope link src 10.244.0.1 \n192.168.77.0/24 dev eth0 proto kernel scope link src 192.168.77.11 \n"],
  ["route get 10.244.0.2", machine, "10.244.0.2 dev cni0 src 10.244.0.1 uid 0 \n    cache \n"],
  ["route get 10.244.1.9", machine, "10.244.1.9 via 192.168.77.1 dev eth0 src 192.168.77.11 uid 0 \n    cache \n"],
  ["neigh", machine, "10.244.0.2 dev cni0 lladdr 0a:58:0a:f4:00:02 REACHABLE \n192.168.77.1 dev eth0 lladdr 0a:58:c0:a8:4d:01 REACHABLE \n"],
  ["addr show eth7", machine, 'Device "eth7" does not exist.\n'],
  ["tunnel", machine, 'Object "tunnel" is unknown, try "ip help".\n'],
])("ip %s", (line, interfaces, text) => expect(said(iproute2(line.split(" "), cables), interfaces)).toBe(text));

test("busybox's has words of its own", () => {
  expect(said(busyboxIp(["a", "show", "eth0"]), pod)).toBe("2: eth0@if6: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1500 qdisc noqueue \n    link/ether 0a:58:0a:f4:00:02 brd ff:ff:ff:ff:ff:ff\n    inet 10.244.0.2/24 brd 10.244.0.255 scope global eth0\n       valid_lft forever preferred_lft forever\n");
  expect(said(busyboxIp(["route"]), pod)).toBe("default via 10.244.0.1 dev eth0 \n10.244.0.0/24 dev eth0 scope link  src 10.244.0.2 \n");
});
