import process from "node:process";

/** CPU time of this process (user and system, all its threads) that `work` took, in milliseconds. */
export function cpuMs<T>(work: () => T): { readonly cpuMs: number; readonly value: T } {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000, value };
}
