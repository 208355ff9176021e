/** Where the busybox image has its tools: path -> program, for images that are built on it. */
const IN_BIN = "[ ash base64 basename cat chgrp chmod chown clear cmp cp cut date dd df diff dirname dmesg du echo egrep env expr false fgrep find free getopt grep groups gunzip gzip head hexdump hostname id ifconfig install ip kill killall link ln ls md5sum mkdir mkfifo mktemp more mount mv nc netstat nl nproc nslookup od paste pgrep pidof ping pkill printenv printf ps pwd readlink realpath rev rm rmdir route sed seq sh sha1sum sha256sum sleep sort stat stty sync tac tail tar tee telnet test time timeout top touch tr traceroute true truncate tty uname uniq unlink uptime usleep vi w wc wget which who whoami xargs xxd yes zcat".split(" ");

/** busybox:* keeps everything in /bin. `available` = names of programs that exist. */
export const busyboxExecutables = (available: ReadonlySet<string>): Readonly<Record<string, string>> =>
  Object.fromEntries([...IN_BIN.flatMap((name) => entry(`/bin/${name}`, name === "ash" ? "sh" : name === "[" ? "test" : name, available)), ["/bin/busybox", "busybox"]]);

const entry = (path: string, program: string, available: ReadonlySet<string>): [string, string][] => (available.has(program) ? [[path, program]] : []);
