import type { ProcessContext } from "../program.ts";

/** A user's or group's name by its number, from /etc/passwd or /etc/group; undefined = none has it. */
export function nameOfId(context: ProcessContext, file: "passwd" | "group", id: number): string | undefined {
  for (const line of (context.files.read(`/etc/${file}`) ?? "").split("\n")) {
    const [name, , number] = line.split(":");
    if (name && Number(number) === id && number !== "") return name;
  }
  return undefined;
}

export function idOfName(context: ProcessContext, file: "passwd" | "group", name: string): number | undefined {
  const line = (context.files.read(`/etc/${file}`) ?? "").split("\n").find((each) => each.startsWith(`${name}:`));
  return line === undefined ? undefined : Number(line.split(":")[2]);
}

/** The group that /etc/passwd gives a user. */
export function groupOfUser(context: ProcessContext, name: string): number | undefined {
  const line = (context.files.read("/etc/passwd") ?? "").split("\n").find((each) => each.startsWith(`${name}:`));
  return line === undefined ? undefined : Number(line.split(":")[3]);
}

export const userName = (context: ProcessContext, uid: number): string => nameOfId(context, "passwd", uid) ?? (uid === 0 ? "root" : String(uid));
export const groupName = (context: ProcessContext, gid: number): string => nameOfId(context, "group", gid) ?? (gid === 0 ? "root" : String(gid));
