import { scripted } from "../scripted.ts";
import { readOptions } from "./options.ts";
import { err, out } from "./script.ts";
import { refuseOption } from "./usage.ts";
import { groupOfUser, idOfName, nameOfId } from "./users.ts";

export const id = scripted("id", function* (context) {
  const options = readOptions(context.argv.slice(1), "ugGnr");
  if (!options.ok) return yield* refuseOption(context, "id", options, "[-ugGnr] [USER]");
  const [user] = options.operands;
  const uid = user === undefined ? context.uid : idOfName(context, "passwd", user);
  if (uid === undefined) {
    yield* err(`id: ${user === undefined ? "" : `unknown user ${user}`}\n`);
    return 1;
  }
  const gid = user === undefined ? context.gid : (groupOfUser(context, user) ?? uid);
  const named = (file: "passwd" | "group", number: number): string => {
    const name = nameOfId(context, file, number);
    return name === undefined ? String(number) : `${number}(${name})`;
  };
  if (options.has("u") || options.has("g") || options.has("G")) {
    if (options.has("G")) {
      const all = [...new Set([gid, ...(user === undefined ? context.groups : [])])].sort((a, b) => a - b);
      yield* out(`${all.map((number) => (options.has("n") ? (nameOfId(context, "group", number) ?? String(number)) : number)).join(" ")}\n`);
      return 0;
    }
    const file = options.has("u") ? "passwd" : "group";
    const number = options.has("u") ? uid : gid;
    yield* out(`${options.has("n") ? (nameOfId(context, file, number) ?? String(number)) : number}\n`);
    return 0;
  }
  // A process that containerd started has its own group among the others.
  const others = user === undefined ? context.groups.filter((group) => group !== gid) : [];
  const groups = user === undefined || uid === 0 ? ` groups=${[gid, ...others].sort((a, b) => a - b).map((group) => named("group", group)).join(",")}` : "";
  yield* out(`uid=${named("passwd", uid)} gid=${named("group", gid)}${groups}\n`);
  return 0;
});

export const whoami = scripted("whoami", function* (context) {
  const name = nameOfId(context, "passwd", context.uid);
  if (name === undefined) {
    yield* err(`whoami: unknown uid ${context.uid}\n`);
    return 1;
  }
  yield* out(`${name}\n`);
  return 0;
});
