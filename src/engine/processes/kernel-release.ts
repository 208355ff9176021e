/** Simplified: every host runs the same kernel version. */
export const KERNEL = { release: "6.1.0-41-amd64", version: "#1 SMP PREEMPT_DYNAMIC Debian 6.1.158-1 (2025-11-09)", machine: "x86_64" } as const;
