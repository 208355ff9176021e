import type { JsonObject } from "../../api/json.ts";
import { resourceAt } from "../../api/resources.ts";
import type { Event, KubernetesObject } from "../../api/types.ts";
import { call } from "../client.ts";
import { fail } from "../failure.ts";
import { objectsAt } from "../objects.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";
import { eventsAbout } from "./events.ts";
import type { Sheet } from "./sheet.ts";

/** What a describer asks the API server for beside the object itself. */
export interface Gathering {
  readonly session: Session;
  readonly object: KubernetesObject;
  /** The Events about the object; none with --show-events=false. `uid` "" takes those of any object of its name. */
  readonly events: (uid?: string) => Task<readonly Event[]>;
  /** Objects of the object's own namespace. */
  readonly siblings: (group: string, plural: string, labelSelector?: string) => Task<readonly JsonObject[]>;
}

/** Gathers first and then writes, so that ages are told from when all was known. */
export type Describer = (gathering: Gathering) => Task<(sheet: Sheet) => void>;

export const gatheringFor = (session: Session, object: KubernetesObject, showsEvents: boolean): Gathering => ({
  session,
  object,
  *events(uid) {
    return showsEvents ? yield* eventsAbout(session, object, uid) : [];
  },
  *siblings(group, plural, labelSelector) {
    const resource = resourceAt(group, "v1", plural) ?? fail(`no ${plural}`);
    const { namespace } = object.metadata;
    return objectsAt(yield* call(session, { verb: "list", resource, ...(namespace !== undefined && { namespace }), ...(labelSelector !== undefined && { query: { labelSelector } }) }), "items");
  },
});

/** A describer that needs the object and its Events only. */
export const withEvents = <T extends KubernetesObject>(write: (sheet: Sheet, object: T, events: readonly Event[]) => void): Describer =>
  function* ({ object, events }) {
    const found = yield* events();
    return (sheet) => write(sheet, object as T, found);
  };

/** A describer that needs the object only. */
export const alone = <T extends KubernetesObject>(write: (sheet: Sheet, object: T) => void): Describer =>
  function* ({ object }) {
    return (sheet) => write(sheet, object as T);
  };
