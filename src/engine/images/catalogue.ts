import type { Program } from "../processes/program.ts";
import { assumedServer } from "./assumed/server.ts";
import { busybox, e2eBusybox, k8sBusybox } from "./busybox/busybox.ts";
import type { ImageDefinition } from "./image.ts";
import { memhog } from "./memhog/memhog.ts";
import { nginx } from "./nginx/nginx.ts";
import { pause } from "./pause/pause.ts";

const images: readonly ImageDefinition[] = [busybox, k8sBusybox, e2eBusybox, memhog, nginx, pause];

/** Every image that we know, by repository. */
export const catalogue: ReadonlyMap<string, ImageDefinition> = new Map(images.map((image) => [image.repository, image]));

/** Every program that images bring along, each once: what a process table needs to know of them. */
export const imagePrograms: readonly Program[] = [...new Set([...images.flatMap((image) => image.programs), assumedServer])];
