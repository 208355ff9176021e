import type { HorizontalPodAutoscaler } from "../../api/autoscaling.ts";
import type { ApiResource } from "../../api/resources.ts";
import type { JsonObject } from "../../api/json.ts";
import type { Event, KubernetesObject } from "../../api/types.ts";
import { autoscalerFromV1, autoscalerToV1 } from "./autoscaler-conversion.ts";

/** An Event in the words of events.k8s.io/v1. */
interface EventsV1Event extends KubernetesObject {
  readonly eventTime?: string | null;
  readonly regarding?: Event["involvedObject"];
  readonly note?: string;
  readonly deprecatedSource?: Event["source"];
  readonly deprecatedFirstTimestamp?: string | null;
  readonly deprecatedLastTimestamp?: string | null;
  readonly deprecatedCount?: number;
  readonly reportingController?: string;
}

const isEventsV1 = ({ group, kind }: ApiResource): boolean => group === "events.k8s.io" && kind === "Event";

const isAutoscalerV1 = ({ group, version, kind }: ApiResource): boolean => group === "autoscaling" && version === "v1" && kind === "HorizontalPodAutoscaler";

/** An object as it is stored, in the version that the request's path names. */
export function toVersion(resource: ApiResource, object: KubernetesObject): KubernetesObject {
  if (isEventsV1(resource)) return toEventsV1(object as Event);
  if (isAutoscalerV1(resource)) return autoscalerToV1(object as HorizontalPodAutoscaler);
  const apiVersion = resource.group === "" ? resource.version : `${resource.group}/${resource.version}`;
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion };
}

/** The object of a request's body as it will be stored. */
export function toStored(resource: ApiResource, object: KubernetesObject): KubernetesObject {
  if (isEventsV1(resource)) return object.apiVersion === "v1" ? object : fromEventsV1(object as EventsV1Event);
  return isAutoscalerV1(resource) && object.apiVersion === "autoscaling/v1" ? autoscalerFromV1(object) : object;
}

// Mirrors Convert_v1_Event_To_core_Event (pkg/apis/events/v1/conversion.go) and its inverse.
function fromEventsV1(event: EventsV1Event): KubernetesObject {
  const { regarding, note, deprecatedSource, deprecatedFirstTimestamp, deprecatedLastTimestamp, deprecatedCount, reportingController, ...same } = event;
  return defined({
    ...same,
    apiVersion: "v1",
    involvedObject: regarding ?? {},
    message: note,
    source: deprecatedSource ?? {},
    firstTimestamp: deprecatedFirstTimestamp ?? null,
    lastTimestamp: deprecatedLastTimestamp ?? null,
    count: deprecatedCount,
    reportingComponent: reportingController ?? "",
  });
}

function toEventsV1(event: Event): KubernetesObject {
  const { involvedObject, message, source, firstTimestamp, lastTimestamp, count, reportingComponent, ...same } = event;
  return defined({
    ...same,
    apiVersion: "events.k8s.io/v1",
    regarding: involvedObject,
    note: message,
    deprecatedSource: source,
    deprecatedFirstTimestamp: firstTimestamp,
    deprecatedLastTimestamp: lastTimestamp,
    deprecatedCount: count,
    reportingController: reportingComponent,
  });
}

const defined = (object: Readonly<Record<string, unknown>>): KubernetesObject =>
  Object.fromEntries(Object.entries(object as JsonObject).filter(([, value]) => value !== undefined)) as unknown as KubernetesObject;
