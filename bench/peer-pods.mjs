// The same pods in the peer: bundled with it in a temporary folder; `node main.mjs PODS` prints what it took as JSON.
import process from "node:process";
import { BaseImage, Cluster } from "@ngrok/webernetes";

// Its processes cannot listen below 1024.
const PORT = 8080;
const pods = Number(process.argv[2]);

class WebImage extends BaseImage {
  static imageName = "web";
  static imageVersion = "1.0";
  defaultCommand = ["server"];
  async exec(context, argv) {
    if (argv[0] !== "server") return await super.exec(context, argv);
    context.listenHttp(PORT, async () => ({ status: 200, body: "ok\n" }));
    return await context.waitUntilKilled();
  }
}

// The peer fills in no defaults.
const readinessProbe = {
  httpGet: { path: "/", port: PORT, scheme: "HTTP" },
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
};
const spec = {
  containers: [{ name: "web", image: "web:1.0", ports: [{ containerPort: PORT }], readinessProbe }],
};
const cluster = new Cluster();
cluster.registerImage(WebImage);
await cluster.init();
const started = performance.now();
const before = process.cpuUsage();
const ready = new Set();
const allReady = new Promise((resolve) => {
  cluster.informer("pods", (_, pod) => {
    if (pod.metadata.namespace !== "default") return;
    if (pod.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True")) ready.add(pod.metadata.name);
    if (ready.size >= pods) resolve();
  });
});
await cluster.apply(Array.from({ length: pods }, (_, i) => ({ apiVersion: "v1", kind: "Pod", metadata: { name: `pod-${i}`, namespace: "default", labels: { app: "bench" } }, spec })));
await allReady;
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ pods, cpuMs: (user + system) / 1000, wallMs: performance.now() - started }), () => process.exit(0));
