import { isObject } from "../../api/json.ts";
import type { JsonObject } from "../../api/json.ts";
import { writeYaml } from "../../manifest/write-yaml.ts";
import type { Command } from "../command.ts";
import { fail } from "../failure.ts";
import { bool } from "../flags/flag.ts";
import { outputFlags } from "../flags/shared-flags.ts";
import { currentContext, kubeconfigPath, namedEntries, readKubeconfig } from "../kubeconfig.ts";
import { objectAt, stringAt } from "../objects.ts";
import { formatPrinter } from "../printers/output.ts";
import { alignTabs, tableLayout } from "../printers/tab-writer.ts";
import { tabbed } from "../printers/table.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { usageError } from "./shared.ts";

function* save(session: Session, config: JsonObject): Task<void> {
  const path = kubeconfigPath(session.context);
  yield { call: "mkdir", path: path.slice(0, path.lastIndexOf("/")), parents: true };
  yield { call: "writeFile", path, data: writeYaml(config), mode: 0o600 };
}

const viewCommand: Command = {
  name: "view",
  short: "Display merged kubeconfig settings or a specified kubeconfig file",
  usage: "config view [flags] [options]",
  flags: [...outputFlags, bool("minify", { usage: "Remove all information not used by current-context from the output" }), bool("raw", { usage: "Display raw byte data and sensitive data" }), bool("flatten", {}), bool("merge", { default: "true" })],
  *run(session) {
    const config = readKubeconfig(session.context);
    yield* writeOut(formatPrinter(session)?.(config) ?? writeYaml(config));
    return 0;
  },
};

const currentContextCommand: Command = {
  name: "current-context",
  short: "Display the current-context",
  usage: "config current-context [options]",
  *run(session) {
    const current = currentContext(readKubeconfig(session.context));
    if (current === "") fail("current-context is not set");
    yield* writeOut(`${current}\n`);
    return 0;
  },
};

const getContextsCommand: Command = {
  name: "get-contexts",
  short: "Describe one or many contexts",
  usage: "config get-contexts [(-o|--output=)name)] [options]",
  flags: [...outputFlags.filter((f) => f.name === "output"), bool("no-headers", { usage: "When using the default or custom-column output format, don't print headers." })],
  *run(session) {
    const config = readKubeconfig(session.context);
    const contexts = namedEntries(config, "contexts").filter((c) => session.args.length === 0 || session.args.includes(stringAt(c, "name")));
    if (session.flags.text("output") === "name") yield* writeOut(contexts.map((c) => `${stringAt(c, "name")}\n`).join(""));
    else {
      const rows = contexts.map((c) => [
        stringAt(c, "name") === currentContext(config) ? "*" : "", stringAt(c, "name"),
        stringAt(c, "context", "cluster"), stringAt(c, "context", "user"), stringAt(c, "context", "namespace"),
      ]);
      yield* writeOut(alignTabs(tabbed(session.flags.bool("no-headers") ? rows : [["CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"], ...rows]), tableLayout));
    }
    return 0;
  },
};

const useContextCommand: Command = {
  name: "use-context",
  aliases: ["use"],
  short: "Set the current-context in a kubeconfig file",
  usage: "config use-context CONTEXT_NAME [options]",
  *run(session) {
    const [name, ...more] = session.args;
    if (name === undefined || more.length > 0) return usageError(session, `Unexpected args: [${session.args.join(" ")}]`);
    const config = readKubeconfig(session.context);
    if (!namedEntries(config, "contexts").some((c) => c["name"] === name)) fail(`no context exists with the name: ${JSON.stringify(name)}`);
    yield* save(session, { ...config, "current-context": name });
    yield* writeOut(`Switched to context ${JSON.stringify(name)}.\n`);
    return 0;
  },
};

const setContextCommand: Command = {
  name: "set-context",
  short: "Set a context entry in kubeconfig",
  usage: "config set-context [NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace] [options]",
  flags: [bool("current", { usage: "Modify the current context" })],
  *run(session) {
    const { flags, args } = session;
    const config = readKubeconfig(session.context);
    if (flags.bool("current") && args.length > 0) fail("you cannot specify both a context name and --current");
    const name = flags.bool("current") ? currentContext(config) : args[0];
    if (name === undefined || args.length > 1) return usageError(session, `Unexpected args: [${args.join(" ")}]`);
    const contexts = namedEntries(config, "contexts");
    const known = contexts.some((c) => c["name"] === name);
    const set = Object.fromEntries(["cluster", "user", "namespace"].filter((f) => flags.changed(f)).map((f) => [f, flags.text(f)]));
    const changed = (c: JsonObject): JsonObject => ({ ...c, context: { ...(isObject(c["context"]) ? objectAt(c, "context") : {}), ...set } });
    const next = known ? contexts.map((c) => (c["name"] === name ? changed(c) : c)) : [...contexts, changed({ name })];
    yield* save(session, { ...config, contexts: next });
    yield* writeOut(`Context ${JSON.stringify(name)} ${known ? "modified" : "created"}.\n`);
    return 0;
  },
};

export const configCommand: Command = {
  name: "config",
  short: "Modify kubeconfig files",
  usage: "config SUBCOMMAND [options]",
  subcommands: [currentContextCommand, getContextsCommand, setContextCommand, useContextCommand, viewCommand],
};
