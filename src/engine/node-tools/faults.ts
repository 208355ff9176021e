import type { Json } from "../../api/json.ts";
import type { ResolvedNode } from "../bootstrap/nodes.ts";
import type { NodeServicesDeps } from "./node-services.ts";
import type { FaultyComponent } from "./questions.ts";
import type { UnitManager } from "./unit-manager.ts";
import { runtimeUnit } from "./units.ts";

/** The kubelets, as far as their machines start and stop them. */
export interface KubeletSwitch {
  /** A kubelet begins anew: it knows nothing but what its disk, the runtime and the API server tell it. */
  start(node: string): void;
  /** It acts no more; what it has asked for is answered to nobody. */
  stop(node: string): void;
  isRunning(node: string): boolean;
}

export interface Faults {
  act(node: string, component: FaultyComponent, act: "stop" | "start"): Json;
}

/** What only a simulator can do to a machine: `kubarium node stop|start`. */
export function createFaults(deps: NodeServicesDeps, units: UnitManager): Faults {
  const { kernel, state, nodes, processes, network, kubelets } = deps;
  const faultOf = (node: string) => state.faults.get(node) ?? { power: true, network: true };
  const put = (node: string, change: Partial<ReturnType<typeof faultOf>>): void => void state.faults.set(node, kernel.freeze({ ...faultOf(node), ...change }));

  function setPower(node: ResolvedNode, on: boolean): void {
    const { name } = node;
    put(name, { power: on });
    if (on) {
      units.startAll(name);
      network.setUp(name, faultOf(name).network);
      return;
    }
    kubelets.stop(name);
    deps.renewals().stop(name);
    units.lost(name);
    network.setUp(name, false);
    deps.runtime(name).powerOff();
    for (const { key } of processes.ofHost(name)) processes.signal(key, "KILL");
  }

  /** Simplified: a node that is cut off does not learn of changes and cannot report; its kubelet looks at everything anew once it is connected again. */
  function setNetwork(node: string, up: boolean): void {
    put(node, { network: up });
    network.setUp(node, up && faultOf(node).power);
    if (!faultOf(node).power || !units.isActive(node, "kubelet")) return;
    if (up) units.reached(node);
    else {
      kubelets.stop(node);
      deps.renewals().stop(node);
    }
  }

  return {
    act(name, component, act) {
      const node = nodes.find((each) => each.name === name);
      if (!node) return { error: `there is no node ${JSON.stringify(name)}: ${nodes.map((each) => each.name).join(", ")}` };
      const on = act === "start";
      const { power, network: connected } = faultOf(name);
      if (component === "power") {
        if (power === on) return { done: `node/${name} is ${on ? "already running" : "already off"}` };
        setPower(node, on);
        return { done: on ? `node/${name} is on: its kubelet starts the pods again` : `node/${name} has no power: every process there is gone` };
      }
      if (!power) return { error: `node/${name} has no power` };
      if (component === "network") {
        if (connected === on) return { done: `node/${name} is ${on ? "already connected" : "already cut off"}` };
        setNetwork(name, on);
        return { done: on ? `node/${name} is connected again` : `node/${name} is cut off: its pods run on, and nobody hears of them` };
      }
      const unit = component === "kubelet" ? "kubelet" : runtimeUnit(node);
      if (units.isActive(name, unit) === on) return { done: `${unit} on node/${name} is ${on ? "already running" : "already stopped"}` };
      if (on) units.start(name, unit);
      else units.stop(name, unit);
      return { done: `${unit} on node/${name} ${on ? "started" : "stopped"}` };
    },
  };
}
