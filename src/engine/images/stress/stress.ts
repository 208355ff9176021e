import type { ProcessContext, Program } from "../../processes/program.ts";
import type { Syscall } from "../../processes/syscall.ts";
import { alpineExecutables, withExecutables } from "../base/executables.ts";
import { alpineFiles } from "../base/files.ts";
import { imageDefaults, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { machine, say } from "../serving/machine.ts";

const UNITS: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
const DEFAULT_BYTES = 256 * 1024 ** 2;
/** How long the touching of 50 MiB takes. */
const STEP_BYTES = 50 * 1024 ** 2;
const STEP_MS = 20;
const SPIN_MS = 1000;

const option = (context: ProcessContext, ...names: readonly string[]): string | undefined => {
  const index = context.argv.findIndex((argument) => names.includes(argument));
  return index < 0 ? undefined : context.argv[index + 1];
};

function bytesOf(text: string | undefined): number {
  const match = /^(\d+)([bkmg]?)$/i.exec(text ?? "");
  return match ? Number(match[1]) * (UNITS[(match[2] ?? "").toLowerCase()] ?? 1) : DEFAULT_BYTES;
}

/** `stress --vm 1 --vm-bytes 150M --vm-hang 1` takes memory and holds it; `--cpu 2` and `-cpus 2` burn. */
const stressProgram: Program = machine<{ readonly burns: boolean }>({
  name: "stress",
  begin(context) {
    const vm = Number(option(context, "--vm", "-m") ?? 0);
    const cpus = Number(option(context, "--cpu", "-c", "-cpus") ?? 0);
    const acts: Syscall[] = [say(`stress: info: [1] dispatching hogs: ${cpus} cpu, 0 io, ${vm} vm, 0 hdd`)];
    const wanted = vm * bytesOf(option(context, "--vm-bytes"));
    for (let have = 0; have < wanted; ) {
      have = Math.min(have + STEP_BYTES, wanted);
      acts.push({ call: "compute", ms: STEP_MS }, { call: "memory", bytes: have });
    }
    return { data: { burns: cpus > 0 }, acts, wait: cpus > 0 ? { call: "compute", ms: SPIN_MS } : { call: "pause" } };
  },
  onWake: (data) => ({ data, wait: data.burns ? { call: "compute", ms: SPIN_MS } : { call: "pause" } }),
}) as Program;

export const stress: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/polinux/stress",
  tags: ["latest", "1.0.4"],
  layers: () => [4_041_000],
  files: sameFiles(alpineFiles),
  executables: withExecutables(alpineExecutables, { "/usr/local/bin/stress": "stress" }),
  programs: [stressProgram],
};
export const vishStress: ImageDefinition = { ...stress, repository: "docker.io/vish/stress", tags: ["latest"], entrypoint: ["/usr/local/bin/stress"] };
