import { scripted } from "../scripted.ts";
import { err } from "./script.ts";

/** Stands for programs that an image has and this simulation has not: it says so where it was typed. */
export const notSimulated = scripted("not-simulated", function* (context) {
  yield* err(`${context.argv[0] ?? ""}: not simulated by Kubarium\n`);
  return 126;
});
