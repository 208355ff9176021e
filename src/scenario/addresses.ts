import { below, type Checks } from "./checks.ts";
import type { ScenarioNode } from "./scenario.ts";

const CONTROL_PLANE = { name: "control-plane", address: "192.168.77.10" } as const;
const WORKSTATION = { name: "workstation", address: "192.168.77.1" } as const;
const FIRST_WORKER = 11;

/** Ranges that no machine's own address may lie in. */
const TAKEN = [
  { range: "10.244.0.0/16", of: "pods" },
  { range: "10.96.0.0/12", of: "Services" },
  { range: "127.0.0.0/8", of: "loopback" },
  { range: "0.0.0.0/8", of: "no machine" },
  { range: "224.0.0.0/3", of: "no single machine" },
].map(({ range, of }) => ({ range, of, ...bitsOf(range) }));

/** Each node has a name and an address of its own: also beside the workstation, the control plane and those that take the defaults. */
export function checkDistinct(nodes: readonly ScenarioNode[], controlPlane: "none" | "node", pointer: string, checks: Checks): void {
  const names = new Map<string, string>([[WORKSTATION.name, "the machine that commands are typed on"]]);
  const addresses = new Map<string, string>([[WORKSTATION.address, "the workstation"]]);
  if (controlPlane === "node") {
    names.set(CONTROL_PLANE.name, "the control plane's node");
    addresses.set(CONTROL_PLANE.address, "the control plane's node");
  }
  for (const [i, { name, address = defaultAddress(i) }] of nodes.entries()) {
    const here = below(pointer, i);
    const called = names.get(name);
    if (called !== undefined) checks.refuse(below(here, "name"), called === "" ? `two nodes are called "${name}"` : `"${name}" is the name of ${called}`);
    else names.set(name, "");
    const holder = addresses.get(address);
    if (holder !== undefined) checks.refuse(below(here, "address"), `${address} is the address of ${holder} already`);
    else addresses.set(address, `the node "${name}"`);
    const within = TAKEN.find((range) => range.holds(address));
    if (within) checks.refuse(below(here, "address"), `${address} lies in ${within.range}, the range of ${within.of}`);
  }
}

const defaultAddress = (index: number): string => `192.168.77.${FIRST_WORKER + index}`;

function bitsOf(range: string): { holds(address: string): boolean } {
  const [base = "", length = "32"] = range.split("/");
  const prefix = numberOf(base) >>> (32 - Number(length));
  return { holds: (address) => numberOf(address) >>> (32 - Number(length)) === prefix };
}

function numberOf(address: string): number {
  return address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
