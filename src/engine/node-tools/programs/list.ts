import type { Program } from "../../processes/program.ts";
import { nodeDaemon } from "../units.ts";
import { crictl } from "./crictl/crictl.ts";
import { kubarium } from "./kubarium.ts";
import { minikube } from "./minikube.ts";
import { ssh } from "./ssh.ts";

/** The programs of nodes and of the way to them. */
export const nodePrograms: readonly Program[] = [crictl, kubarium, minikube, nodeDaemon, ssh];
