import { resourceAt } from "../../api/resources.ts";
import { apiRequest } from "../client.ts";
import type { Command } from "../command.ts";
import { fail } from "../failure.ts";
import { array, duration, text } from "../flags/flag.ts";
import { outputFlags } from "../flags/shared-flags.ts";
import type { JsonObject } from "../../api/json.ts";
import type { Status } from "../../api/types.ts";
import { stringAt } from "../objects.ts";
import { formatPrinter } from "../printers/output.ts";
import { sendRequest, writeOut } from "../task.ts";
import { requireName } from "./shared.ts";

const KINDS: Readonly<Record<string, string>> = { Pod: "v1", Secret: "v1", Node: "v1" };

// Mirrors TokenOptions.Validate and Run (kubectl/pkg/cmd/create/create_token.go).
export const createTokenCommand: Command = {
  name: "token",
  short: "Request a service account token",
  usage: "create token SERVICE_ACCOUNT_NAME [options]",
  flags: [...outputFlags, array("audience"), duration("duration"), text("bound-object-kind"), text("bound-object-name"), text("bound-object-uid")],
  *run(session) {
    const name = requireName(session);
    const { flags } = session;
    const [kind, bound, uid] = [flags.text("bound-object-kind"), flags.text("bound-object-name"), flags.text("bound-object-uid")];
    const ms = flags.durationMs("duration");
    if (ms < 0) fail("--duration must be greater than or equal to 0");
    if (ms % 1000 !== 0) fail("--duration cannot be expressed in units less than seconds");
    if (kind === "" && bound !== "") fail("--bound-object-name can only be set if --bound-object-kind is provided");
    if (kind === "" && uid !== "") fail("--bound-object-uid can only be set if --bound-object-kind is provided");
    if (kind !== "" && KINDS[kind] === undefined) fail(`supported --bound-object-kind values are Node, Pod, Secret`);
    if (kind !== "" && bound === "") fail("--bound-object-name is required if --bound-object-kind is provided");
    const resource = resourceAt("", "v1", "serviceaccounts") ?? fail("no service accounts");
    const audiences = flags.list("audience");
    const spec: JsonObject = { audiences: [...audiences], ...(ms > 0 && { expirationSeconds: ms / 1000 }), ...(kind !== "" && { boundObjectRef: { kind, apiVersion: KINDS[kind] ?? "v1", name: bound, ...(uid !== "" && { uid }) } }) };
    const response = yield* sendRequest(apiRequest({ verb: "create", resource, namespace: session.namespace, name, subresource: "token", body: { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec } }));
    if (response.code >= 400) fail(`failed to create token: ${(response.body as Status).message ?? ""}`);
    const answer = response.body as JsonObject;
    yield* writeOut(formatPrinter(session)?.(answer) ?? `${stringAt(answer, "status", "token")}\n`);
    return 0;
  },
};
