import { centosExecutables, tools, withExecutables } from "../images/base/executables.ts";
import { bookworm, debianFiles } from "../images/base/files.ts";
import type { ProcessSpec, StreamTarget } from "../processes/process-table.ts";

/** The machine that a person types on. */
export const WORKSTATION = "workstation";
export const HOME = "/root";
/** Where the scenario's files are. */
export const WORKING_DIRECTORY = "/root";
export const WORKSTATION_FILES = "host/workstation";
export const WORKSTATION_ADDRESS = "192.168.77.1";

export const workstationFiles = debianFiles(bookworm);

/** Everyday tools, and kubectl. */
const executables = withExecutables(centosExecutables, {
  "/usr/local/bin/kubectl": "kubectl",
  "/usr/local/bin/kubarium": "kubarium",
  "/usr/local/bin/minikube": "minikube",
  "/usr/bin/ssh": "ssh",
  "/usr/bin/docker": "docker",
  "/usr/bin/sudo": "sudo",
  "/usr/bin/crictl": "crictl",
  ...tools({ "/usr/bin/jq": "jq", "/usr/bin/more": "more", "/usr/bin/nslookup": "nslookup", "/usr/bin/watch": "watch", "/usr/bin/wget": "wget" }),
});

/** A shell that is given whole lines through `prompt`; what it runs reads the keys of its terminal. */
export function shellSpec(session: string, cwd: string, namespace: string, output: (stream: "stdout" | "stderr") => StreamTarget): Omit<ProcessSpec, "onExit"> {
  return {
    host: WORKSTATION,
    namespaces: { net: WORKSTATION, ipc: WORKSTATION, uts: WORKSTATION, pid: WORKSTATION, mnt: WORKSTATION, user: WORKSTATION, cgroup: WORKSTATION },
    root: { fs: WORKSTATION_FILES, path: "/", readOnly: false },
    mounts: [],
    argv: ["bash", "--session"],
    program: "bash",
    env: {
      HOME,
      PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      USER: "root",
      SHELL: "/bin/bash",
      TERM: "xterm-256color",
      LANG: "C.UTF-8",
      KUBARIUM_NAMESPACE: namespace,
      PWD: cwd,
    },
    cwd,
    uid: 0,
    gid: 0,
    cgroup: `/${WORKSTATION}/${session}`,
    executables,
    programs: [],
    settings: { flavor: "gnu", session: true },
    stdin: { kind: "pipe" },
    stdout: output("stdout"),
    stderr: output("stderr"),
    tty: true,
    echoRecorded: false,
  };
}
