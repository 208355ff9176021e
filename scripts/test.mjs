// Everything that must hold, in one command: `npm test`. Each step is bounded in time; all of them run, then the tally.
import { spawnSync } from "node:child_process";
import process from "node:process";
import { findChromium } from "./find-chromium.mjs";

const SECOND_MS = 1000;
const STEPS = [
  { name: "lockfile", command: ["npm", "ci", "--dry-run", "--no-audit", "--no-fund", "--ignore-scripts"], seconds: 60, quiet: true },
  { name: "types", command: ["npx", "tsc", "-p", "tsconfig.json"], seconds: 120 },
  { name: "types of the engine alone", command: ["npx", "tsc", "-p", "tsconfig.engine.json"], seconds: 120 },
  { name: "lint and import fences", command: ["npx", "oxlint", "--deny-warnings"], seconds: 60 },
  { name: "dead code", command: ["npx", "knip", "--no-progress"], seconds: 120 },
  { name: "unit tests", command: ["npx", "vitest", "run"], seconds: 720 },
  { name: "build", command: ["npx", "vite", "build", "--logLevel", "warn"], seconds: 120 },
  { name: "journeys in Chromium", command: ["npx", "playwright", "test"], seconds: 660, needsChromium: true },
];

const only = process.argv.slice(2);
const steps = only.length === 0 ? STEPS : STEPS.filter((step) => only.some((word) => step.name.includes(word)));
const results = [];
for (const step of steps) results.push(await run(step));

console.log("");
for (const { name, passed, seconds, why } of results) {
  console.log(`${passed ? "ok  " : "FAIL"} ${name} (${seconds.toFixed(1)} s)${why ? `: ${why}` : ""}`);
}
const failed = results.filter((result) => !result.passed).length;
console.log(`\n${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 && results.length > 0 ? 0 : 1;

async function run(step) {
  console.log(`\n== ${step.name}`);
  const started = performance.now();
  const why = await outcome(step);
  return { name: step.name, passed: why === undefined, why, seconds: (performance.now() - started) / SECOND_MS };
}

/** Undefined when the step passed, else why it did not. */
async function outcome({ command: [program, ...args], seconds, quiet, needsChromium }) {
  const env = { ...process.env, CI: "1" };
  if (needsChromium) {
    try {
      env.CHROMIUM_PATH = await findChromium();
    } catch (error) {
      return error.message;
    }
  }
  const shell = process.platform === "win32";
  const child = spawnSync(program, args, { env, shell, stdio: quiet ? "pipe" : "inherit", timeout: seconds * SECOND_MS, encoding: "utf8" });
  if (child.status === 0) return undefined;
  if (quiet) console.log(`${child.stdout ?? ""}${child.stderr ?? ""}`);
  if (child.error?.code === "ETIMEDOUT") return `still running after ${seconds} s`;
  return child.error ? child.error.message : `exit code ${child.status ?? child.signal}`;
}
