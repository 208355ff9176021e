import type { ProcessContext } from "../../processes/program.ts";
import type { ImageDefinition } from "../image.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer, pathOf, type AppAnswer } from "../serving/app-server.ts";
import { klogLine } from "./klog.ts";

interface Part {
  readonly name: string;
  readonly ports: readonly number[];
  readonly memoryBytes: number;
  /** What it takes of a core in a quiet cluster, in millionths. */
  readonly idleMicro: number;
  readonly bytes: number;
  /** Source file and words of what it says once it is up. */
  readonly says: readonly (readonly [string, string])[];
}

const healthPaths: ReadonlySet<string> = new Set(["/healthz", "/livez", "/readyz"]);

/** Simplified: the control plane's pods show the processes; what they do is done off stage, and goes on when one is ended. */
function part({ name, ports, memoryBytes, idleMicro, bytes, says }: Part): ImageDefinition {
  const answer = (path: string): AppAnswer =>
    healthPaths.has(path) ? { status: 200, body: "ok" } : { status: 403, type: "application/json", body: `{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"forbidden: User \\"system:anonymous\\" cannot get path \\"${path}\\"","reason":"Forbidden","details":{},"code":403}\n` };
  const server = appServer({
    name,
    ports: () => ports,
    log: "stderr",
    memoryBytes,
    idleMicro,
    ready: (context: ProcessContext) => says.map(([where, words]) => klogLine(context, where, words)),
    answer: (request) => answer(pathOf(request)),
    stopCode: 0,
  });
  return imageOn({
    repository: `registry.k8s.io/${name}`,
    tags: (tag) => /^v1\.\d+\.\d+$/.test(tag),
    base: "scratch",
    adds: [bytes],
    executables: { [`/usr/local/bin/${name}`]: name },
    entrypoint: [],
    programs: [server],
  });
}

export const kubeApiserver = part({ name: "kube-apiserver", ports: [6443], memoryBytes: 260_000_000, idleMicro: 41_000, bytes: 27_000_000, says: [["secure_serving.go:211", "\"Serving securely on [::]:6443\""]] });
export const kubeControllerManager = part({ name: "kube-controller-manager", ports: [10257], memoryBytes: 55_000_000, idleMicro: 15_000, bytes: 22_800_000, says: [["secure_serving.go:211", "\"Serving securely on 127.0.0.1:10257\""], ["leaderelection.go:271", "\"Successfully acquired lease\" lock=\"kube-system/kube-controller-manager\""]] });
export const kubeScheduler = part({ name: "kube-scheduler", ports: [10259], memoryBytes: 30_000_000, idleMicro: 4_000, bytes: 17_400_000, says: [["secure_serving.go:211", "\"Serving securely on 127.0.0.1:10259\""], ["leaderelection.go:271", "\"Successfully acquired lease\" lock=\"kube-system/kube-scheduler\""]] });
export const kubeProxyImage = part({ name: "kube-proxy", ports: [10249, 10256], memoryBytes: 18_000_000, idleMicro: 700, bytes: 26_000_000, says: [["server_linux.go:53", "\"Using iptables proxy\""], ["shared_informer.go:356", "\"Caches are synced\" controller=\"service config\""]] });
export const kindnetd: ImageDefinition = { ...part({ name: "kindnetd", ports: [], memoryBytes: 12_000_000, idleMicro: 600, bytes: 44_000_000, says: [["main.go:109", "connected to apiserver: https://10.96.0.1:443"]] }), repository: "docker.io/kindest/kindnetd", tags: (tag) => tag.startsWith("v20"), executables: { "/bin/kindnetd": "kindnetd" }, entrypoint: ["/bin/kindnetd"] };
