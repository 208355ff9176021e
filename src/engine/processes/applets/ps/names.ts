import type { ProcessView } from "../../syscall.ts";

/** The name of a process's program, without what it has written over its arguments: "nginx" of "nginx: master process". */
export const programName = ({ argv }: ProcessView): string => (argv[0] ?? "").split(/[\s]/)[0]?.replace(/:$/, "").replace(/^.*\//, "") ?? "";

/** What a process is called in lists: its arguments, or its name in brackets once it is a zombie. */
export const commandOf = (process: ProcessView): string => (process.state === "Z" ? `[${programName(process)}]` : process.argv.join(" "));
