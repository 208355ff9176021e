import type { Program } from "../program.ts";
import { bash, sh } from "../sh/shell.ts";
import { cat } from "./cat.ts";
import { echo } from "./echo.ts";
import { tail } from "./follow-file.ts";
import { rm } from "./rm.ts";
import { sleep } from "./sleep.ts";
import { touch } from "./touch.ts";
import { falseProgram, trueProgram } from "./truth.ts";

/** The programs that images and hosts have in common, by the names that executables lead to. */
export const commonPrograms: readonly Program[] = [bash, cat, echo, falseProgram, rm, sh, sleep, tail, touch, trueProgram];
