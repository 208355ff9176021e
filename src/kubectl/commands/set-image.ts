import type { JsonObject } from "../../api/json.ts";
import { build } from "../builder/build.ts";
import type { Info } from "../builder/info.ts";
import { call, getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, problemOf, throwAll } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { bool } from "../flags/flag.ts";
import { dryRunFlag, fieldManagerFlag, filenameFlags, outputFlags, selectorFlag } from "../flags/shared-flags.ts";
import { objectsAt, stringAt } from "../objects.ts";
import { dryRunOf, successPrinter } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { splitChanges } from "./key-value-changes.ts";
import { podSpecPath } from "./set-each.ts";

export const setImageCommand: Command = {
  name: "image",
  short: "Update the image of a pod template",
  usage: "set image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N [options]",
  flags: [
    ...filenameFlags,
    ...outputFlags,
    selectorFlag,
    dryRunFlag,
    fieldManagerFlag("kubectl-set"),
    bool("all", { usage: "Select all resources, in the namespace of the specified resource types" }),
    bool("local", { usage: "If true, set image will NOT contact api-server but run locally." }),
  ],
  run: setImage,
};

// Mirrors SetImageOptions.Run (kubectl/pkg/cmd/set/set_image.go).
function* setImage(session: Session): Task<Outcome> {
  const { resources, changes } = splitChanges(session.args, "image");
  if (resources.length === 0 && session.flags.list("filename").length === 0) fail("one or more resources must be specified as <resource> <name> or <resource>/<name>");
  if (changes.length === 0) fail("at least one image update is required");
  const images = new Map(changes.map((change) => [change.slice(0, change.indexOf("=")), change.slice(change.indexOf("=") + 1)]));
  if (images.size > 1 && images.has("*")) fail("all containers are already specified by *, but saw more than one container_name=container_image pairs");
  const dryRun = dryRunOf(session);
  const print = successPrinter(session, dryRun);
  const { infos, problems } = yield* build(session, { args: resources, all: session.flags.bool("all") });
  const failed: Problem[] = [...problems];
  for (const info of infos) {
    try {
      const object = yield* getObject(session, info);
      const patch = imagePatch(info, object, images);
      if (!patch) continue;
      const { resource, namespace, name } = info;
      const query = { fieldManager: session.flags.text("field-manager"), ...(dryRun === "server" && { dryRun: true }) };
      const result = dryRun === "client" ? object : yield* call(session, { verb: "patch", patchType: "strategic", resource, namespace, name, query, body: patch });
      yield* writeOut(print(result, "image updated"));
    } catch (error) {
      failed.push(problemOf(error));
    }
  }
  throwAll(failed);
  return 0;
}

/** Undefined when every container has its image already. */
function imagePatch(info: Info, object: JsonObject, images: ReadonlyMap<string, string>): JsonObject | undefined {
  const path = podSpecPath(info);
  const changed = new Map<string, readonly JsonObject[]>();
  const seen = new Set<string>();
  for (const list of ["initContainers", "containers"]) {
    const updates = objectsAt(object, ...path, list).flatMap((container) => {
      const name = stringAt(container, "name");
      const image = images.get(name) ?? images.get("*");
      if (image === undefined) return [];
      seen.add(images.has(name) ? name : "*");
      return stringAt(container, "image") === image ? [] : [{ name, image }];
    });
    if (updates.length > 0) changed.set(list, updates);
  }
  const missing = [...images.keys()].find((name) => !seen.has(name));
  if (missing !== undefined) fail(`unable to find container named ${JSON.stringify(missing)}`);
  if (changed.size === 0) return undefined;
  return path.reduceRight<JsonObject>((inner, key) => ({ [key]: inner }), Object.fromEntries(changed));
}
