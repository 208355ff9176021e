import type { ImageDefinition } from "../image.ts";
import { nginx } from "./nginx.ts";

const onPort8080 = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({ ...files, "/etc/nginx/conf.d/default.conf": (files["/etc/nginx/conf.d/default.conf"] ?? "").replace(/(listen\s+(?:\[::\]:)?)80;/g, (_, before: string) => `${before}8080;`) });

const known = new Map<string, Readonly<Record<string, string>>>();

/** nginx as user 101, on 8080. */
export const unprivilegedNginx: ImageDefinition = {
  ...nginx,
  repository: "docker.io/nginxinc/nginx-unprivileged",
  exposedPorts: [8080],
  uid: 101,
  files(tag) {
    const kind = tag.includes("alpine") ? "alpine" : "debian";
    const files = known.get(kind) ?? onPort8080(nginx.files(tag));
    known.set(kind, files);
    return files;
  },
};
export const unprivilegedOnQuay: ImageDefinition = { ...unprivilegedNginx, repository: "quay.io/nginx/nginx-unprivileged" };
