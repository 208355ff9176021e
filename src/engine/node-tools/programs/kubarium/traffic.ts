import { parseGoDuration } from "../../../../api/durations.ts";
import { err, type Part } from "../../../processes/applets/script.ts";

export const TRAFFIC_USAGE = `  kubarium traffic URL [--every 200ms] [--for 30s]
Sends one request after the other from here, prints each one that fails, and counts them at the end.
`;

const DEFAULT_EVERY_MS = 200;
const DEFAULT_FOR_MS = 30_000;
/** So that nobody waits for ever, nor floods the world. */
const LEAST_EVERY_MS = 10;
const LONGEST_MS = 3_600_000;

// As many as fit into the time, and none after it: one that is not answered takes two seconds. Every request is curl's, so that what fails says why in its words.
const SCRIPT = `
good=0; bad=0; i=0; end=$(( $(date +%s) + $4 ))
while [ $i -lt "$2" ] && [ $(date +%s) -le $end ]; do
  said=$(curl -sS -o /dev/null -m 2 -w '%{http_code}' "$1" 2>&1)
  case "$said" in
    2??|3??) good=$((good+1));;
    *) bad=$((bad+1)); echo "$(date +%T) \${said%000}";;
  esac
  i=$((i+1)); sleep "$3"
done
echo "$((good+bad)) requests: $good answered, $bad failed"
[ $bad -eq 0 ]
`;

/** Requests at an even pace, by a shell of its own. */
export function* sendTraffic(words: readonly string[]): Part<number> {
  const asked = readTraffic(words);
  if (typeof asked === "string") {
    yield* err(`kubarium traffic: ${asked}\n${TRAFFIC_USAGE}`);
    return 2;
  }
  const { url, everyMs, forMs } = asked;
  const started = yield { call: "spawn", argv: ["sh", "-c", SCRIPT, "traffic", url, String(Math.ceil(forMs / everyMs)), String(everyMs / 1000), String(Math.ceil(forMs / 1000))], program: "sh", fds: { 0: 0, 1: 1, 2: 2 } };
  if (!started.ok) return 1;
  let ended = yield { call: "wait", pid: started.pid ?? -1 };
  while (!ended.ok && ended.errno === "EINTR") ended = yield { call: "wait", pid: started.pid ?? -1 };
  return ended.ok ? (ended.status ?? 0) : 1;
}

interface Traffic {
  readonly url: string;
  readonly everyMs: number;
  readonly forMs: number;
}

const msOf = (text: string): number | undefined => {
  const read = parseGoDuration(text);
  return read.ok ? read.ms : undefined;
};

function readTraffic(words: readonly string[]): Traffic | string {
  const valueOf = (flag: string): string | undefined => {
    const at = words.indexOf(flag);
    return words.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1) ?? (at >= 0 ? (words[at + 1] ?? "") : undefined);
  };
  const taken = new Set(["--every", "--for"].flatMap((flag) => (words.includes(flag) ? [words.indexOf(flag) + 1] : [])));
  const urls = words.filter((word, index) => !word.startsWith("-") && !taken.has(index));
  if (urls.length !== 1) return "name one URL";
  const [every, length] = [valueOf("--every"), valueOf("--for")];
  const everyMs = every === undefined ? DEFAULT_EVERY_MS : msOf(every);
  const forMs = length === undefined ? DEFAULT_FOR_MS : msOf(length);
  if (everyMs === undefined || everyMs < LEAST_EVERY_MS) return `--every is a duration from 10ms, not ${JSON.stringify(every)}`;
  if (forMs === undefined || forMs <= 0 || forMs > LONGEST_MS) return `--for is a duration up to 1h, not ${JSON.stringify(length)}`;
  return { url: urls[0]!, everyMs, forMs };
}
