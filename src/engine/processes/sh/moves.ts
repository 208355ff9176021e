import type { Machine } from "./machine.ts";

/** To the next operation. */
export function next(machine: Machine): undefined {
  machine.pc += 1;
  return undefined;
}
export function goTo(machine: Machine, pc: number): undefined {
  machine.pc = pc;
  return undefined;
}

/** `set -e`: a failure that nobody looks at ends the shell. */
export function afterCommand(machine: Machine, tested: boolean): undefined {
  if (machine.status !== 0 && !tested && !machine.tested && machine.options.includes("e")) machine.exiting = true;
  return undefined;
}
