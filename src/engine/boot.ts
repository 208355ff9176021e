import type { Node } from "../api/types.ts";
import type { Parts } from "./assembly.ts";
import { addonFiles, addonImages, installAddons } from "./bootstrap/addons/addons.ts";
import { bootstrapObjects } from "./bootstrap/bootstrap.ts";
import type { ResolvedNode } from "./bootstrap/nodes.ts";
import type { ClusterOptions } from "./cluster.ts";
import { SANDBOX_IMAGE } from "./images/pause/pause.ts";
import { nodeFileSystem } from "./kubelet/context.ts";
import { imagesInStatus } from "./kubelet/node-images.ts";
import { minorOf } from "./node-tools/era.ts";
import { nodeFiles } from "./node-tools/machine.ts";
import { WORKSTATION, WORKSTATION_ADDRESS, WORKSTATION_FILES } from "./workstation/host.ts";

/** Brings a cluster up as one that has been running for long: machines, objects, then everyone who watches them. */
export function bootCluster(parts: Parts, options: ClusterOptions, nodes: readonly ResolvedNode[]): void {
  const { server, network, processes, kubelets, workstation } = parts;
  network.setHost(WORKSTATION, { address: WORKSTATION_ADDRESS });
  for (const node of nodes) {
    network.setHost(node.name, { address: node.address, podCidr: node.podCIDR });
    processes.files.create(nodeFileSystem(node.name), { ...nodeFiles(node, nodes), ...addonFiles(options.spec, node) });
    processes.setHostname(node.name, node.name);
    parts.runtime(node.name).preload([...(node.images ?? []), ...addonImages(options.spec, node), SANDBOX_IMAGE]);
  }
  for (const object of bootstrapObjects(options.spec, options.seed, options.startsAtMs, (node) => imagesOn(parts, node.name))) server.install(object);
  installAddons(server, options.spec, options.seed, options.startsAtMs);
  for (const component of [parts.scheduler, parts.serviceAccounts, parts.rootCa, parts.namespaces, parts.podGC, parts.storage, parts.controllerManager]) component.start();
  parts.kubeProxy.start(parts.server.client({ name: "kube-proxy" }));
  kubelets.watchSources();
  for (const node of nodes) {
    kubelets.addNode(node.name, minorOf(node.release));
    server.renewals.start(node.name, parts.kernel.draw(`kubelet/${node.name}/lease`, 10_000));
  }
  parts.nodeServices.boot();
  workstation.boot(options.files ?? {});
  processes.files.write(WORKSTATION_FILES, "/etc/hosts", ["127.0.0.1\tlocalhost", `${WORKSTATION_ADDRESS}\t${WORKSTATION}`, ...nodes.map(({ name, address }) => `${address}\t${name}`), ""].join("\n"));
}

const imagesOn = ({ runtime }: Parts, node: string): NonNullable<Node["status"]["images"]> =>
  imagesInStatus(runtime(node).images());
