import { asJson } from "../../api/json.ts";
import type { JsonObject } from "../../api/json.ts";
import { isTerminal } from "../../api/pods.ts";
import { namedByArguments } from "../builder/arguments.ts";
import { apiRequest, getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail } from "../failure.ts";
import { bool, duration, text } from "../flags/flag.ts";
import { connectionTo, streamCopy } from "../lasting/stream.ts";
import { chooseContainer } from "../pods/container-choice.ts";
import { terminalOf } from "../pods/terminal.ts";
import { podResource, podsOf } from "../pods/for-object.ts";
import { attachGreeting, farewellOf } from "../run/attach.ts";
import type { Session } from "../session.ts";
import { writeError } from "../task.ts";
import type { Task } from "../task.ts";
import { usageError } from "./shared.ts";

export const attachCommand: Command = {
  name: "attach",
  short: "Attach to a running container",
  usage: "attach (POD | TYPE/NAME) -c CONTAINER [options]",
  flags: [
    text("container", { shorthand: "c", usage: "Container name." }),
    bool("stdin", { shorthand: "i", usage: "Pass stdin to the container" }),
    bool("tty", { shorthand: "t", usage: "Stdin is a TTY" }),
    bool("quiet", { shorthand: "q", usage: "Only print output from the remote session" }),
    duration("pod-running-timeout", { default: "1m0s", usage: "The length of time to wait until at least one pod is running" }),
  ],
  run: attach,
};

// Mirrors AttachOptions.Run (kubectl/pkg/cmd/attach/attach.go).
function* attach(session: Session): Task<Outcome> {
  const { flags, args } = session;
  if (args.length === 0) return usageError(session, "at least 1 argument is required for attach");
  if (args.length > 2) return usageError(session, "expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments)");
  const named = namedByArguments(args.length === 2 || args[0]?.includes("/") ? args : ["pods", ...args]);
  const item = named.form === "names" ? named.items[0] : undefined;
  if (!item) return fail("at least 1 argument is required for attach");
  const [pod] = yield* podsOf(session, item.resource, yield* getObject(session, { ...item, namespace: session.namespace }), "attach to");
  if (!pod) return fail("timed out waiting for the condition");
  if (isTerminal(pod)) fail(`cannot attach a container in a completed pod; current phase is ${pod.status.phase}`);
  const container = yield* chooseContainer(pod, flags.text("container"), flags.bool("quiet"));
  const hasTerminal = container.tty === true;
  if (flags.bool("tty") && !hasTerminal && !flags.bool("quiet")) yield* writeError(`error: Unable to use a TTY - container ${container.name} did not allocate one\n`);
  const tty = yield* terminalOf(session, hasTerminal);
  const query = { container: container.name, stdin: flags.bool("stdin"), tty };
  const request = apiRequest({ verb: "create", resource: podResource(), namespace: session.namespace, name: pod.metadata.name, subresource: "attach", query });
  return streamCopy([connectionTo(request)], { stdin: flags.bool("stdin"), tty, greeting: flags.bool("quiet") ? "" : attachGreeting, farewell: farewellOf(session, asJson(pod as never) as JsonObject, container.name, tty) });
}
