import { err, out, type Part } from "../../processes/applets/script.ts";
import { scripted } from "../../processes/scripted.ts";
import { clockOf, DAYS } from "../../processes/applets/dates.ts";
import type { ProcessContext } from "../../processes/program.ts";
import type { UnitReport } from "../unit-manager.ts";
import { ask, copyStream, errorIn } from "./ask.ts";

const two = (n: number): string => String(n).padStart(2, "0");

function stamp(unixMs: number): string {
  const { year, month, day, hour, minute, second } = clockOf(unixMs);
  const weekday = DAYS[(((Math.floor(unixMs / 86_400_000) + 4) % 7) + 7) % 7];
  return `${weekday} ${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)} UTC`;
}

// Mirrors format_timespan (systemd src/basic/time-util.c) for the spans that are seen here.
function span(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}min${seconds % 60 > 0 ? ` ${seconds % 60}s` : ""}`;
  const hours = Math.floor(seconds / 3600);
  if (hours < 24) return `${hours}h${Math.floor((seconds % 3600) / 60) > 0 ? ` ${Math.floor((seconds % 3600) / 60)}min` : ""}`;
  return `${Math.floor(hours / 24)} day${hours >= 48 ? "s" : ""}`;
}

const bare = (unit: string): string => unit.replace(/\.service$/, "").replace(/^sshd$/, "ssh");
const LIST_COLUMN = 26;

export const systemctl = scripted("systemctl", function* (context) {
  const words = context.argv.slice(1).filter((word) => !/^(--no-pager|-l|--full|--now|--quiet|-q|--all|-a|--type=service|-t|service)$/.test(word));
  const [command = "list-units", ...names] = words;
  const units = (yield* ask({ ask: "units" })) as unknown as readonly UnitReport[];
  if (errorIn(units as never) !== undefined || !Array.isArray(units)) {
    yield* err("System has not been booted with systemd as init system (PID 1). Can't operate.\n");
    return 1;
  }
  switch (command) {
    case "status":
      return yield* status(context, units, names);
    case "start":
    case "stop":
    case "restart":
    case "try-restart":
      return yield* act(units, command === "try-restart" ? "restart" : command, names);
    case "is-active": {
      const found = names.map((name) => units.find((unit) => unit.name === bare(name))?.active ?? "inactive");
      yield* out(found.map((each) => `${each}\n`).join(""));
      return found.every((each) => each === "active") ? 0 : 3;
    }
    case "is-enabled":
      yield* out(names.map((name) => (units.some((unit) => unit.name === bare(name)) ? "enabled\n" : "")).join(""));
      return 0;
    case "list-units":
    case "list-unit-files":
      yield* out(`  ${"UNIT".padEnd(LIST_COLUMN)} LOAD   ACTIVE   SUB     DESCRIPTION\n`);
      yield* out(units.map(({ name, active, description }) => `  ${`${name}.service`.padEnd(LIST_COLUMN)} loaded ${active.padEnd(8)} ${(active === "active" ? "running" : "dead").padEnd(7)} ${description}\n`).join(""));
      return 0;
    case "cat": {
      const unit = units.find(({ name }) => name === bare(names[0] ?? ""));
      if (!unit) return yield* notFound(names[0] ?? "");
      yield* out(`# ${unit.file}\n[Unit]\nDescription=${unit.description}\nDocumentation=${unit.documentation}\n\n[Service]\nExecStart=${unit.argv.join(" ")}\nRestart=always\n\n[Install]\nWantedBy=multi-user.target\n`);
      return 0;
    }
    case "daemon-reload":
    case "reset-failed":
      return 0;
    case "enable":
    case "disable":
    case "mask":
    case "reboot":
    case "poweroff":
      yield* err(`systemctl ${command} is not simulated${command === "reboot" || command === "poweroff" ? `: on the workstation: kubarium node stop ${context.hostname}` : ""}\n`);
      return 1;
    default:
      yield* err(`Unknown command verb '${command}'.\n`);
      return 1;
  }
});

function* notFound(name: string): Part<number> {
  yield* err(`Unit ${bare(name)}.service could not be found.\n`);
  return 4;
}

function* act(units: readonly UnitReport[], what: "start" | "stop" | "restart", names: readonly string[]): Part<number> {
  if (names.length === 0) {
    yield* err("Too few arguments.\n");
    return 1;
  }
  let code = 0;
  for (const name of names) {
    if (units.some((unit) => unit.name === bare(name))) yield* ask({ ask: "unit", unit: bare(name), act: what });
    else {
      yield* err(what === "stop" ? `Failed to stop ${bare(name)}.service: Unit ${bare(name)}.service not loaded.\n` : `Failed to ${what} ${bare(name)}.service: Unit ${bare(name)}.service not found.\n`);
      code = 5;
    }
  }
  return code;
}

function* status(context: ProcessContext, units: readonly UnitReport[], names: readonly string[]): Part<number> {
  const answer = yield { call: "now" };
  const now = answer.ok ? (answer.number ?? 0) : 0;
  if (names.length === 0) {
    yield* out(`● ${context.hostname}\n    State: ${units.every(({ active }) => active === "active") ? "running" : "degraded"}\n    Units: ${units.length} loaded (incl. loaded aliases)\n     Jobs: 0 queued\n   Failed: ${units.filter(({ active }) => active === "failed").length} units\n`);
    return 0;
  }
  let code = 0;
  for (const name of names) {
    const unit = units.find((each) => each.name === bare(name));
    if (!unit) {
      code = yield* notFound(name);
      continue;
    }
    const running = unit.active === "active";
    const since = `since ${stamp(context.startsAtMs + unit.sinceMs)}; ${span(now - unit.sinceMs)} ago`;
    const ended = unit.how === "" ? "" : unit.how === "killed" ? ` (code=killed, signal=${unit.code === 9 ? "KILL" : unit.code === 15 ? "TERM" : unit.code})` : ` (code=exited, status=${unit.code}/${unit.code === 0 ? "SUCCESS" : "FAILURE"})`;
    const state = running ? "active (running)" : unit.active === "activating" ? `activating (auto-restart)${unit.code === 0 ? "" : ` (Result: ${unit.how === "killed" ? "signal" : "exit-code"})`}` : "inactive (dead)";
    yield* out(`${running ? "●" : "○"} ${unit.name}.service - ${unit.description}\n     Loaded: loaded (${unit.file}; enabled; preset: enabled)\n     Active: ${state} ${since}\n       Docs: ${unit.documentation}\n`);
    if (running) yield* out(`   Main PID: ${unit.pid} (${(unit.argv[0] ?? "").replace(/^.*\//, "").slice(0, 15).replace(/:.*$/, "")})\n     Memory: ${(unit.residentBytes / 1024 / 1024).toFixed(1)}M\n     CGroup: /system.slice/${unit.name}.service\n             └─${unit.pid} ${unit.argv.join(" ")}\n`);
    else yield* out(`    Process: ${unit.argv[0]}${ended}\n`);
    const lines = yield* ask({ ask: "journal", unit: unit.name });
    yield* out(`\n${(lines as { readonly lines?: readonly { readonly text: string }[] }).lines?.slice(-10).map(({ text }) => `${text}\n`).join("") ?? ""}`);
    code = running ? code : 3;
  }
  return code;
}

const SECONDS: Readonly<Record<string, number>> = { second: 1, seconds: 1, sec: 1, s: 1, minute: 60, minutes: 60, min: 60, m: 60, hour: 3600, hours: 3600, h: 3600, day: 86_400, days: 86_400, d: 86_400 };

/** "5 min ago", "10m ago", "-30s", "2026-01-01 00:00:10", "today". Undefined = not understood. */
export function sinceMs(text: string, nowMs: number, startsAtMs: number): number | undefined {
  const relative = /^-?(\d+) ?([a-z]+)( ago)?$/.exec(text.trim());
  const unit = relative ? SECONDS[relative[2] ?? ""] : undefined;
  if (relative && unit !== undefined) return nowMs - Number(relative[1]) * unit * 1000;
  const dayMs = 86_400_000;
  if (text === "today") return Math.floor((startsAtMs + nowMs) / dayMs) * dayMs - startsAtMs;
  if (text === "now") return nowMs;
  const absolute = /^(?:(\d{4})-(\d\d)-(\d\d)[ T]?)?(?:(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text);
  if (!absolute || text === "") return undefined;
  const today = clockOf(startsAtMs + nowMs);
  const [year, month, day] = absolute[1] === undefined ? [today.year, today.month, today.day] : [Number(absolute[1]), Number(absolute[2]), Number(absolute[3])];
  return daysUpTo(year, month, day) * dayMs + (Number(absolute[4] ?? 0) * 3600 + Number(absolute[5] ?? 0) * 60 + Number(absolute[6] ?? 0)) * 1000 - startsAtMs;
}

/** Days from 1970-01-01. */
function daysUpTo(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

export const journalctl = scripted("journalctl", function* (context) {
  const words = context.argv.slice(1);
  let unit = "";
  let tail: number | undefined;
  let since: string | undefined;
  let until: string | undefined;
  let [follow, reversed, plain] = [false, false, false];
  while (words.length > 0) {
    const word = words.shift() ?? "";
    const [flag = "", attached] = word.startsWith("--") ? word.split(/=(.*)/s) : [word];
    const value = (): string => attached ?? words.shift() ?? "";
    if (flag === "-u" || flag === "--unit") unit = value();
    else if (flag === "-n" || flag === "--lines") tail = attached === undefined && !/^\d+$/.test(words[0] ?? "") ? 10 : Number(value());
    else if (/^-n\d+$/.test(flag)) tail = Number(flag.slice(2));
    else if (/^-u./.test(flag)) unit = flag.slice(2);
    else if (flag === "-S" || flag === "--since") since = value();
    else if (flag === "-U" || flag === "--until") until = value();
    else if (flag === "-f" || flag === "--follow") follow = true;
    else if (/^-[fxre]+$/.test(flag)) {
      follow ||= flag.includes("f");
      reversed ||= flag.includes("r");
      if (flag.includes("e") && tail === undefined) tail = 1000;
    } else if (flag === "-o" || flag === "--output") plain = value() === "cat";
    else if (flag === "--reverse") reversed = true;
    else if (flag === "-b" || flag === "--no-pager" || flag === "-xe" || flag === "-a" || flag === "-q" || flag === "--pager-end" || flag === "--no-hostname") continue;
    else if (flag.startsWith("-")) {
      yield* err(`journalctl: unrecognized option '${flag}'\n`);
      return 1;
    }
  }
  const present = yield { call: "now" };
  const now = present.ok ? (present.number ?? 0) : 0;
  const from = since === undefined ? undefined : sinceMs(since, now, context.startsAtMs);
  const to = until === undefined ? undefined : sinceMs(until, now, context.startsAtMs);
  const bad = since !== undefined && from === undefined ? since : until !== undefined && to === undefined ? until : undefined;
  if (bad !== undefined) {
    yield* err(`Failed to parse timestamp: ${bad}\n`);
    return 1;
  }
  const names = unit === "" ? ((yield* ask({ ask: "units" })) as unknown as readonly UnitReport[]).map(({ name }) => name as string) : [bare(unit)];
  const all: { atMs: number; text: string }[] = [];
  let count = 0;
  for (const name of names) {
    const answer = (yield* ask({ ask: "journal", unit: name })) as unknown as { readonly count: number; readonly lines: readonly { atMs: number; text: string }[] };
    count = answer.count;
    all.push(...answer.lines);
  }
  const sorted = names.length > 1 ? all.sort((a, b) => a.atMs - b.atMs) : all;
  const within = sorted.filter(({ atMs }) => (from === undefined || atMs >= from) && (to === undefined || atMs <= to));
  const shown = within.slice(-(tail ?? (follow ? 10 : within.length)) || within.length);
  const lines = (reversed ? [...shown].reverse() : shown).map(({ text }) => (plain ? text.replace(/^.*?\]: /, "") : text));
  yield* out(lines.length === 0 && !follow ? "-- No entries --\n" : lines.map((line) => `${line}\n`).join(""));
  return follow ? yield* copyStream({ ask: "journal", unit: names[0] ?? "", after: count }) : 0;
});
