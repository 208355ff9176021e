// Finds a Chromium that runs, or gets one. Prints its path; `findChromium()` returns it.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const MINUTE_MS = 60_000;
const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "chrome-headless-shell"];
const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/lib/chromium/chromium",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** Each way to a Chromium, the cheapest first. A way yields paths; the first that answers `--version` is taken. */
const WAYS = [
  { name: "CHROMIUM_PATH", paths: () => [process.env.CHROMIUM_PATH ?? ""] },
  { name: "Playwright's own", paths: playwrightsOwn },
  { name: "PATH and the usual places", paths: installed },
  { name: "npx playwright install", paths: downloaded },
  { name: "apt-get install chromium", paths: packaged },
];

/** Path of a Chromium that runs. Throws with the remedy when there is none and none can be had. */
export async function findChromium() {
  for (const way of WAYS) {
    for (const path of await way.paths()) if (runs(path)) return path;
  }
  throw new Error("No Chromium found. Install Chromium or Chrome, or set CHROMIUM_PATH to the executable.");
}

function runs(path) {
  if (!path || !existsSync(path)) return false;
  const { status, stdout } = spawnSync(path, ["--version"], { encoding: "utf8", timeout: MINUTE_MS });
  return status === 0 && /chrom/i.test(stdout);
}

async function playwrightsOwn() {
  const { chromium } = await import("playwright");
  const headed = chromium.executablePath();
  return [headed, headlessShellBeside(headed)];
}

/** The headless shell lies beside the full browser: …/chromium-N/… and …/chromium_headless_shell-N/…. */
const headlessShellBeside = (headed) =>
  headed
    .replace(/chromium-(\d+)/, "chromium_headless_shell-$1")
    .replace(/chrome-linux(64)?([\\/])chrome$/, "chrome-headless-shell-linux64$2chrome-headless-shell");

function installed() {
  const onPath = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...USUAL_PLACES];
}

async function downloaded() {
  if (process.env.PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD) return [];
  attempt("npx", ["playwright", "install", "chromium-headless-shell"], 3 * MINUTE_MS);
  return playwrightsOwn();
}

function packaged() {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return [];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  attempt("apt-get", ["update", "-qq"], 2 * MINUTE_MS, env);
  attempt("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], 5 * MINUTE_MS, env);
  return installed();
}

/** Runs a command that may fail; what it says goes to stderr, so that stdout holds the path alone. */
function attempt(command, args, timeout, env = process.env) {
  try {
    execFileSync(command, args, { stdio: ["ignore", 2, 2], timeout, env });
  } catch (error) {
    console.error(`find-chromium: ${command} ${args[0]} did not help: ${error.message.split("\n")[0]}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await findChromium());
