import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Plugin } from "vite";

const PACKAGE = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/?]+)/;

/**
 * Writes licenses.txt beside the page: the licence of every package that has a module, a style or a font in the bundle,
 * and of `alsoUsed`, folders of packages of which something other than code is in it. Workers are bundles of their own:
 * `ofWorker` notes their packages too.
 */
export function thirdPartyNotices(alsoUsed: readonly string[] = []): { readonly ofPage: Plugin; readonly ofWorker: Plugin } {
  const folders = new Set<string>(alsoUsed);
  const transform = (_code: string, id: string): void => note(id, folders);
  return {
    ofWorker: { name: "third-party-notices-of-worker", transform },
    ofPage: {
      name: "third-party-notices",
      transform,
      generateBundle(_options, bundle) {
        for (const output of Object.values(bundle)) {
          if (output.type === "asset") for (const file of output.originalFileNames) note(resolve(file), folders);
        }
        this.emitFile({ type: "asset", fileName: "licenses.txt", source: [...folders].sort().map(notice).join("\n\n") });
      },
    },
  };
}

function note(id: string, folders: Set<string>): void {
  const folder = PACKAGE.exec(id.replace(/^\0/, ""))?.[1];
  if (folder !== undefined && existsSync(join(folder, "package.json"))) folders.add(folder);
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, string>;
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|ofl)/i.test(entry));
  // What a package has taken in itself stands in a file of its own.
  const inner = readdirSync(folder).find((entry) => /^third-?party-?notices?\b/i.test(entry));
  const more = inner === undefined ? "" : `\n\n${readFileSync(join(folder, inner), "utf8").trim()}\n`;
  const text = file === undefined ? `Licence: ${license ?? "unknown"}` : readFileSync(join(folder, file), "utf8").trim();
  return `=== ${name} ${version} (${license ?? "see below"})\n\n${text}\n${more}`;
}
