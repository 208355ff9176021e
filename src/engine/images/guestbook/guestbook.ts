import type { ImageDefinition } from "../image.ts";
import { imageOn } from "../base/image-on.ts";
import { redis } from "../redis/redis.ts";
import { appServer, pathOf } from "../serving/app-server.ts";
import { commonLogTime } from "../serving/clock.ts";

const PAGE = "<html ng-app=\"redis\">\n  <head>\n    <title>Guestbook</title>\n  </head>\n  <body ng-controller=\"RedisCtrl\">\n    <h2>Guestbook</h2>\n  </body>\n</html>\n";

/** Simplified: the guestbook's page is served, but no entry is kept. */
const server = appServer({
  name: "guestbook-frontend",
  ports: () => [80],
  answer(request, context) {
    const log = (status: number): readonly string[] => [`${request.from ?? "-"} - - [${commonLogTime(context)}] "${request.method} ${request.path} HTTP/1.1" ${status} 921 "-" "${request.headers["User-Agent"] ?? "-"}"`];
    const path = pathOf(request);
    if (path === "/" || path === "/index.html") return { status: 200, type: "text/html", body: PAGE, log: log(200) };
    if (path === "/guestbook.php") return { status: 200, type: "application/json", body: '{"data": ""}', log: log(200) };
    return { status: 404, type: "text/html", body: "<h1>Not Found</h1>\n", log: log(404) };
  },
  stops: ["TERM", "INT", "WINCH"],
});

/** The PHP front end of the guestbook tutorial. */
export const guestbook: ImageDefinition = imageOn({
  repository: "us-docker.pkg.dev/google-samples/containers/gke/gb-frontend",
  tags: ["v4", "v5", "v6"],
  base: "debian",
  adds: [104_000_000, 32_000_000],
  stopSignal: "WINCH",
  workingDir: "/var/www/html",
  exposedPorts: [80],
  cmd: ["apache2-foreground"],
  files: { "/var/www/html/index.html": PAGE, "/var/www/html/guestbook.php": "<?php\n" },
  tools: { "/usr/bin/curl": "curl" },
  executables: { "/usr/local/bin/apache2-foreground": "guestbook-frontend" },
  programs: [server],
});
const at = (image: ImageDefinition, repository: string, tags: readonly string[]): ImageDefinition => ({ ...image, repository, tags });
const follower: ImageDefinition = { ...redis, repository: "us-docker.pkg.dev/google-samples/containers/gke/gb-redis-follower", tags: ["v1", "v2"], sameAs: () => "6.0" };

export const guestbookImages: readonly ImageDefinition[] = [
  guestbook,
  at(guestbook, "gcr.io/google-samples/gb-frontend", ["v3", "v4", "v5", "v6"]),
  at(guestbook, "gcr.io/google_samples/gb-frontend", ["v3", "v4", "v5"]),
  follower,
  at(follower, "gcr.io/google_samples/gb-redis-follower", ["v1", "v2"]),
  at(follower, "gcr.io/google_samples/gb-redisslave", ["v1", "v3"]),
  at(follower, "registry.k8s.io/redis", ["e2e"]),
];
