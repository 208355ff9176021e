/**
 * Shortens a name in its middle, so that names which differ at the end (as those of one ReplicaSet do) still differ: what
 * follows the last dash stays whole where it can. "web-6d5f9c7b48-2kqzv" in 12 becomes "web-6…-2kqzv".
 */
export function elideMiddle(name: string, characters: number): string {
  const letters = [...name];
  if (letters.length <= characters) return name;
  if (characters <= 1) return letters.at(-1) ?? "";
  const dash = letters.lastIndexOf("-");
  const suffix = dash > 0 ? letters.length - dash : 0;
  const tail = suffix === 0 ? Math.ceil((characters - 1) / 2) : Math.min(suffix, characters - 2);
  return `${letters.slice(0, characters - 1 - tail).join("")}…${letters.slice(letters.length - tail).join("")}`;
}

/** The name of a pod of the cluster's own where there is little room: without the node or the random end that every node repeats. */
export function stemOf(name: string, owner: string, node: string): string {
  if (node !== "" && name.endsWith(`-${node}`)) return name.slice(0, -node.length - 1);
  const ownerName = owner.slice(owner.indexOf("/") + 1);
  if (ownerName === "" || !name.startsWith(`${ownerName}-`)) return name;
  return owner.startsWith("ReplicaSet/") ? ownerName.replace(/-[a-z0-9]{6,10}$/, "") : ownerName;
}
