import type { ImageDefinition } from "./image.ts";

/** Old homes of Kubernetes' images, and what they stand for. */
const OLD_HOMES: readonly (readonly [prefix: string, today: string])[] = [
  ["k8s.gcr.io/", "registry.k8s.io/"],
  ["gcr.io/google_containers/", "registry.k8s.io/"],
  ["gcr.io/google-containers/", "registry.k8s.io/"],
  ["gcr.io/kubernetes-e2e-test-images/", "registry.k8s.io/e2e-test-images/"],
  ["us.gcr.io/k8s-artifacts-prod/", "registry.k8s.io/"],
];

/** The last tags that came to be before the old registry was frozen, where a later one exists. 3 April 2023. */
const LAST_BEFORE_FREEZE: Readonly<Record<string, readonly number[]>> = {
  "registry.k8s.io/pause": [3, 9],
  "registry.k8s.io/e2e-test-images/agnhost": [2, 43],
  "registry.k8s.io/nginx-slim": [0, 26],
  "registry.k8s.io/etcd": [3, 5, 7],
};

const frozen = new Map<string, ImageDefinition | undefined>();

/** k8s.gcr.io and its kin: nothing new since April 2023, what was there can still be pulled. */
export function frozenOf(repository: string, catalogue: ReadonlyMap<string, ImageDefinition>): ImageDefinition | undefined {
  if (frozen.has(repository)) return frozen.get(repository);
  const home = OLD_HOMES.find(([prefix]) => repository.startsWith(prefix));
  const today = home && catalogue.get(home[1] + repository.slice(home[0].length));
  const made = today && { ...today, repository, tags: (tag: string) => existed(today, tag) };
  if (home !== undefined) frozen.set(repository, made);
  return made;
}

function existed(image: ImageDefinition, tag: string): boolean {
  const exists = typeof image.tags === "function" ? image.tags(tag) : image.tags.includes(tag);
  const last = LAST_BEFORE_FREEZE[image.repository];
  const version = tag.replace(/^v/, "").split(/[.-]/).map(Number);
  return exists && (last === undefined || !isAfter(version, last));
}

function isAfter(version: readonly number[], last: readonly number[]): boolean {
  for (let part = 0; part < version.length; part += 1) {
    const difference = (version[part] ?? 0) - (last[part] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
