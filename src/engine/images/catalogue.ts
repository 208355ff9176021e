import type { Program } from "../processes/program.ts";
import { agnhost, helloApp, helloAppOnArtifacts, livenessImage } from "./agnhost/agnhost.ts";
import { alpine } from "./alpine/alpine.ts";
import { assumedServer } from "./assumed/server.ts";
import { behaviorProgram, clockProgram } from "./behavior/program.ts";
import { busybox, e2eBusybox, k8sBusybox } from "./busybox/busybox.ts";
import { busyboxplus, curlimagesCurl } from "./curl/curl.ts";
import { curlProgram } from "./curl/program.ts";
import { centos, debian, ubuntu } from "./debian/debian.ts";
import { mysql } from "./databases/mysql.ts";
import { postgres } from "./databases/postgres.ts";
import { kubernetesGitSync, oldGitSync, openwebGitSync } from "./git-sync/git-sync.ts";
import { httpd } from "./httpd/httpd.ts";
import type { ImageDefinition } from "./image.ts";
import { kubia, kubiaUnhealthy } from "./kubia/kubia.ts";
import { memhog } from "./memhog/memhog.ts";
import { nginx } from "./nginx/nginx.ts";
import { pause } from "./pause/pause.ts";
import { perl } from "./perl/perl.ts";
import { redis } from "./redis/redis.ts";
import { httpEcho, nginxSlim, oldNginxSlim, whoami } from "./samples/samples.ts";
import { simpleservice, simpleserviceOnHub } from "./simpleservice/simpleservice.ts";
import { stress, vishStress } from "./stress/stress.ts";

const images: readonly ImageDefinition[] = [
  agnhost, alpine, busybox, busyboxplus, centos, curlimagesCurl, debian, e2eBusybox, helloApp, helloAppOnArtifacts, httpd, k8sBusybox, kubernetesGitSync, kubia,
  kubiaUnhealthy, livenessImage, memhog, nginx, oldGitSync, openwebGitSync, pause, perl, redis, simpleservice, simpleserviceOnHub, stress, ubuntu, vishStress, mysql, postgres, httpEcho, whoami, nginxSlim, oldNginxSlim,
];

/** Every image that we know, by repository. */
export const catalogue: ReadonlyMap<string, ImageDefinition> = new Map(images.map((image) => [image.repository, image]));

/** Every program that images bring along, each once: what a process table needs to know of them. */
export const imagePrograms: readonly Program[] = [
  ...new Map([...images.flatMap((image) => image.programs), assumedServer, behaviorProgram, clockProgram, curlProgram].map((program) => [program.name, program])).values(),
];
