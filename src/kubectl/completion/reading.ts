import { resourceByName, resources, type ApiResource } from "../../api/resources.ts";
import type { Pod } from "../../api/types.ts";
import type { ApiRequest, ApiResponse } from "../../engine/apiserver/request.ts";
import { apiRequest } from "../client.ts";

/** What completion may look at: the cluster, and the kubeconfig. Reads only. */
export interface Reading {
  read(request: ApiRequest): ApiResponse;
  /** Of the kubeconfig's context. */
  readonly namespace: string;
  readonly contexts: readonly string[];
}

/** A reading in one namespace: of --namespace, else of the context. */
export interface Place {
  readonly reading: Reading;
  readonly namespace: string;
}

// Mirrors compGetResourceList (kubectl/pkg/util/completion/completion.go): full names of what can be got; of "pods,sec" the last.
export function resourceTypes(word: string): readonly string[] {
  const from = word.lastIndexOf(",") + 1;
  const names = resources.filter(({ verbs }) => verbs.includes("get")).map(({ resource, group }) => (group === "" ? resource : `${resource}.${group}`));
  return [...new Set(names)].filter((name) => name.startsWith(word.slice(from))).map((name) => word.slice(0, from) + name);
}

/** The resource that a word on the command line names: "po", "pods", "deployments.apps". */
export function resourceOf(word: string): ApiResource | undefined {
  return resources.find(({ resource, group }) => group !== "" && word === `${resource}.${group}`) ?? resourceByName(word);
}

// Mirrors CompGetResource.
export function objectNames({ reading, namespace }: Place, types: string): readonly string[] {
  return types.split(",").flatMap((type) => {
    const resource = resourceOf(type);
    return resource ? itemsOf(reading.read(apiRequest({ verb: "list", resource, namespace }))).map(({ metadata }) => metadata.name) : [];
  });
}

// Mirrors CompGetContainers: init containers first.
export function containerNames({ reading, namespace }: Place, pod: string): readonly string[] {
  const resource = resourceByName("pods");
  const response = resource && reading.read(apiRequest({ verb: "get", resource, namespace, name: pod.replace(/^(po|pods?)\//, "") }));
  if (!response || response.code >= 400) return [];
  const { initContainers = [], containers, ephemeralContainers = [] } = (response.body as unknown as Pod).spec;
  return [...initContainers, ...containers, ...ephemeralContainers].map(({ name }) => name);
}

interface Named {
  readonly metadata: { readonly name: string };
}

const itemsOf = (response: ApiResponse): readonly Named[] => (response.code >= 400 ? [] : ((response.body as unknown as { readonly items?: readonly Named[] }).items ?? []));
