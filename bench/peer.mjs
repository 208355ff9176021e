// The peer is installed at bench time into a temporary folder; nothing of it stays.
import { spawnSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { bundle } from "../scripts/bundle.mjs";

export const PEER = "@ngrok/webernetes@0.3.5";
const INSTALL_MS = 120_000;

/** `{ module }` to run with a number of pods, or `{ absent }` with the reason. */
export async function bundlePeer(folder, source) {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "peer", private: true, type: "module" }));
  const install = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock", PEER];
  const { status } = spawnSync("npm", install, { cwd: folder, timeout: INSTALL_MS, stdio: "ignore", shell: process.platform === "win32" });
  if (status !== 0) return { absent: "npm could not install it" };
  copyFileSync(source, join(folder, "peer-pods.mjs"));
  return { module: await bundle(folder, "peer-pods.mjs", join(folder, "out")) };
}
