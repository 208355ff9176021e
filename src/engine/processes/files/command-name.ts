import type { ProcessRecord } from "../state.ts";

/** What the kernel calls a process: the name of its program, in fifteen characters; a title, "sshd: what it does", does not change it. */
export function commandName({ argv, program }: Pick<ProcessRecord, "argv" | "program">): string {
  const first = argv[0] ?? program;
  const titled = /^([^\s/:]+): /.exec(first)?.[1];
  return (titled ?? first.replace(/^.*\//, "")).slice(0, 15);
}
