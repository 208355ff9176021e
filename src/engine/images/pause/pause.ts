import type { ImageDefinition } from "../image.ts";
import { imageDefaults, sameFiles } from "../base/image-defaults.ts";
import { scratchFiles } from "../base/files.ts";
import { catchSignal, complain, exit, machine, say } from "../serving/machine.ts";

/** The sandbox image that containerd 2.1 starts for every pod. */
export const SANDBOX_IMAGE = "registry.k8s.io/pause:3.10.1";

const SIGNAL_NAMES: Readonly<Record<string, string>> = { INT: "Interrupt", TERM: "Terminated" };

// Mirrors build/pause/linux/pause.c: INT and TERM end it with 0; otherwise it waits for ever.
export const pauseProgram = machine<null>({
  name: "pause",
  begin: (context) => ({
    data: null,
    acts: [
      ...(context.pidInNamespace === 1 ? [] : [complain("Warning: pause should be the first process")]),
      catchSignal("INT"),
      catchSignal("TERM"),
      catchSignal("CHLD"),
    ],
    wait: { call: "pause" },
  }),
  onSignal: (data, signal) =>
    signal === "CHLD"
      ? { data, acts: [{ call: "wait", pid: -1, nohang: true }], wait: { call: "pause" } }
      : { data, acts: [say(`Shutting down, got signal: ${SIGNAL_NAMES[signal] ?? signal}`), exit(0)], wait: { call: "pause" } },
  onWake: (data) => ({ data, wait: { call: "pause" } }),
});

export const pause: ImageDefinition = {
  ...imageDefaults,
  repository: "registry.k8s.io/pause",
  tags: ["3.1", "3.2", "3.3", "3.4.1", "3.5", "3.6", "3.7", "3.8", "3.9", "3.10", "3.10.1", "3.10.2", "latest"],
  layers: () => [320_448],
  entrypoint: ["/pause"],
  uid: 65535,
  files: sameFiles(scratchFiles),
  executables: { "/pause": "pause" },
  programs: [pauseProgram as ImageDefinition["programs"][number]],
};
