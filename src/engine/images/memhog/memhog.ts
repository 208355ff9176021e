import type { Program } from "../../processes/program.ts";
import type { Syscall } from "../../processes/syscall.ts";
import { busyboxExecutables, withExecutables } from "../base/executables.ts";
import { busyboxFiles } from "../base/files.ts";
import { imageDefaults, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { machine } from "../serving/machine.ts";

const MIB = 1024 * 1024;
const DEFAULT_MIB = 250;
/** How much is written between two looks, and how long that takes. */
const STEP_MIB = 50;
const STEP_MS = 20;

/** Takes the memory that it was asked for, step by step as pages are touched, and keeps it. */
const memhogProgram: Program = machine<null>({
  name: "memhog",
  begin: ({ argv }) => ({ data: null, acts: stepsTo(Number(argv[1] ?? DEFAULT_MIB) || DEFAULT_MIB), wait: { call: "pause" } }),
  onWake: (data) => ({ data, wait: { call: "pause" } }),
}) as Program;

function stepsTo(mib: number): readonly Syscall[] {
  const steps: Syscall[] = [];
  for (let have = Math.min(STEP_MIB, mib); ; have = Math.min(have + STEP_MIB, mib)) {
    steps.push({ call: "compute", ms: STEP_MS }, { call: "memory", bytes: have * MIB });
    if (have >= mib) return steps;
  }
}

export const memhog: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/library/memhog",
  tags: ["latest"],
  layers: () => [1_362_367],
  cmd: ["memhog"],
  files: sameFiles(busyboxFiles),
  executables: withExecutables(busyboxExecutables, { "/bin/memhog": "memhog" }),
  programs: [memhogProgram],
};
