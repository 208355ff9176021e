import type { ProcessContext } from "../../engine/processes/program.ts";
import { fail } from "../failure.ts";
import type { Task } from "../task.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const OWNER_ONLY = 0o600;

// Mirrors defaultEnvEditor and Editor.args (kubectl/pkg/cmd/util/editor/editor.go): words by blanks, and the shell for what has quotes.
/** The command that opens a file, and its words for messages. */
export function editorCommand({ env }: Pick<ProcessContext, "env">, path: string): { readonly argv: readonly string[]; readonly words: readonly string[] } {
  const editor = env["KUBE_EDITOR"] || env["EDITOR"] || "vi";
  if (!/["'\\]/.test(editor) || !editor.includes(" ")) {
    const words = editor.split(" ");
    return { argv: [...words, path], words };
  }
  const shell = [env["SHELL"] || "/bin/bash", "-c"];
  return { argv: [...shell, `${editor} ${JSON.stringify(path)}`], words: [...shell, editor] };
}

/** Lets the person's editor work on a text in a temporary file; what the file holds afterwards, and its path. */
export function* letEdit(context: ProcessContext, text: string, extension: string): Task<{ readonly text: string; readonly path: string }> {
  const path = yield* temporaryPath(context, extension);
  yield { call: "writeFile", path, data: text, mode: OWNER_ONLY };
  const { argv, words } = editorCommand(context, path);
  const child = yield { call: "spawn", argv };
  if (!child.ok) return fail(child.errno === "ENOENT" ? `unable to launch the editor ${JSON.stringify(words.join(" "))}` : `there was a problem with the editor ${JSON.stringify(words.join(" "))}`);
  const ended = yield { call: "wait", pid: child.pid ?? -1 };
  if (!ended.ok || (ended.status ?? 0) !== 0) return fail(`there was a problem with the editor ${JSON.stringify(words.join(" "))}`);
  return { text: yield* readFile(path), path };
}

function* temporaryPath({ env }: ProcessContext, extension: string): Task<string> {
  let name = "";
  for (let at = 0; at < 5; at += 1) {
    const drawn = yield { call: "draw", bound: LETTERS.length };
    name += LETTERS[drawn.ok ? (drawn.number ?? 0) : 0];
  }
  return `${env["TMPDIR"] || "/tmp"}/kubectl-edit-${name}${extension}`;
}

/** By system calls: what it read is then among the answers that a restored process goes through again. */
function* readFile(path: string): Task<string> {
  const opened = yield { call: "open", path, mode: "read" };
  if (!opened.ok) return fail(`open ${path}: no such file or directory`);
  let text = "";
  for (;;) {
    const answer = yield { call: "read", fd: opened.fd ?? -1, until: "eof" };
    if (!answer.ok) break;
    text += answer.data ?? "";
    if (answer.eof || answer.data === undefined || answer.data === "") break;
  }
  yield { call: "close", fd: opened.fd ?? -1 };
  return text;
}
