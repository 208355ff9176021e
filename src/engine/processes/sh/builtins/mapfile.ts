import { assignElements, complainOf } from "../machine.ts";
import { notRun } from "../not-run.ts";
import type { Builtin } from "./builtin.ts";

/** `mapfile` and `readarray` of bash: the lines of standard input become an array's elements. Simplified: of the options only -t. */
export const mapfile: Builtin = (machine, argv, { answer, data }) => {
  const [builtin = "mapfile", ...args] = argv;
  if (!machine.bash) return notRun(machine, builtin, "ENOENT");
  const trims = args.includes("-t");
  const other = args.find((argument) => argument.startsWith("-") && argument !== "-t");
  if (other !== undefined) {
    complainOf(machine, builtin, `${other}: invalid option`);
    return 2;
  }
  const lines = (data as readonly string[] | undefined) ?? [];
  const fd = machine.fds[0];
  const line = answer?.ok ? (answer.data ?? "") : "";
  if (fd !== undefined && (!answer || line !== "")) {
    return { ask: { call: "read", fd, until: "line" }, data: line === "" ? lines : [...lines, trims ? line.replace(/\n$/, "") : line] };
  }
  assignElements(machine, args.find((argument) => !argument.startsWith("-")) ?? "MAPFILE", lines.map((text, index) => [index, text]));
  return 0;
};
