/** What a node of the default profile has: 24581696 KiB. */
const NODE_KIBIBYTES = 24_581_696;

/** Text of /proc/meminfo: the node's memory, whatever a container's limit says, as in life. */
export function memoryInformation(): string {
  const line = (name: string, kibibytes: number): string => `${`${name}:`.padEnd(16)}${String(kibibytes).padStart(8)} kB\n`;
  return line("MemTotal", NODE_KIBIBYTES) + line("MemFree", NODE_KIBIBYTES - 4_000_000) + line("MemAvailable", NODE_KIBIBYTES - 2_000_000);
}
