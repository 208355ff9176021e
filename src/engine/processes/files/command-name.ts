import type { ProcessRecord } from "../state.ts";

/** What the kernel calls a process: the name of its program, in fifteen characters. */
export const commandName = (process: Pick<ProcessRecord, "argv" | "program">): string => (process.argv[0] ?? process.program).replace(/^.*\//, "").slice(0, 15);
