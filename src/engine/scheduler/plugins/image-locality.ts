import { MAX_NODE_SCORE, type ScorePlugin } from "../plugin.ts";

const MiB = 1024 * 1024;
const MIN_BYTES = 23 * MiB;
const MAX_BYTES_PER_CONTAINER = 1000 * MiB;

// Mirrors ImageLocality.Score (pkg/scheduler/framework/plugins/imagelocality/image_locality.go): sizes of the images that are there,
// less for those that few nodes have. Names are compared as written, so "nginx" is never "docker.io/library/nginx:latest".
export const imageLocality: ScorePlugin = {
  name: "ImageLocality",
  weight: 1,
  preScore({ pod }, cache) {
    const containers = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
    const images = containers.map(({ image }) => normalizedImageName(image)).filter((image) => cache.image(image));
    if (images.length === 0) return () => 0;
    const totalNodes = cache.nodes().length;
    return ({ node }) => {
      const here = new Set(node.status.images?.flatMap(({ names = [] }) => names));
      let sum = 0;
      for (const image of images) {
        const summary = cache.image(image);
        if (summary && here.has(image)) sum += Math.trunc(summary.sizeBytes * (summary.nodes / totalNodes));
      }
      return priority(sum, containers.length);
    };
  },
};

function priority(bytes: number, containers: number): number {
  const max = MAX_BYTES_PER_CONTAINER * containers;
  const clamped = Math.min(max, Math.max(MIN_BYTES, bytes));
  return Math.floor((MAX_NODE_SCORE * (clamped - MIN_BYTES)) / (max - MIN_BYTES));
}

/** With the tag that an image without one means. */
const normalizedImageName = (image: string): string => (image.lastIndexOf(":") <= image.lastIndexOf("/") ? `${image}:latest` : image);
