import type { Program } from "../program.ts";
import { bash, sh } from "../sh/shell.ts";
import { tar } from "./tar.ts";
import { gunzip, gzip, zcat } from "./gzip.ts";
import { comm, expand, factor, fold, paste, shuf, strings, unexpand } from "./columns.ts";
import { nice, nohup, setsid, time } from "./wrappers.ts";
import { install, truncate, unlink, vi } from "./file-tools.ts";
import { watch } from "./watch.ts";
import { ss, telnet } from "./more-network.ts";
import { arch, groups, ipcs, lsns, who } from "./more-system.ts";
import { awk } from "./awk/awk.ts";
import { cat } from "./cat.ts";
import { chroot } from "./chroot.ts";
import { cmp, diff } from "./compare.ts";
import { cp, ln, mv } from "./copy.ts";
import { date } from "./date.ts";
import { mkdir, rmdir } from "./directories.ts";
import { dd } from "./dd.ts";
import { df, du, mount } from "./disk.ts";
import { echo } from "./echo.ts";
import { hexdump, od, xxd } from "./dumps.ts";
import { dig, host, nslookup } from "./dns-tools.ts";
import { base64 } from "./encodings.ts";
import { env, printenv } from "./env.ts";
import { find } from "./find.ts";
import { tail } from "./follow-file.ts";
import { egrep, fgrep, grep } from "./grep.ts";
import { head } from "./head.ts";
import { id, whoami } from "./id.ts";
import { ls } from "./ls.ts";
import { chmod, chown } from "./modes.ts";
import { basename, dirname } from "./names.ts";
import { nc } from "./nc.ts";
import { ip } from "./ip/ip.ts";
import { ifconfig, netstat, ping, route } from "./network-tools.ts";
import { nsenter } from "./nsenter.ts";
import { notExecuted } from "./not-executed.ts";
import { notSimulated } from "./not-simulated.ts";
import { expr, seq } from "./numbers.ts";
import { hostname, pwd, readlink, realpath, which } from "./places.ts";
import { less, more } from "./pagers.ts";
import { ps } from "./ps/ps.ts";
import { rm } from "./rm.ts";
import { sed } from "./sed/sed.ts";
import { kill, killall, pgrep, pidof, pkill } from "./signalling.ts";
import { sleep } from "./sleep.ts";
import { clear, mktemp, printf, sync, tee, timeout, usleep } from "./small-tools.ts";
import { stat } from "./stat.ts";
import { md5sum, sha1sum, sha256sum } from "./sums.ts";
import { tailOnce } from "./tail.ts";
import { bracket, test } from "./test.ts";
import { cut, nl, rev, sort, tac, tr, uniq, wc } from "./text-tools.ts";
import { free, top, uptime } from "./top.ts";
import { touch } from "./touch.ts";
import { falseProgram, trueProgram } from "./truth.ts";
import { nproc, tty, uname } from "./uname.ts";
import { wget } from "./wget.ts";
import { xargs } from "./xargs.ts";
import { yes } from "./yes.ts";

/** The programs that images and hosts have in common, by the names that executables lead to. */
export const commonPrograms: readonly Program[] = [
  arch, comm, dig, expand, factor, fold, groups, gunzip, gzip, host, install, ipcs, lsns, nice, nohup, paste, setsid, shuf, ss, strings, tar, telnet, time, truncate, unexpand, unlink, vi, watch, who, zcat,
  awk, base64, basename, bash, bracket, cat, chmod, chown, chroot, clear, cmp, cp, cut, date, dd, df, diff, dirname, du, echo, egrep, env, expr, falseProgram, fgrep, find, free, grep, head, hexdump, hostname, id, ifconfig, ip,
  kill, killall, less, ln, ls, md5sum, mkdir, mktemp, more, mount, mv, nc, netstat, nl, notSimulated, notExecuted, nproc, nsenter, nslookup, od, pgrep, pidof, ping, pkill, printenv, printf, ps, pwd, readlink, realpath, rev, rm, rmdir, route, sed, seq, sh, sha1sum, sha256sum,
  sleep, sort, stat, sync, tac, tail, tailOnce, tee, test, timeout, top, touch, tr, trueProgram, tty, uname, uniq, uptime, usleep, wc, wget, which, whoami, xargs, xxd, yes,
];
