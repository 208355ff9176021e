import type { Json, JsonObject } from "../../api/json.ts";
import { formatLabelSelector } from "../../api/labels.ts";
import type { KubernetesObject, LabelSelector } from "../../api/types.ts";
import { parseRfc3339, rfc3339 } from "../../api/time.ts";
import { at, listAt, objectAt, objectsAt, sortedKeys, stringAt } from "../objects.ts";
import type { Sheet } from "./sheet.ts";

const margin = "    ";

// Mirrors describeNetworkPolicy (kubectl/pkg/describe/describe.go).
export function describeNetworkPolicy(sheet: Sheet, object: KubernetesObject): void {
  const { metadata } = object;
  const spec = objectAt(object as unknown as Json, "spec");
  sheet.line(0, "Name:", metadata.name);
  sheet.line(0, "Namespace:", metadata.namespace ?? "");
  sheet.line(0, "Created on:", goTime(metadata.creationTimestamp));
  sheet.labels("Labels", metadata.labels);
  sheet.annotations(metadata.annotations);
  sheet.line(0, "Spec:");
  const selector = objectAt(spec, "podSelector");
  const everyPod = sortedKeys(objectAt(selector, "matchLabels")).length === 0 && listAt(selector, "matchExpressions").length === 0;
  // The second half is indented as a line of its own would be.
  sheet.line(1, `PodSelector:     ${everyPod ? "<none> (Allowing the specific traffic to all pods in this namespace)" : selectorText(selector)}`);
  const types = listAt(spec, "policyTypes").map(String);
  describeDirection(sheet, "ingress", types.includes("Ingress"), objectsAt(spec, "ingress"));
  describeDirection(sheet, "egress", types.includes("Egress"), objectsAt(spec, "egress"));
  sheet.line(1, `Policy Types: ${types.join(", ")}`);
}

/** As Go prints a time: "2026-11-21 02:37:45 +0000 UTC". */
const goTime = (time: string): string => `${rfc3339(parseRfc3339(time) ?? 0).replace("T", " ").replace("Z", "")} +0000 UTC`;

const selectorText = (selector: Json | undefined): string => formatLabelSelector(selector as unknown as LabelSelector | undefined);

function describeDirection(sheet: Sheet, direction: "ingress" | "egress", enabled: boolean, rules: readonly JsonObject[]): void {
  if (!enabled) return sheet.line(1, `Not affecting ${direction} traffic`);
  sheet.line(1, `Allowing ${direction} traffic:`);
  if (rules.length === 0) return sheet.line(0, `${margin}<none> (Selected pods are isolated for ${direction} connectivity)`);
  const [peers, word, any] = direction === "ingress" ? ["from", "From", "source"] : ["to", "To", "destination"];
  rules.forEach((rule, i) => {
    describePorts(sheet, objectsAt(rule, "ports"));
    const list = objectsAt(rule, peers);
    if (list.length === 0) sheet.line(0, `${margin}${word}: <any> (traffic not restricted by ${any})`);
    for (const peer of list) describePeer(sheet, word, peer);
    if (i < rules.length - 1) sheet.line(0, `${margin}----------`);
  });
}

function describePorts(sheet: Sheet, ports: readonly JsonObject[]): void {
  if (ports.length === 0) sheet.line(0, `${margin}To Port: <any> (traffic allowed to all ports)`);
  for (const port of ports) {
    const number = String(port["port"] ?? "<nil>");
    const range = port["endPort"] === undefined ? `To Port: ${number}` : `To Port Range: ${number}-${String(port["endPort"])}`;
    sheet.line(0, `${margin}${range}/${stringAt(port, "protocol") || "TCP"}`);
  }
}

function describePeer(sheet: Sheet, word: string, peer: JsonObject): void {
  sheet.line(0, `${margin}${word}:`);
  const [namespaces, pods] = [at(peer, "namespaceSelector"), at(peer, "podSelector")];
  if (namespaces !== undefined) sheet.line(1, `${margin}NamespaceSelector: ${selectorText(namespaces)}`);
  if (pods !== undefined) sheet.line(1, `${margin}PodSelector: ${selectorText(pods)}`);
  if (namespaces !== undefined || pods !== undefined || at(peer, "ipBlock") === undefined) return;
  sheet.line(1, `${margin}IPBlock:`);
  sheet.line(2, `${margin}CIDR: ${stringAt(peer, "ipBlock", "cidr")}`);
  sheet.line(2, `${margin}Except: ${listAt(peer, "ipBlock", "except").join(", ")}`);
}
