/** What a machine of the world is made of. */
export interface Hardware {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  /** What of its CPUs pods may have. */
  readonly allocatableCpuMilli: number;
}

/** As of a node that says nothing. */
export const DEFAULT_HARDWARE: Hardware = { cpuMilli: 2000, memoryBytes: 24_581_696 * 1024, diskBytes: 264_212_084 * 1024, allocatableCpuMilli: 2000 };

const OWN_MEMORY_BYTES = 1024 ** 3;
const OWN_PART = 16;

/** What the system itself, the kubelet and the runtime take. Simplified: a node's own system always takes a gibibyte of its memory, or a sixteenth where it is small. */
export const systemMemoryBytes = ({ memoryBytes }: Hardware): number => Math.min(OWN_MEMORY_BYTES, Math.floor(memoryBytes / OWN_PART));
