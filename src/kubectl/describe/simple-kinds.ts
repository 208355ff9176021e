import type { JsonObject } from "../../api/json.ts";
import { base64Length, decodeBase64Text } from "../../api/base64.ts";
import type { ConfigMap, Event, Namespace, Secret, ServiceAccount } from "../../api/types.ts";
import { describeEvents } from "./events.ts";
import { describeLimitRanges, describeQuotas } from "./limits.ts";
import { longTime, orNone } from "./sheet.ts";
import type { Sheet } from "./sheet.ts";

// The describers of kinds that hold little. Mirror kubectl/pkg/describe/describe.go.

export function describeConfigMap(sheet: Sheet, { metadata, data, binaryData }: ConfigMap, events: readonly Event[]): void {
  sheet.identity(metadata);
  sheet.line(0, "\nData\n====");
  for (const key of Object.keys(data ?? {}).sort()) sheet.line(0, `${key}:\n----\n${data?.[key] ?? ""}\n`);
  sheet.line(0, "\nBinaryData\n====");
  for (const key of Object.keys(binaryData ?? {}).sort()) sheet.line(0, `${key}: ${base64Length(binaryData?.[key] ?? "")} bytes`);
  sheet.line(0, "");
  describeEvents(sheet, events);
}

export function describeSecret(sheet: Sheet, { metadata, type, data }: Secret): void {
  sheet.identity(metadata);
  sheet.line(0, "");
  sheet.line(0, "Type:", type ?? "");
  sheet.line(0, "\nData\n====");
  for (const key of Object.keys(data ?? {}).sort()) {
    const encoded = data?.[key] ?? "";
    const isToken = key === "token" && type === "kubernetes.io/service-account-token";
    sheet.line(0, `${key}:`, isToken ? decodeBase64Text(encoded) : `${base64Length(encoded)} bytes`);
  }
}

export function describeServiceAccount(sheet: Sheet, { metadata, imagePullSecrets, secrets }: ServiceAccount, events: readonly Event[]): void {
  sheet.identity(metadata);
  const names = (list: readonly { readonly name?: unknown }[] | undefined) => (list ?? []).map((s) => String(s.name ?? ""));
  sheet.many("Image pull secrets", names(imagePullSecrets));
  sheet.many("Mountable secrets", names(secrets));
  sheet.many("Tokens", []);
  describeEvents(sheet, events);
}

export function describeNamespace(sheet: Sheet, { metadata, status }: Namespace, quotas: readonly JsonObject[], ranges: readonly JsonObject[]): void {
  sheet.identity(metadata);
  sheet.line(0, "Status:", orNone(status.phase));
  const conditions = status.conditions ?? [];
  if (conditions.length > 0) {
    sheet.line(0, "Conditions:");
    sheet.line(1, "Type", "Status", "LastTransitionTime", "Reason", "Message");
    sheet.line(1, "----", "------", "------------------", "------", "-------");
    for (const c of conditions) sheet.line(1, c.type, c.status, longTime(c.lastTransitionTime), c.reason ?? "", c.message ?? "");
  }
  sheet.line(0, "");
  describeQuotas(sheet, quotas);
  sheet.line(0, "");
  describeLimitRanges(sheet, ranges);
}
