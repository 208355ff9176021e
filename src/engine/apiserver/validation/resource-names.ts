import { isQualifiedName } from "./formats.ts";

// Mirrors pkg/apis/core/helper/helpers.go: which resource names mean what.

const containerResources = new Set(["cpu", "memory", "ephemeral-storage"]);
const countedObjects = new Set([
  "pods",
  "resourcequotas",
  "services",
  "replicationcontrollers",
  "secrets",
  "configmaps",
  "persistentvolumeclaims",
  "services.nodeports",
  "services.loadbalancers",
]);
const otherStandard = new Set([
  "requests.cpu",
  "requests.memory",
  "requests.ephemeral-storage",
  "limits.cpu",
  "limits.memory",
  "limits.ephemeral-storage",
  "storage",
  "requests.storage",
]);

export const isHugePages = (name: string): boolean => name.startsWith("hugepages-");
export const isStandardContainerResource = (name: string): boolean => containerResources.has(name) || isHugePages(name);
export const isStandardResource = (name: string): boolean =>
  isStandardContainerResource(name) || countedObjects.has(name) || otherStandard.has(name) || name.startsWith("requests.hugepages-");

/** Kubernetes' own: without a prefix, or of kubernetes.io. */
export const isNativeResource = (name: string): boolean => !name.includes("/") || name.includes("kubernetes.io/");

export const isExtendedResource = (name: string): boolean =>
  !isNativeResource(name) && !name.startsWith("requests.") && isQualifiedName(`requests.${name}`).length === 0;

/** Whether a request may be lower than its limit. */
export const isOvercommitAllowed = (name: string): boolean => isNativeResource(name) && !isHugePages(name);

export const isIntegerResource = (name: string): boolean => countedObjects.has(name) || isExtendedResource(name);
