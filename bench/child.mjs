// One measure in a process of its own: `node child.mjs BUILD NAME ARGS…` prints what was measured as JSON.
import process from "node:process";
import { pathToFileURL } from "node:url";

const [build, name, ...args] = process.argv.slice(2);
const { measure } = await import(pathToFileURL(build).href);
process.stdout.write(JSON.stringify(measure(name, args)));
