import { join } from "node:path";
import type { Plugin } from "vite";

const SOURCE = "src/worker/early.ts";

/** Builds early.ts as a script of its own, and lets index.html run it as soon as it has come, without waiting for the page's. */
export function earlyWorker(root: string): Plugin {
  const source = join(root, SOURCE);
  return {
    name: "early-worker",
    config: (_, { command }) => (command === "build" ? { build: { rolldownOptions: { input: { index: join(root, "index.html"), early: source } } } } : {}),
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle }) {
        const built = bundle && Object.values(bundle).find((one) => one.type === "chunk" && one.facadeModuleId === source);
        if (bundle && !built) throw new Error(`no chunk begins with ${SOURCE}`);
        return [{ tag: "script", attrs: { type: "module", async: true, crossorigin: true, src: `/${built?.fileName ?? SOURCE}` }, injectTo: "head" }];
      },
    },
  };
}
