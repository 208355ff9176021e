import type { Program } from "../../processes/program.ts";
import { nodeDaemon } from "../units.ts";
import { crictl } from "./crictl/crictl.ts";
import { ctr } from "./ctr.ts";
import { docker } from "./docker/docker.ts";
import { kubarium } from "./kubarium/kubarium.ts";
import { kubeletBinary } from "./kubelet-binary.ts";
import { minikube } from "./minikube.ts";
import { iptables, nodeIp } from "./network.ts";
import { ssh } from "./ssh.ts";
import { sudo } from "./sudo.ts";
import { journalctl, systemctl } from "./systemctl.ts";

/** The programs of nodes and of the way to them. */
export const nodePrograms: readonly Program[] = [crictl, ctr, docker, iptables, journalctl, kubarium, kubeletBinary, minikube, nodeDaemon, nodeIp, ssh, sudo, systemctl];
