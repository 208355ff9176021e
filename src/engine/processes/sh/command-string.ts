import type { Machine } from "./machine.ts";

/** It runs the text of a `-c`. */
export const isCommandString = ({ context }: Machine): boolean => {
  const [, ...args] = context.argv;
  const operand = args.findIndex((argument) => !/^[-+]/.test(argument));
  return args.slice(0, operand < 0 ? args.length : operand).some((argument) => /^-\w*c/.test(argument));
};
