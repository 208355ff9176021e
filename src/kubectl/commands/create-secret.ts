import type { JsonObject } from "../../api/json.ts";
import { encodeBase64Text } from "../../api/base64.ts";
import { absolutePath } from "../builder/files.ts";
import type { Command } from "../command.ts";
import { fail } from "../failure.ts";
import { array, text } from "../flags/flag.ts";
import { goJson } from "../objects.ts";
import type { Session } from "../session.ts";
import { dataFlags } from "./create-configmap.ts";
import { createFlags, createObject } from "./create-object.ts";
import { dataSources } from "./data-sources.ts";
import { requireName } from "./shared.ts";

const secret = (name: string, type: string, data: Readonly<Record<string, string>>): JsonObject => {
  const encoded = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, encodeBase64Text(value)]));
  return { apiVersion: "v1", ...(Object.keys(encoded).length > 0 && { data: encoded }), kind: "Secret", metadata: { name }, ...(type !== "" && { type }) };
};

const genericCommand: Command = {
  name: "generic",
  short: "Create a secret from a local file, directory, or literal value",
  usage: "create secret generic NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none] [options]",
  flags: [...createFlags, ...dataFlags, text("type", { usage: "The type of secret to create" })],
  *run(session) {
    const name = requireName(session);
    return yield* createObject(session, secret(name, session.flags.text("type"), dataSources(session, { kind: "Secret", name })), "secret");
  },
};

const tlsCommand: Command = {
  name: "tls",
  short: "Create a TLS secret",
  usage: "create secret tls NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none] [options]",
  flags: [...createFlags, text("cert", { usage: "Path to PEM encoded public key certificate." }), text("key", { usage: "Path to private key associated with given certificate." })],
  *run(session) {
    const name = requireName(session);
    const [cert, key] = [session.flags.text("cert"), session.flags.text("key")];
    if (key === "" || cert === "") fail("key and cert must be specified");
    const [certText, keyText] = [readPem(session, cert), readPem(session, key)];
    // Simplified: `kubectl create secret tls` checks that key and certificate are PEM, not whether they belong together.
    if (!/-----BEGIN [A-Z ]*CERTIFICATE-----/.test(certText)) fail("tls: failed to find any PEM data in certificate input");
    if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(keyText)) fail("tls: failed to find any PEM data in key input");
    return yield* createObject(session, secret(name, "kubernetes.io/tls", { "tls.crt": certText, "tls.key": keyText }), "secret");
  },
};

const readPem = (session: Session, path: string): string =>
  session.context.files.read(absolutePath(session.context, path)) ?? fail(`open ${path}: no such file or directory`);

const dockerCommand: Command = {
  name: "docker-registry",
  short: "Create a secret for use with a Docker registry",
  usage: "create secret docker-registry NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string] [--from-file=[key=]source] [--dry-run=server|client|none] [options]",
  flags: [
    ...createFlags,
    text("docker-server", { default: "https://index.docker.io/v1/", usage: "Server location for Docker registry" }),
    text("docker-username", { usage: "Username for Docker registry authentication" }),
    text("docker-password", { usage: "Password for Docker registry authentication" }),
    text("docker-email", { usage: "Email for Docker registry" }),
    array("from-file", { usage: "Key files can be specified using their file path." }),
  ],
  *run(session) {
    const name = requireName(session);
    const type = "kubernetes.io/dockerconfigjson";
    if (session.flags.list("from-file").length > 0) return yield* createObject(session, secret(name, type, dataSources(session, { kind: "Secret", name })), "secret");
    const [username, password, email, server] = ["docker-username", "docker-password", "docker-email", "docker-server"].map((flag) => session.flags.text(flag));
    if (!username || !password || !server) return fail("either --from-file or the combination of --docker-username, --docker-password and --docker-server is required");
    const entry = { auth: encodeBase64Text(`${username}:${password}`), ...(email && { email }), password, username };
    return yield* createObject(session, secret(name, type, { ".dockerconfigjson": goJson({ auths: { [server]: entry } }) }), "secret");
  },
};

export const createSecretCommand: Command = {
  name: "secret",
  short: "Create a secret using a specified subcommand",
  usage: "create secret (docker-registry | generic | tls) [options]",
  subcommands: [dockerCommand, genericCommand, tlsCommand],
};
