const SPECIAL: ReadonlySet<string> = new Set([":", ".", "break", "continue", "eval", "exec", "exit", "export", "readonly", "return", "set", "shift", "source", "times", "trap", "unset"]);
const OTHERS: ReadonlySet<string> = new Set(["[", "[[", "alias", "bg", "cd", "command", "echo", "false", "fg", "getopts", "hash", "jobs", "kill", "let", "local", "printf", "pwd", "read", "test", "true", "type", "ulimit", "umask", "unalias", "wait"]);

export const BUILTIN_NAMES: readonly string[] = [...SPECIAL, ...OTHERS];
export const isSpecial = (name: string): boolean => SPECIAL.has(name);
export const isBuiltin = (name: string): boolean => OTHERS.has(name);
