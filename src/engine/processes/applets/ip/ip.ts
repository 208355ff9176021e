import { scripted } from "../../scripted.ts";
import { isGnu } from "../flavor.ts";
import { busyboxIp } from "./busybox.ts";
import { iproute2 } from "./iproute2.ts";

/** `ip` in a container: busybox's, or that of iproute2 where the image's tools are the larger ones. */
export const ip = scripted("ip", function* (context) {
  const args = context.argv.slice(1);
  return isGnu(context) ? yield* iproute2(args) : yield* busyboxIp(args);
});
