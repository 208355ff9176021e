import type { Program } from "../program.ts";

const ending = (name: string, code: number): Program<null> => ({
  name,
  start: () => ({ state: null, syscall: { call: "exit", code } }),
  resume: () => ({ state: null, syscall: { call: "exit", code } }),
});

export const trueProgram = ending("true", 0);
export const falseProgram = ending("false", 1);
