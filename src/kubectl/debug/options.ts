import type { JsonObject } from "../../api/json.ts";
import { fail } from "../failure.ts";
import type { Session } from "../session.ts";
import { profileNames, type KeepFlags } from "./profiles.ts";

/** What `kubectl debug` was asked for, checked. */
export interface DebugOptions {
  readonly targets: readonly string[];
  readonly args: readonly string[];
  readonly attach: boolean;
  readonly image: string;
  readonly container: string;
  readonly setImages: Readonly<Record<string, string>>;
  readonly env: readonly JsonObject[];
  readonly keep: KeepFlags;
}

const IMAGE = /^[A-Za-z0-9](?:[\w.:/@+-]*\w)?$/;
const INVALID = "invalid reference format";

// Mirrors Complete and Validate of DebugOptions (kubectl/pkg/cmd/debug/debug.go).
export function debugOptions({ flags, args, argsBeforeDash }: Session): DebugOptions {
  const [targets, command] = argsBeforeDash >= 0 && args.length > argsBeforeDash ? [args.slice(0, argsBeforeDash), args.slice(argsBeforeDash)] : [args, []];
  const [image, container, copyTo] = [flags.text("image"), flags.text("container"), flags.text("copy-to")];
  const setImages = pairs(flags.list("set-image"), "set-image");
  if (!profileNames.includes(flags.text("profile"))) fail(`unknown profile: ${flags.text("profile")}`);
  if (flags.changed("attach") && flags.bool("attach") && image === "" && container === "") fail("you must specify --container or create a new container using --image in order to attach.");
  if (copyTo === "") checkWithoutCopy({ replace: flags.bool("replace"), sameNode: flags.bool("same-node"), setImages, image });
  else {
    if (image === "" && Object.keys(setImages).length === 0 && command.length === 0) fail("you must specify --image, --set-image or command arguments.");
    if (command.length > 0 && container === "" && image === "") fail("you must specify an existing container or a new image when specifying args.");
  }
  if (image !== "" && !IMAGE.test(image)) fail(`invalid image name ${JSON.stringify(image)}: ${INVALID}`);
  if (targets.length === 0) fail("NAME or filename is required for debug");
  const policy = flags.text("image-pull-policy");
  if (policy !== "" && !["Always", "IfNotPresent", "Never"].includes(policy)) fail(`invalid image pull policy: ${policy}`);
  for (const [name, one] of Object.entries(setImages)) if (!IMAGE.test(one)) fail(`invalid image name ${JSON.stringify(one)} for container ${JSON.stringify(name)}: ${INVALID}`);
  if (flags.text("target") !== "" && copyTo !== "") fail("--target is incompatible with --copy-to. Use --share-processes instead.");
  const keeps = (name: string): boolean => flags.bool(`keep-${name}`);
  return {
    targets,
    args: command,
    attach: flags.changed("attach") ? flags.bool("attach") : flags.bool("stdin"),
    image,
    container,
    setImages,
    env: Object.entries(pairs(flags.list("env"), "env")).map(([name, value]) => ({ name, value })),
    keep: { labels: keeps("labels"), annotations: keeps("annotations"), liveness: keeps("liveness"), readiness: keeps("readiness"), startup: keeps("startup"), initContainers: keeps("init-containers") },
  };
}

function checkWithoutCopy({ replace, sameNode, setImages, image }: { replace: boolean; sameNode: boolean; setImages: DebugOptions["setImages"]; image: string }): void {
  if (replace) fail("--replace may only be used with --copy-to.");
  if (sameNode) fail("--same-node may only be used with --copy-to.");
  if (Object.keys(setImages).length > 0) fail("--set-image may only be used with --copy-to.");
  if (image === "") fail("you must specify --image when not using --copy-to.");
}

function pairs(given: readonly string[], flag: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((entry) => {
      const at = entry.indexOf("=");
      if (at < 0) fail(`invalid argument ${JSON.stringify(entry)} for "--${flag}" flag: ${entry} must be formatted as key=value`);
      return [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
}
