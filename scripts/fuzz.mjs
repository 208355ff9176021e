// All fifty slices of the million cases, ten at a time: `npm run fuzz`, or `npm run fuzz -- 7` for one of them.
import { spawnSync } from "node:child_process";
import process from "node:process";

const [asked] = process.argv.slice(2);
const slices = asked ? [asked] : ["0-9", "10-19", "20-29", "30-39", "40-49"];
let failed = 0;
for (const slice of slices) {
  const { status } = spawnSync("npx", ["vitest", "run", "e2e/armour/fuzz.test.ts"], { stdio: "inherit", shell: process.platform === "win32", env: { ...process.env, FUZZ_SLICE: slice } });
  failed += status === 0 ? 0 : 1;
}
process.exitCode = failed === 0 ? 0 : 1;
