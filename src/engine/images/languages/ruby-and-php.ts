import type { ImageDefinition } from "../image.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer, pathOf } from "../serving/app-server.ts";
import { apacheTime } from "../serving/clock.ts";
import { execRest } from "../base/entrypoint.ts";
import { interpreter } from "./interpreter.ts";
import { phpLanguage, rubyLanguage } from "./snippets.ts";

const rubyRunner = interpreter({
  name: "ruby",
  language: rubyLanguage,
  evaluate: ["-e"],
  prints: { "--version": "ruby 3.4.5 (2025-07-16 revision 20cda200d3) +PRISM [x86_64-linux]", "-v": "ruby 3.4.5 (2025-07-16 revision 20cda200d3) +PRISM [x86_64-linux]" },
  missingFile: (path) => ({ lines: [`ruby: No such file or directory -- ${path} (LoadError)`], code: 1 }),
});

export const ruby = imageOn({
  repository: "docker.io/library/ruby",
  tags: (tag) => tag === "latest" || tag === "slim" || tag === "alpine" || /^[23](\.\d+){0,2}(-slim|-alpine|-bookworm|-trixie)?$/.test(tag),
  sameAs: (tag) => ({ latest: "3.4", slim: "3.4-slim", alpine: "3.4-alpine" })[tag],
  base: "trixie",
  adds: [25_600_000, 67_800_000, 236_000_000, 38_000_000],
  env: { LANG: "C.UTF-8", RUBY_VERSION: "3.4.5" },
  cmd: ["irb"],
  tools: { "/usr/bin/curl": "curl" },
  executables: { "/usr/local/bin/ruby": "ruby", "/usr/local/bin/irb": "ruby" },
  programs: [rubyRunner],
});

const phpRunner = interpreter({
  name: "php",
  language: phpLanguage,
  evaluate: ["-r"],
  prints: { "-v": "PHP 8.4.12 (cli) (built: Aug 28 2025 18:24:38) (NTS)", "--version": "PHP 8.4.12 (cli) (built: Aug 28 2025 18:24:38) (NTS)" },
  missingFile: (path) => ({ lines: [`Could not open input file: ${path}`], code: 1 }),
});

/** Simplified: PHP's server serves pages as they stand; no PHP in them is run. */
const phpApache = appServer({
  name: "php-apache",
  log: "stderr",
  ports: () => [80],
  memoryBytes: 25_000_000,
  ready: (context) => [`[${apacheTime(context)}] [mpm_prefork:notice] [pid 1:tid 1] AH00163: Apache/2.4.65 (Debian) PHP/8.4.12 configured -- resuming normal operations`],
  answer(request, { files }) {
    const path = pathOf(request);
    const root = "/var/www/html";
    const text = path.endsWith("/") ? (files.read(`${root}${path}index.html`) ?? files.read(`${root}${path}index.php`)) : files.read(root + path);
    return text === undefined ? { status: path === "/" ? 403 : 404, type: "text/html; charset=iso-8859-1", body: path === "/" ? "<title>403 Forbidden</title>\n" : "<title>404 Not Found</title>\n" } : { status: 200, type: "text/html; charset=UTF-8", body: text };
  },
  stops: ["TERM", "INT", "WINCH"],
});

export const php: ImageDefinition = imageOn({
  repository: "docker.io/library/php",
  tags: (tag) => tag === "latest" || tag === "cli" || tag === "apache" || tag === "fpm" || /^[5-8](\.\d+){0,2}(-cli|-apache|-fpm|-alpine|-fpm-alpine|-cli-alpine)?(-bookworm|-trixie)?$/.test(tag),
  sameAs: (tag) => ({ latest: "8.4", cli: "8.4-cli", apache: "8.4-apache", fpm: "8.4-fpm" })[tag],
  oldManifest: (tag) => /^5\.[2-5](\.|-|$)/.test(tag),
  variant: (tag) => (tag.includes("apache") ? { cmd: ["apache2-foreground"], exposedPorts: [80] } : {}),
  base: "trixie",
  adds: [104_000_000, 13_900_000, 21_000_000],
  env: { PHP_VERSION: "8.4.12" },
  entrypoint: ["docker-php-entrypoint"],
  cmd: ["php", "-a"],
  files: { "/var/www/html/": "" },
  tools: { "/usr/bin/curl": "curl" },
  executables: { "/usr/local/bin/php": "php", "/usr/local/bin/apache2-foreground": "php-apache", "/usr/local/bin/docker-php-entrypoint": "php-entrypoint" },
  programs: [phpRunner, phpApache, execRest("php-entrypoint", "php")],
});
/** The image of the HorizontalPodAutoscaler walkthrough: a page that computes for a while. */
const PAGE_COMPUTES_MS = 70;
const hpaServer = appServer({
  name: "hpa-example",
  ports: () => [80],
  memoryBytes: 11_500_000,
  idleMicro: 900,
  answer: () => ({ status: 200, type: "text/html; charset=UTF-8", body: "OK!", computeMs: PAGE_COMPUTES_MS }),
  stops: ["TERM", "INT", "WINCH"],
});
export const hpaExample: ImageDefinition = imageOn({
  repository: "registry.k8s.io/hpa-example",
  tags: ["latest"],
  base: "debian",
  adds: [150_000_000],
  workingDir: "/var/www/html",
  exposedPorts: [80],
  cmd: ["apache2-foreground"],
  files: { "/var/www/html/index.php": "<?php\n" },
  executables: { "/usr/local/bin/apache2-foreground": "hpa-example" },
  programs: [hpaServer],
});
