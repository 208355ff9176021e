import type { Cluster } from "../../engine/cluster.ts";
import type { InputRecord } from "../../engine/workstation/state.ts";
import { link, onInput } from "./link.ts";
import { lineOfField, type Field } from "./manifest-lines.ts";
import { filesNamed, readsFiles, textAt, typedLink, verbOf, type Command } from "./origin.ts";
import type { WhyLink } from "./why.ts";

/** An object of which nobody keeps a journal of its own. */
export interface Subject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The end of its chain: the line that writes the field, and the command that applied it; or what was typed last about it. */
export function originOfObject(cluster: Cluster, subject: Subject, fields: readonly Field[], createdAtMs: number): WhyLink {
  const commands = commandsAbout(cluster, subject);
  for (const command of commands) {
    for (const file of readsFiles(command) ? filesNamed(cluster, command.line) : []) {
      const text = textAt(cluster, file, command.atMs);
      const found = text === undefined ? undefined : lineOfField(file, text, [{ ...subject, root: "" }], fields);
      if (found) return { ...link("line", { file, line: String(found.line), command: verbOf(command.line) }, { atMs: command.atMs, at: onInput }), line: { file, line: found.line, text: found.text } };
    }
    return typedLink(command);
  }
  return link("wasThere", {}, { atMs: Math.max(createdAtMs, 0), at: onInput });
}

/** Commands that said that they had done something to it, the newest first. kubectl says so in one form: "deployment.apps/web configured"; what only looks, waits or tries it out begins its lines with the name too. */
function commandsAbout(cluster: Cluster, { kind, name }: Subject): readonly Command[] {
  const said = new RegExp(`^${kind.toLowerCase()}(\\.[a-z0-9.]+)?/${name.replaceAll(/[.*+?^$()|[\]{}\\]/g, "\\$&")} (?!unchanged|not |already |condition met)[a-z](?!.*dry run\\)$)`, "m");
  return cluster.transcript().toReversed().flatMap((record) => (said.test(record.stdout) ? (commandOf(record) ?? []) : []));
}

/** The last line of which a person's shell was asked, and that matches. */
export function commandLike(cluster: Cluster, like: RegExp): Command | undefined {
  const found = cluster.transcript().findLast(({ input, startedAtMs }) => startedAtMs !== null && input.action.type === "run" && like.test(input.action.line));
  return found && commandOf(found);
}

function commandOf({ input, session, startedAtMs }: InputRecord): Command | undefined {
  return input.action.type === "run" ? { line: input.action.line, atMs: Math.max(startedAtMs ?? input.atMs, 0), session } : undefined;
}
