import type { Program } from "../program.ts";

/** yes never ends by itself, so it keeps nothing of what it has written. */
const LINES = 512;
export const yes: Program<string> = {
  name: "yes",
  start({ argv }) {
    const state = `${argv.slice(1).join(" ") || "y"}\n`.repeat(LINES);
    return { state, syscall: { call: "write", fd: 1, data: state } };
  },
  resume: (state, answer) => ({ state, syscall: answer.ok ? { call: "write", fd: 1, data: state } : { call: "exit", code: 1 } }),
};
