import type { JsonObject } from "../../api/json.ts";
import { isError } from "../../engine/apiserver/request.ts";
import type { Cluster } from "../../engine/cluster.ts";
import { WORKING_DIRECTORY, WORKSTATION_FILES } from "../../engine/workstation/host.ts";
import type { ViewModel } from "../../graph/model.ts";
import { schedulingOf } from "../../graph/advice/scheduling-of.ts";
import { explainObject } from "../../graph/why/explain-object.ts";
import { explain } from "../../graph/why/explain.ts";
import type { Earlier } from "../../graph/why/facts.ts";
import type { Answer, Query } from "../protocol.ts";
import { validateText } from "../validate.ts";
import { checkClaims } from "./check.ts";
import { completeLine } from "./complete.ts";
import { eventsAbout } from "./events.ts";
import { logsOf } from "./logs.ts";
import { podPath } from "./pod-path.ts";
import { probeRecordOf } from "./probe-record.ts";
import { requestsAbout } from "./requests.ts";
import { requestFor } from "./request-for.ts";

/** What a query is put to: a cluster that stands at the moment asked about, and what was seen of it then. */
export interface Asked {
  readonly cluster: Cluster;
  readonly model: ViewModel;
  /** Where it has forgotten what had been. */
  readonly earlier: Earlier;
}

/** Answers from a cluster as it stands. Reads only. */
export function answerQuery({ cluster, model, earlier }: Asked, query: Exclude<Query, { readonly type: "scene" }>): Answer {
  switch (query.type) {
    case "object": {
      const response = cluster.read(requestFor("get", query.resource, query.namespace, query.name));
      return { type: "object", ...(isError(response) ? {} : { object: response.body as unknown as JsonObject }) };
    }
    case "events":
      return { type: "events", events: eventsAbout(cluster, query) };
    case "requests":
      return { type: "requests", requests: requestsAbout(cluster, query.about) };
    case "logs":
      return { type: "logs", ...logsOf(cluster, query) };
    case "why": {
      const why = explain(cluster, model, { podUid: query.podUid, ...(query.container === undefined ? {} : { container: query.container }) }, earlier);
      return { type: "why", ...(why ? { why } : {}) };
    }
    case "probeRecord":
      return { type: "probeRecord", record: probeRecordOf(cluster, query.podUid) };
    case "path": {
      const path = podPath(cluster, query.podUid);
      return { type: "path", ...(path ? { path } : {}) };
    }
    case "whyOf": {
      const why = explainObject(cluster, model, query.key, earlier);
      return { type: "whyOf", ...(why ? { why } : {}) };
    }
    case "scheduling": {
      const scheduling = schedulingOf(cluster, model, query.podUid, earlier);
      return { type: "scheduling", ...(scheduling ? { scheduling } : {}) };
    }
    case "validate":
      return { type: "validate", problems: validateText(cluster, query.text, query.file) };
    case "complete":
      return { type: "complete", ...completeLine(cluster, query) };
    case "check":
      return { type: "check", held: checkClaims(cluster, query.claims) };
    case "file": {
      const text = cluster.parts.processes.files.read(WORKSTATION_FILES, query.path.startsWith("/") ? query.path : `${WORKING_DIRECTORY}/${query.path}`);
      return { type: "file", ...(text === undefined ? {} : { text }) };
    }
  }
}
