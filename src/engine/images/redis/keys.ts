/** What a Redis remembers: keys and their texts. */
export type Keys = Readonly<Record<string, string>>;

export interface Done {
  readonly keys: Keys;
  /** As redis-cli prints it to a pipe, without the newline at the end. */
  readonly reply: string;
}

/** Simplified: Redis keeps texts alone: no lists, sets or hashes, and nothing expires. */
export function execute(keys: Keys, argv: readonly string[], config: Readonly<Record<string, string>>): Done {
  const [name = "", first = "", second = ""] = argv;
  const same = (reply: string): Done => ({ keys, reply });
  switch (name.toLowerCase()) {
    case "ping": return same(first === "" ? "PONG" : first);
    case "echo": return same(first);
    case "set": return { keys: { ...keys, [first]: second }, reply: "OK" };
    case "get": return same(keys[first] ?? "");
    case "exists": return same(Object.hasOwn(keys, first) ? "1" : "0");
    case "incr": return increased(keys, first, 1);
    case "decr": return increased(keys, first, -1);
    case "incrby": return increased(keys, first, Number(second));
    case "append": return { keys: { ...keys, [first]: `${keys[first] ?? ""}${second}` }, reply: String(`${keys[first] ?? ""}${second}`.length) };
    case "del": return { keys: Object.fromEntries(Object.entries(keys).filter(([key]) => !argv.includes(key))), reply: String(argv.slice(1).filter((key) => Object.hasOwn(keys, key)).length) };
    case "keys": return same(Object.keys(keys).filter((key) => globOf(first).test(key)).sort().join("\n"));
    case "dbsize": return same(String(Object.keys(keys).length));
    case "flushall": case "flushdb": return { keys: {}, reply: "OK" };
    case "select": return same("OK");
    case "config": return first.toLowerCase() === "get" ? same(Object.hasOwn(config, second.toLowerCase()) ? `${second.toLowerCase()}\n${config[second.toLowerCase()]}` : "") : same("OK");
    case "role": return same("master\n0\n");
    case "info": return same("# Replication\r\nrole:master\r\nconnected_slaves:0");
    default: return same(`ERR unknown command '${name}', with args beginning with: ${argv.slice(1).map((each) => `'${each}' `).join("")}`);
  }
}

function increased(keys: Keys, key: string, by: number): Done {
  const value = Number(keys[key] ?? 0) + by;
  return Number.isSafeInteger(value) ? { keys: { ...keys, [key]: String(value) }, reply: String(value) } : { keys, reply: "ERR value is not an integer or out of range" };
}

const globOf = (pattern: string): RegExp => new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*+/g, ".*").replace(/\?/g, ".")}$`);

/** "2mb" -> "2097152", as CONFIG GET prints sizes. */
function normal(value: string): string {
  const match = /^(\d+)(b|k|kb|m|mb|g|gb)$/i.exec(value);
  const units: Readonly<Record<string, number>> = { b: 1, k: 1000, kb: 1024, m: 1_000_000, mb: 1_048_576, g: 1_000_000_000, gb: 1_073_741_824 };
  return match ? String(Number(match[1]) * (units[(match[2] ?? "").toLowerCase()] ?? 1)) : value;
}

/** What CONFIG GET answers: the defaults that tutorials look at, and what the configuration file says. */
export function configOf(file: string | undefined): Readonly<Record<string, string>> {
  const own = (file ?? "").split("\n").flatMap((line) => {
    const [, key, value] = /^\s*([\w-]+)\s+(.*\S)\s*$/.exec(line) ?? [];
    return key !== undefined && value !== undefined && !line.trimStart().startsWith("#") ? [[key.toLowerCase(), normal(value.replace(/^"(.*)"$/, "$1"))]] : [];
  });
  return { maxmemory: "0", "maxmemory-policy": "noeviction", appendonly: "no", save: "3600 1 300 100 60 10000", port: "6379", ...(Object.fromEntries(own) as Record<string, string>) };
}
