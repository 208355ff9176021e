/** One rule of a chain, as iptables tells of it. */
export interface FilterRule {
  readonly chain: string;
  /** "10.244.1.7/32", "!10.244.0.0/16" for all others; absent = anywhere. */
  readonly source?: string;
  readonly destination?: string;
  readonly protocol?: string;
  readonly matches: readonly Match[];
  readonly target: string;
  /** What the target is told: as saved, and as listed. */
  readonly told?: Match;
}
/** A match in the words of iptables-save and in those of iptables -L. */
export type Match = readonly [saved: string, listed: string];

// Mirrors xtables_save_string (iptables, libxtables/xtables.c): only plain words stand without quotes.
export const comment = (text: string): Match => [`-m comment --comment ${/^[\w-]+$/.test(text) ? text : JSON.stringify(text)}`, `/* ${text} */`];
export const destinationPort = (protocol: string, port: number): Match => [`-m ${protocol} --dport ${port}`, `${protocol} dpt:${port}`];

const address = (flag: string, value: string | undefined): readonly string[] => (value === undefined ? [] : value.startsWith("!") ? [`! ${flag} ${value.slice(1)}`] : [`${flag} ${value}`]);

/** As iptables-save and iptables -S write it: addresses and protocol first, then the matches in their order. */
export function savedRule({ chain, source, destination, protocol, matches, target, told }: FilterRule): string {
  const parts = [...address("-s", source), ...address("-d", destination), ...(protocol === undefined ? [] : [`-p ${protocol}`]), ...matches.map(([saved]) => saved), `-j ${target}`, ...(told ? [told[0]] : [])];
  return `-A ${chain} ${parts.join(" ")}`;
}

/** As iptables -L lists it. */
export function listedRule({ source, destination, protocol = "all", matches, target, told }: FilterRule, anywhere: string): string {
  const place = (value: string | undefined): string => {
    const bare = (value ?? anywhere).replace(/^!/, "").replace(/\/32$/, "");
    return `${value?.startsWith("!") ? "!" : " "}${bare.padEnd(19)}`;
  };
  const words = [...matches.map(([, listed]) => listed), ...(told ? [told[1]] : [])].filter((word) => word !== "").join(" ");
  return `${target.padEnd(9)}  ${protocol.padEnd(4)} -- ${place(source)} ${place(destination)} ${words === "" ? "" : ` ${words}`}`;
}
