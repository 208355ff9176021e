import { expect, test } from "vitest";
import type { ProcessContext } from "../../program.ts";
import type { ProcessView } from "../../syscall.ts";
import { busyboxTable } from "./busybox.ts";
import { procps } from "./procps.ts";

const view = (pid: number, ppid: number, command: string, more: Partial<ProcessView> = {}): ProcessView => ({ pid, ppid, uid: 0, argv: command.split(" "), state: "S", startedAtMs: 0, residentBytes: 1024 * pid, cpuMilli: 0, ...more });
const machine = [view(1, 0, "/sbin/init"), view(468, 0, "/usr/bin/containerd"), view(900, 0, "/pause", { uid: 65_535 }), view(1001, 0, "nginx: master process nginx"), view(1002, 1001, "nginx: worker process"), view(1003, 1001, "nginx: worker process"), view(1010, 0, "bash"), view(1011, 1010, "ps")];
function said(args: string, processes = machine): string {
  const context = { argv: ["ps", ...args.split(" ").filter(Boolean)], pidInNamespace: 1011, parentPid: 1010, startsAtMs: Date.UTC(2026, 0, 1), isTty: () => false, files: { read: () => "root:x:0:0:root:/root:/bin/bash\n" }, settings: { flavor: "gnu" } } as unknown as ProcessContext;
  const work = procps(context, processes, 65_000);
  let text = "";
  for (let step = work.next(); !step.done; step = work.next({ ok: true } as never)) text += (step.value as { readonly data?: string }).data ?? "";
  return text;
}
const lines = (text: string): readonly string[] => text.trimEnd().split("\n");

// The columns of procps (ps/output.c); who is shown, and how, in both manners of asking (ps(1)).
test.each([
  ["-ef", "UID          PID    PPID  C STIME TTY          TIME CMD", 8],
  ["aux", "USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND", 8],
  ["-aux", "USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND", 8],
  ["-A", "    PID TTY          TIME CMD", 8],
  ["ax", "    PID TTY      STAT   TIME COMMAND", 8],
  ["", "    PID TTY          TIME CMD", 2],
  ["-C nginx", "    PID TTY          TIME CMD", 3],
  ["-p 1,468", "    PID TTY          TIME CMD", 2],
  ["--ppid 1001", "    PID TTY          TIME CMD", 2],
  ["-eo pid,ppid,user,cmd", "    PID    PPID USER     CMD", 8],
  ["axjf", "   PPID     PID    PGID     SID TTY      STAT   UID   TIME COMMAND", 8],
] as const)("ps %s", (args, title, count) => {
  const [first, ...rows] = lines(said(args));
  expect([first, rows.length]).toEqual([title, count]);
});

test.each([
  ["-p 1002 -f", ["UID          PID    PPID  C STIME TTY          TIME CMD", "root        1002    1001  0 00:00 ?        00:00:00 nginx: worker process"]],
  ["-p 468 -o pid,ppid,comm,etime", ["    PID    PPID COMMAND             ELAPSED", "    468       1 containerd            01:05"]],
  ["-C nginx -o pid= --sort=-pid", ["   1003", "   1002", "   1001"]],
  ["-C nginx -o pid,args --forest", ["    PID COMMAND", "   1001 nginx: master process nginx", "   1002  \\_ nginx: worker process", "   1003  \\_ nginx: worker process"]],
] as const)("ps %s, line by line", (args, expected) => expect(lines(said(args))).toEqual(expected));

test("what is not known is refused", () => expect(said("-o nope")).toMatch(/^error: unknown user-defined format specifier "nope"\n/));

test("busybox's knows the program's name as well", () => {
  const context = { pidInNamespace: 1011, settings: {} } as unknown as ProcessContext;
  expect(busyboxTable(context, machine.slice(3, 5), 65_000, ["pid", "comm", "etime"])).toBe("PID   COMMAND          ELAPSED\n 1001 nginx            1:05\n 1002 nginx            1:05\n");
});
