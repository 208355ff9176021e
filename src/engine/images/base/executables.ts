import { commonPrograms } from "../../processes/applets/list.ts";
import { notSimulated } from "../../processes/applets/not-simulated.ts";

/** Absolute path -> program name. */
export type Executables = Readonly<Record<string, string>>;

/** The common programs, and curl, which our own images bring along. */
const available: ReadonlySet<string> = new Set([...commonPrograms.map((program) => program.name), "curl"]);

/** Tools that an image has: one that nobody has written a program for says so when it is run. */
export const tools = (paths: Executables): Executables =>
  Object.fromEntries(Object.entries(paths).map(([path, program]) => [path, available.has(program) ? program : notSimulated.name]));

const at = (directory: string, names: readonly string[]): Executables =>
  tools(Object.fromEntries(names.map((name) => [`${directory}/${name}`, name])));

const COREUTILS = [
  "cat", "chmod", "cp", "date", "dd", "df", "echo", "false", "ln", "ls", "mkdir", "mv", "pwd", "rm", "rmdir", "sleep", "stat", "sync", "touch", "true", "uname",
] as const;
const USER_COREUTILS = [
  "awk", "base64", "basename", "cut", "dirname", "du", "env", "expr", "find", "head", "id", "md5sum", "nproc", "od", "printenv", "printf", "seq", "sha256sum",
  "sort", "tail", "tee", "test", "[", "timeout", "tr", "uniq", "wc", "whoami", "xargs", "yes", "which", "tty",
  "comm", "expand", "factor", "fold", "groups", "install", "nl", "nohup", "paste", "sha1sum", "shuf", "tac", "truncate", "unexpand", "unlink",
] as const;

const BUSYBOX =
  "[ arch base64 basename cat chgrp chmod chown chroot clear cmp cp comm cut date dd df diff dirname dmesg du echo egrep env expand expr factor false fgrep find fold free getopt grep groups gunzip gzip head hexdump hostname id ifconfig install ip ipcs kill killall less link ln ls md5sum mkdir mkfifo mktemp more mount mv nc netstat nice nl nohup nproc nsenter nslookup od paste pgrep pidof ping pkill printenv printf ps pwd readlink realpath rev rm rmdir route sed seq setsid sh sha1sum sha256sum shuf sleep sort stat stty su sync tac tail tar tee telnet test time timeout top touch tr traceroute true truncate tty umount uname unexpand uniq unlink uptime usleep vi w watch wc wget which who whoami xargs xxd yes zcat awk";

/** busybox:1.37 and its kin: everything in /bin. */
export const busyboxExecutables: Executables = { ...at("/bin", BUSYBOX.split(" ")), "/bin/ash": "sh" };

/** Alpine: busybox in four directories. */
export const alpineExecutables: Executables = {
  ...at("/bin", COREUTILS),
  ...at("/usr/bin", USER_COREUTILS.filter((name) => name !== "printenv")),
  ...at("/bin", ["grep", "egrep", "fgrep", "gunzip", "gzip", "hostname", "kill", "mktemp", "more", "mount", "netstat", "ping", "printenv", "ps", "sed", "sh", "su", "tar", "umount", "watch", "chown"]),
  ...at("/usr/bin", ["clear", "cmp", "diff", "fold", "free", "hexdump", "killall", "less", "nc", "nslookup", "pgrep", "pkill", "readlink", "realpath", "rev", "top", "traceroute", "uptime", "vi", "wget", "who"]),
  ...at("/sbin", ["ifconfig", "ip", "route"]),
  ...at("/usr/sbin", ["chroot"]),
  ...at("/usr/bin", ["ipcs", "nsenter"]),
  "/bin/ash": "sh",
};

/** The essentials of a slim Debian or Ubuntu image: GNU tools and bash, but neither ps nor any network tool. */
export const debianExecutables: Executables = {
  ...at("/bin", COREUTILS),
  ...at("/usr/bin", COREUTILS),
  ...at("/usr/bin", USER_COREUTILS),
  ...at("/bin", ["grep", "egrep", "fgrep", "gunzip", "gzip", "hostname", "mktemp", "mount", "readlink", "sed", "sh", "su", "tar", "umount", "chown"]),
  ...at("/usr/bin", ["grep", "sed", "sh", "hostname", "cmp", "diff", "fold", "realpath", "clear"]),
  ...at("/usr/sbin", ["chroot"]),
  ...at("/usr/bin", ["ipcs", "lsns", "nsenter"]),
  "/bin/bash": "bash",
  "/usr/bin/bash": "bash",
};

/** CentOS 7: like Debian, with procps, curl and iproute. */
export const centosExecutables: Executables = {
  ...debianExecutables,
  ...at("/usr/bin", ["curl", "free", "kill", "less", "pgrep", "pkill", "ping", "ps", "top", "uptime", "vi", "watch", "who"]),
  ...at("/bin", ["curl", "free", "kill", "ping", "ps", "top", "vi"]),
  ...at("/usr/sbin", ["ip"]),
};

/** Puts further executables beside others: `{ "/usr/bin/curl": "curl" }`. */
export const withExecutables = (base: Executables, more: Executables): Executables => ({ ...base, ...more });
