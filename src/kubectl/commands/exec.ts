import { isTerminal } from "../../api/pods.ts";
import { namedByArguments } from "../builder/arguments.ts";
import { apiRequest, getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail } from "../failure.ts";
import { bool, duration, text } from "../flags/flag.ts";
import { filenameFlags } from "../flags/shared-flags.ts";
import { connectionTo, streamCopy } from "../lasting/stream.ts";
import { chooseContainer } from "../pods/container-choice.ts";
import { terminalOf } from "../pods/terminal.ts";
import { podResource, podsOf } from "../pods/for-object.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";
import { usageError } from "./shared.ts";

export const execCommand: Command = {
  name: "exec",
  short: "Execute a command in a container",
  usage: "exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...] [options]",
  flags: [
    ...filenameFlags.filter((f) => f.name === "filename"),
    text("container", { shorthand: "c", usage: "Container name." }),
    bool("stdin", { shorthand: "i", usage: "Pass stdin to the container" }),
    bool("tty", { shorthand: "t", usage: "Stdin is a TTY" }),
    bool("quiet", { shorthand: "q", usage: "Only print output from the remote session" }),
    duration("pod-running-timeout", { default: "1m0s", usage: "The length of time to wait until at least one pod is running" }),
  ],
  run: exec,
};

// Mirrors ExecOptions.Complete and Run (kubectl/pkg/cmd/exec/exec.go).
function* exec(session: Session): Task<Outcome> {
  const { flags, args, argsBeforeDash } = session;
  const [target, ...rest] = args;
  if (target === undefined || argsBeforeDash === 0) return usageError(session, "pod, type/name or --filename must be specified");
  if (argsBeforeDash < 0 && rest.length > 0) return usageError(session, "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead");
  if (argsBeforeDash > 1) return usageError(session, "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead");
  if (rest.length === 0) return usageError(session, "you must specify at least one command for the container");
  const named = namedByArguments(target.includes("/") ? [target] : ["pods", target]);
  const item = named.form === "names" ? named.items[0] : undefined;
  if (!item) return fail("pod, type/name or --filename must be specified");
  const object = yield* getObject(session, { ...item, namespace: session.namespace });
  const [pod] = yield* podsOf(session, item.resource, object, "attach to");
  if (!pod) return fail(`timed out waiting for the condition`);
  if (isTerminal(pod)) fail(`cannot exec into a container in a completed pod; current phase is ${pod.status.phase}`);
  const container = yield* chooseContainer(pod, flags.text("container"), flags.bool("quiet"));
  const stdin = flags.bool("stdin");
  const tty = yield* terminalOf(session, flags.bool("tty"));
  const query = { container: container.name, command: rest, stdin, tty };
  const request = apiRequest({ verb: "create", resource: podResource(), namespace: session.namespace, name: pod.metadata.name, subresource: "exec", query });
  return streamCopy([connectionTo(request)], { stdin, tty, command: true });
}
