import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import { say } from "../serving/machine.ts";
import { appServer, lacks, pathOf } from "../serving/app-server.ts";
import { apacheTime, commonLogTime } from "../serving/clock.ts";

/** Simplified: WordPress does not ask whether its database answers; without WORDPRESS_DB_HOST it has none. */
const server = appServer({
  name: "wordpress-apache",
  log: "stderr",
  ports: () => [80],
  memoryBytes: 45_000_000,
  starting: ({ hostname }) => [`AH00558: apache2: Could not reliably determine the server's fully qualified domain name, using ${hostname}. Set the 'ServerName' directive globally to suppress this message`],
  ready: (context) => [
    `[${apacheTime(context)}] [mpm_prefork:notice] [pid 1:tid 1] AH00163: Apache/2.4.65 (Debian) PHP/8.3.25 configured -- resuming normal operations`,
    `[${apacheTime(context)}] [core:notice] [pid 1:tid 1] AH00094: Command line: 'apache2 -D FOREGROUND'`,
  ],
  answer(request, context) {
    const line = (status: number): readonly string[] => [`${request.from ?? "-"} - - [${commonLogTime(context)}] "${request.method} ${request.path} HTTP/1.1" ${status} 441 "-" "${request.headers["User-Agent"] ?? "-"}"`];
    if (lacks(context, "WORDPRESS_DB_HOST")) return { status: 500, type: "text/html; charset=utf-8", body: "<h1>Error establishing a database connection</h1>\n", log: line(500) };
    if (pathOf(request).startsWith("/wp-admin/install.php")) return { status: 200, type: "text/html; charset=utf-8", body: "<title>WordPress &rsaquo; Installation</title>\n", log: line(200) };
    return { status: 302, body: "", headers: { Location: "/wp-admin/install.php" }, log: line(302) };
  },
  portTaken: (port) => [`(98)Address already in use: AH00072: make_sock: could not bind to address [::]:${port}`, "no listening sockets available, shutting down", "AH00015: Unable to open logs"],
  stops: ["TERM", "INT", "WINCH"],
  stopping: (context) => [`[${apacheTime(context)}] [mpm_prefork:notice] [pid 1:tid 1] AH00170: caught SIGWINCH, shutting down gracefully`],
});

export const wordpress = imageOn({
  repository: "docker.io/library/wordpress",
  tags: (tag) => tag === "latest" || tag === "apache" || /^[4-6](\.\d+){0,2}(-php\d\.\d)?(-apache)?$/.test(tag),
  sameAs: (tag) => (tag === "latest" || tag === "apache" ? "6" : undefined),
  base: "trixie",
  adds: [104_000_000, 20_400_000, 25_700_000],
  env: { PHP_VERSION: "8.3.25", APACHE_CONFDIR: "/etc/apache2" },
  workingDir: "/var/www/html",
  stopSignal: "WINCH",
  exposedPorts: [80],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["apache2-foreground"],
  files: { "/var/www/html/": "", "/usr/src/wordpress/index.php": "<?php\ndefine( 'WP_USE_THEMES', true );\n" },
  tools: { "/usr/bin/curl": "curl" },
  executables: { "/usr/local/bin/apache2-foreground": "wordpress-apache", "/usr/local/bin/docker-entrypoint.sh": "wordpress-entrypoint" },
  programs: [server, execRest("wordpress-entrypoint", undefined, () => [say("WordPress not found in /var/www/html - copying now..."), say("Complete! WordPress has been successfully copied to /var/www/html")])],
});
