import type { Command } from "../command.ts";
import { serverAddress, writeOut } from "../task.ts";

export const clusterInfoCommand: Command = {
  name: "cluster-info",
  short: "Display addresses of the control plane and services with label kubernetes.io/cluster-service=true",
  usage: "cluster-info [flags] [options]",
  *run() {
    yield* writeOut(`Kubernetes control plane is running at https://${serverAddress}\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n`);
    return 0;
  },
};
