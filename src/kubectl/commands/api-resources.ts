import type { JsonObject } from "../../api/json.ts";
import { byCodeUnit } from "../../api/json.ts";
import { groupVersion, METRICS_GROUP } from "../../api/resources.ts";
import type { ApiResource } from "../../api/resources.ts";
import type { Command, Outcome } from "../command.ts";
import { fail } from "../failure.ts";
import { bool, list, text } from "../flags/flag.ts";
import { metricsApi, servedResources } from "../metrics/metrics-api.ts";
import { formatPrinter, outputFormat } from "../printers/output.ts";
import { alignTabs, tableLayout } from "../printers/tab-writer.ts";
import { tabbed } from "../printers/table.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { usageError } from "./shared.ts";

export const apiResourcesCommand: Command = {
  name: "api-resources",
  short: "Print the supported API resources on the server",
  usage: "api-resources [flags] [options]",
  flags: [
    text("output", { shorthand: "o", usage: "Output format. One of: (json, yaml, name, wide)." }),
    text("api-group", { usage: "Limit to resources in the specified API group." }),
    bool("namespaced", { default: "true", usage: "If false, non-namespaced resources will be returned." }),
    bool("no-headers", { usage: "When using the default or custom-column output format, don't print headers." }),
    bool("cached", { usage: "Use the cached list of resources if available." }),
    list("verbs", { usage: "Limit to resources that support the specified verbs." }),
    list("categories", { usage: "Limit to resources that belong to the specified categories." }),
    text("sort-by", { usage: "If non-empty, sort list of resources using specified field. One of (name, kind)." }),
  ],
  run: apiResources,
};

// Mirrors APIResourceOptions.RunAPIResources (kubectl/pkg/cmd/apiresources/apiresources.go).
function* apiResources(session: Session): Task<Outcome> {
  const { flags, args } = session;
  if (args.length > 0) usageError(session, `unexpected arguments: [${args.join(" ")}]`);
  const sortBy = flags.text("sort-by");
  if (!["", "name", "kind"].includes(sortBy)) fail("--sort-by accepts only name or kind");
  const { format } = outputFormat(session);
  const found = chosen(session, yield* servedResources(session)).sort(order(sortBy));
  if (format === "name") yield* writeOut(found.map((r) => `${r.group === "" ? r.resource : `${r.resource}.${r.group}`}\n`).join(""));
  else if (format === "json" || format === "yaml") yield* writeOut(formatPrinter(session)?.(resourceList(found)) ?? "");
  else yield* writeOut(table(session, found, format === "wide"));
  if ((yield* metricsApi(session)) === "silent") fail(`unable to retrieve the complete list of server APIs: ${METRICS_GROUP}/v1beta1: stale GroupVersion discovery: ${METRICS_GROUP}/v1beta1`);
  return 0;
}

function chosen({ flags }: Session, served: readonly ApiResource[]): ApiResource[] {
  const preferred = served.filter((r, i) => served.findIndex((other) => other.group === r.group && other.resource === r.resource) === i);
  return preferred.filter(
    (r) =>
      (!flags.changed("api-group") || r.group === flags.text("api-group")) &&
      (!flags.changed("namespaced") || r.namespaced === flags.bool("namespaced")) &&
      flags.list("verbs").every((verb) => r.verbs.includes(verb)) &&
      flags.list("categories").every((category) => r.categories.includes(category)),
  );
}

const order = (sortBy: string) => (a: ApiResource, b: ApiResource): number => {
  if (sortBy === "name") return byCodeUnit(a.resource, b.resource);
  if (sortBy === "kind") return byCodeUnit(a.kind, b.kind);
  return byCodeUnit(a.group, b.group) || byCodeUnit(a.resource, b.resource);
};

function table({ flags }: Session, found: readonly ApiResource[], wide: boolean): string {
  const head = ["NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND", ...(wide ? ["VERBS", "CATEGORIES"] : [])];
  const rows = found.map((r) => [
    r.resource, r.shortNames.join(","), groupVersion(r.group, r.version), String(r.namespaced), r.kind,
    ...(wide ? [r.verbs.join(","), r.categories.join(",")] : []),
  ]);
  return alignTabs(tabbed(flags.bool("no-headers") ? rows : [head, ...rows]), tableLayout);
}

const resourceList = (found: readonly ApiResource[]): JsonObject => ({
  apiVersion: "v1",
  groupVersion: "",
  kind: "APIResourceList",
  resources: found.map((r) => ({
    ...(r.categories.length > 0 && { categories: r.categories }),
    ...(r.group !== "" && { group: r.group }),
    kind: r.kind,
    name: r.resource,
    namespaced: r.namespaced,
    ...(r.shortNames.length > 0 && { shortNames: r.shortNames }),
    singularName: r.singular,
    verbs: r.verbs,
    version: r.version,
  })),
});
