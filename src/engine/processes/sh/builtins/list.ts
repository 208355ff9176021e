import { alias, unalias } from "./alias.ts";
import type { Builtin } from "./builtin.ts";
import { breakLoop, continueLoop, dot, evaluate, execute, exit, returnFrom, shift } from "./control.ts";
import { command, hash, type } from "./lookup.ts";
import { cd, colon, echoBuiltin, falseBuiltin, getopts, letBuiltin, nothing, printf, pwd, testBuiltin, times, umask } from "./plain.ts";
import { ulimit } from "./ulimit.ts";
import { fg, jobs } from "./job-control.ts";
import { kill, trap, wait } from "./signals.ts";
import { mapfile } from "./mapfile.ts";
import { read } from "./read.ts";
import { exportVariable, local, readOnly, set, unset } from "./variables.ts";

/** Assignments before these last, and functions cannot hide them. */
export const specialBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [":", colon],
  [".", dot],
  ["break", breakLoop],
  ["continue", continueLoop],
  ["eval", evaluate],
  ["exec", execute],
  ["exit", exit],
  ["export", exportVariable],
  ["readonly", readOnly],
  ["return", returnFrom],
  ["set", set],
  ["shift", shift],
  ["source", dot],
  ["times", times],
  ["trap", trap],
  ["unset", unset],
]);

export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["[", testBuiltin],
  ["alias", alias],
  ["bg", nothing],
  ["cd", cd],
  ["command", command],
  ["builtin", command],
  ["declare", local],
  ["echo", echoBuiltin],
  ["false", falseBuiltin],
  ["fg", fg],
  ["getopts", getopts],
  ["hash", hash],
  ["history", nothing],
  ["jobs", jobs],
  ["kill", kill],
  ["let", letBuiltin],
  ["local", local],
  ["mapfile", mapfile],
  ["printf", printf],
  ["pwd", pwd],
  ["read", read],
  ["readarray", mapfile],
  ["shopt", nothing],
  ["test", testBuiltin],
  ["true", colon],
  ["type", type],
  ["typeset", local],
  ["ulimit", ulimit],
  ["umask", umask],
  ["unalias", unalias],
  ["wait", wait],
]);
