import { err, out } from "../../processes/applets/script.ts";
import { scripted } from "../../processes/scripted.ts";

/** `kubelet` typed into a shell: it tells its version; another one beside the service cannot run. */
export const kubeletBinary = scripted("kubelet-binary", function* (context) {
  if (context.argv.includes("--version")) {
    yield* out(`Kubernetes ${String(context.settings?.["release"] ?? "")}\n`);
    return 0;
  }
  yield* err("\"command failed\" err=\"failed to run Kubelet: the kubelet of this node runs as a service: systemctl status kubelet\"\n");
  return 1;
});
