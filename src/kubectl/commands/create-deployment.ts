import type { JsonObject } from "../../api/json.ts";
import type { Command } from "../command.ts";
import { fail } from "../failure.ts";
import { int, list } from "../flags/flag.ts";
import type { Session } from "../session.ts";
import { createFlags, createObject } from "./create-object.ts";
import { requireName } from "./shared.ts";

export const createDeploymentCommand: Command = {
  name: "deployment",
  aliases: ["deploy"],
  short: "Create a deployment with the specified name",
  usage: "create deployment NAME --image=image -- [COMMAND] [args...] [options]",
  flags: [
    ...createFlags,
    list("image", { usage: "Image names to run." }),
    int("port", { default: "-1", usage: "The containerPort that this deployment exposes." }),
    int("replicas", { shorthand: "r", default: "1", usage: "Number of replicas to create." }),
  ],
  *run(session) {
    const name = requireName(session);
    if (!session.flags.changed("image")) fail('required flag(s) "image" not set');
    const command = session.argsBeforeDash >= 0 ? session.args.slice(session.argsBeforeDash) : [];
    if (session.flags.list("image").length > 1 && command.length > 0) fail("cannot specify multiple --image options and command");
    return yield* createObject(session, deployment(session, name, command), "deployment");
  },
};

// Mirrors CreateDeploymentOptions.createDeployment (kubectl/pkg/cmd/create/create_deployment.go).
function deployment({ flags }: Session, name: string, command: readonly string[]): JsonObject {
  const labels = { app: name };
  const port = flags.int("port");
  const containers = flags.list("image").map((image) => ({
    ...(command.length > 0 && { command }),
    image,
    name: containerName(image),
    ...(port >= 0 && { ports: [{ containerPort: port }] }),
    resources: {},
  }));
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { labels, name },
    spec: { replicas: flags.int("replicas"), selector: { matchLabels: labels }, strategy: {}, template: { metadata: { labels }, spec: { containers } } },
    status: {},
  };
}

/** The image's last path segment without tag and digest, as a name. */
function containerName(image: string): string {
  const last = (image.split("/").at(-1) ?? image).split("@")[0] ?? "";
  const plain = last.split(":")[0] ?? "";
  return plain.replace(/[_.]/g, "-").toLowerCase();
}
