import { resourceAt } from "../../api/resources.ts";
import type { ApiResource } from "../../api/resources.ts";
import type { ConfigMap, Event, KubernetesObject, Lease, Namespace, Node, Pod, Secret, ServiceAccount } from "../../api/types.ts";
import { claimNameOf, type PersistentVolume, type PersistentVolumeClaim, type StorageClass } from "../../api/storage.ts";
import { call, findObject } from "../client.ts";
import { fail } from "../failure.ts";
import { objectsAt } from "../objects.ts";
import { alignTabs, describeLayout } from "../printers/tab-writer.ts";
import type { Session } from "../session.ts";
import { nowMs } from "../task.ts";
import type { Task } from "../task.ts";
import { eventsAbout } from "./events.ts";
import { describeGeneric } from "./generic.ts";
import { describeNode } from "./node.ts";
import { describePod } from "./pod.ts";
import { Sheet } from "./sheet.ts";
import { describeClaim, describeStorageClass, describeVolume } from "./storage.ts";
import { describeConfigMap, describeNamespace, describeSecret, describeServiceAccount } from "./simple-kinds.ts";

/** The describe text of an object, after the requests that its kind needs. A new kind's describer is one case here. */
export function* describeObject(session: Session, resource: ApiResource, object: KubernetesObject): Task<string> {
  const showEvents = session.flags.bool("show-events");
  const events = function* (uid?: string): Task<readonly Event[]> {
    return showEvents ? yield* eventsAbout(session, object, uid) : [];
  };
  const sheetAt = function* (): Task<Sheet> {
    return new Sheet(session.context.startsAtMs + (yield* nowMs()));
  };
  const done = (sheet: Sheet) => alignTabs(sheet.toString(), describeLayout);
  switch (`${resource.group}/${resource.kind}`) {
    case "/Pod": {
      const found = yield* events();
      const sheet = yield* sheetAt();
      describePod(sheet, object as Pod, found);
      return done(sheet);
    }
    case "/Node": {
      const surroundings = { lease: yield* leaseOf(session, object), pods: yield* podsOn(session, object), events: yield* events("") };
      const sheet = yield* sheetAt();
      describeNode(sheet, object as Node, surroundings);
      return done(sheet);
    }
    case "/ConfigMap": {
      const found = yield* events();
      const sheet = yield* sheetAt();
      describeConfigMap(sheet, object as ConfigMap, found);
      return done(sheet);
    }
    case "/Secret": {
      const sheet = yield* sheetAt();
      describeSecret(sheet, object as Secret);
      return done(sheet);
    }
    case "/ServiceAccount": {
      const found = yield* events();
      const sheet = yield* sheetAt();
      describeServiceAccount(sheet, object as ServiceAccount, found);
      return done(sheet);
    }
    case "/Namespace": {
      const sheet = yield* sheetAt();
      describeNamespace(sheet, object as Namespace);
      return done(sheet);
    }
    case "/PersistentVolumeClaim": {
      const usedBy = yield* usersOf(session, object);
      const found = yield* events();
      const sheet = yield* sheetAt();
      describeClaim(sheet, object as PersistentVolumeClaim, usedBy, found);
      return done(sheet);
    }
    case "/PersistentVolume": {
      const found = yield* events();
      const sheet = yield* sheetAt();
      describeVolume(sheet, object as PersistentVolume, found);
      return done(sheet);
    }
    case "storage.k8s.io/StorageClass": {
      const found = yield* events();
      const sheet = yield* sheetAt();
      describeStorageClass(sheet, object as StorageClass, found);
      return done(sheet);
    }
    default: {
      const found = yield* events();
      const sheet = yield* sheetAt();
      describeGeneric(sheet, object, found);
      return done(sheet);
    }
  }
}

function* leaseOf(session: Session, { metadata }: KubernetesObject): Task<Lease | undefined> {
  const resource = resourceAt("coordination.k8s.io", "v1", "leases") ?? fail("no leases");
  return (yield* findObject(session, { resource, namespace: "kube-node-lease", name: metadata.name })) as unknown as Lease | undefined;
}

// Mirrors getMountPods (kubectl/pkg/describe/describe.go).
function* usersOf(session: Session, { metadata }: KubernetesObject): Task<readonly string[]> {
  const resource = resourceAt("", "v1", "pods") ?? fail("no pods");
  const pods = objectsAt(yield* call(session, { verb: "list", resource, ...(metadata.namespace !== undefined && { namespace: metadata.namespace }) }), "items") as unknown as readonly Pod[];
  return pods.filter((pod) => pod.spec.volumes?.some((volume) => claimNameOf(pod, volume) === metadata.name)).map((pod) => pod.metadata.name);
}

function* podsOn(session: Session, { metadata }: KubernetesObject): Task<readonly Pod[]> {
  const resource = resourceAt("", "v1", "pods") ?? fail("no pods");
  const fieldSelector = `spec.nodeName=${metadata.name},status.phase!=Succeeded,status.phase!=Failed`;
  return objectsAt(yield* call(session, { verb: "list", resource, query: { fieldSelector } }), "items") as unknown as readonly Pod[];
}
