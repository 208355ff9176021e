import { complainOf, print, setVariable, ShellError, type Machine } from "../machine.ts";
import type { Builtin } from "./builtin.ts";

/** What a container under containerd has, in the order in which they are listed. */
const LIMITS: readonly { readonly letter: string; readonly name: string; readonly value: string }[] = [
  { letter: "c", name: "core file size (blocks)", value: "unlimited" },
  { letter: "d", name: "data seg size (kb)", value: "unlimited" },
  { letter: "e", name: "scheduling priority", value: "0" },
  { letter: "f", name: "file size (blocks)", value: "unlimited" },
  { letter: "i", name: "pending signals", value: "95876" },
  { letter: "l", name: "max locked memory (kb)", value: "8192" },
  { letter: "m", name: "max memory size (kb)", value: "unlimited" },
  { letter: "n", name: "open files", value: "1048576" },
  { letter: "q", name: "POSIX message queues (bytes)", value: "819200" },
  { letter: "r", name: "real-time priority", value: "0" },
  { letter: "s", name: "stack size (kb)", value: "8192" },
  { letter: "t", name: "cpu time (seconds)", value: "unlimited" },
  { letter: "u", name: "max user processes", value: "unlimited" },
  { letter: "v", name: "virtual memory (kb)", value: "unlimited" },
  { letter: "x", name: "file locks", value: "unlimited" },
];
const held = (letter: string): string => `ulimit -${letter}`;

/** Simplified: the limits of `ulimit` are kept and shown, and bind nothing. */
export const ulimit: Builtin = (machine, argv) => {
  const letters = argv.slice(1).filter((argument) => /^-\w+$/.test(argument)).join("").replace(/[-HS]/g, "");
  const value = argv.slice(1).find((argument) => !argument.startsWith("-"));
  if (letters.includes("a")) {
    print(machine, 1, LIMITS.map(({ letter, name }) => `${name.padEnd(32)}(-${letter}) ${limitOf(machine, letter)}\n`).join(""));
    return 0;
  }
  for (const letter of letters === "" ? "f" : letters) {
    if (!LIMITS.some((limit) => limit.letter === letter)) {
      if (!machine.bash) throw new ShellError(`ulimit: ${machine.interactive ? "" : "line 0: "}illegal option -${letter}`);
      complainOf(machine, "ulimit", `-${letter}: invalid option`);
      return 2;
    }
    if (value === undefined) print(machine, 1, `${limitOf(machine, letter)}\n`);
    else setVariable(machine, held(letter), { value, exported: false, readOnly: false, hidden: true });
  }
  return 0;
};

const limitOf = (machine: Machine, letter: string): string => machine.variables.get(held(letter))?.value ?? LIMITS.find((limit) => limit.letter === letter)?.value ?? "unlimited";
