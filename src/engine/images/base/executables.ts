/** Absolute path -> program name. */
export type Executables = Readonly<Record<string, string>>;

const at = (directory: string, names: readonly string[], program?: string): Record<string, string> =>
  Object.fromEntries(names.map((name) => [`${directory}/${name}`, program ?? name]));

const COREUTILS = [
  "cat", "chmod", "cp", "date", "dd", "df", "echo", "false", "ln", "ls", "mkdir", "mv", "pwd", "rm", "rmdir", "sleep", "stat", "sync", "touch", "true", "uname",
] as const;
const USER_COREUTILS = [
  "awk", "base64", "basename", "cut", "dirname", "du", "env", "expr", "find", "head", "id", "md5sum", "nproc", "od", "printenv", "printf", "seq", "sha256sum",
  "sort", "tail", "tee", "test", "[", "timeout", "tr", "uniq", "wc", "whoami", "xargs", "yes", "which", "tty",
] as const;

/** Everything that busybox is, under /bin, as its official image has it. */
const BUSYBOX_ONLY = [
  "ash", "chown", "clear", "cmp", "diff", "du", "fold", "free", "grep", "egrep", "fgrep", "gunzip", "gzip", "hexdump", "hostname", "ifconfig", "ip", "kill", "killall", "less",
  "mktemp", "mount", "more", "nc", "netstat", "nslookup", "pgrep", "pidof", "ping", "pkill", "ps", "readlink", "realpath", "rev", "route", "sed", "sh", "su", "tar",
  "telnet", "top", "umount", "uptime", "usleep", "vi", "watch", "wget", "who", "traceroute",
] as const;

const shell = (path: string): Executables => ({ [path]: "sh" });

/** busybox:1.37 and its kin. */
export const busyboxExecutables: Executables = {
  ...at("/bin", COREUTILS),
  ...at("/bin", USER_COREUTILS),
  ...at("/bin", BUSYBOX_ONLY.filter((name) => name !== "ash")),
  ...shell("/bin/ash"),
};

/** Alpine: busybox in four directories. */
export const alpineExecutables: Executables = {
  ...at("/bin", COREUTILS),
  ...at("/usr/bin", USER_COREUTILS.filter((name) => name !== "printenv")),
  ...at("/bin", ["grep", "egrep", "fgrep", "gunzip", "gzip", "hostname", "kill", "mktemp", "more", "mount", "netstat", "ping", "printenv", "ps", "sed", "sh", "su", "tar", "umount", "watch", "chown"]),
  ...at("/usr/bin", ["clear", "cmp", "diff", "fold", "free", "hexdump", "killall", "less", "nc", "nslookup", "pgrep", "pkill", "readlink", "realpath", "rev", "top", "traceroute", "uptime", "vi", "wget", "who"]),
  ...at("/sbin", ["ifconfig", "ip", "route"]),
  ...shell("/bin/ash"),
};

/** The essentials of a slim Debian or Ubuntu image: GNU tools and bash, but neither ps nor any network tool. */
export const debianExecutables: Executables = {
  ...at("/bin", COREUTILS),
  ...at("/usr/bin", COREUTILS),
  ...at("/usr/bin", USER_COREUTILS),
  ...at("/bin", ["grep", "egrep", "fgrep", "gunzip", "gzip", "hostname", "mktemp", "mount", "readlink", "sed", "sh", "su", "tar", "umount", "chown"]),
  ...at("/usr/bin", ["grep", "sed", "sh", "hostname", "cmp", "diff", "fold", "realpath", "clear"]),
  ...shell("/bin/bash"),
  ...shell("/usr/bin/bash"),
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
