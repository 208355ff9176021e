import type { JsonObject } from "../../api/json.ts";
import { resourceByName } from "../../api/resources.ts";
import type { ApiResource } from "../../api/resources.ts";
import type { Command } from "../command.ts";
import { fail, throwProblem } from "../failure.ts";
import { array, list, text } from "../flags/flag.ts";
import type { Flag } from "../flags/flag.ts";
import type { Session } from "../session.ts";
import { createFlags, createObject } from "./create-object.ts";
import { requireName } from "./shared.ts";

const rbac = "rbac.authorization.k8s.io";
const ruleFlags: readonly Flag[] = [
  ...createFlags,
  list("verb", { usage: "Verb that applies to the resources contained in the rule" }),
  list("resource", { usage: "Resource that the rule applies to" }),
  array("resource-name", { usage: "Resource in the white list that the rule applies to, repeat this flag for multiple items" }),
];

// Mirrors CreateRoleOptions (kubectl/pkg/cmd/create/create_role.go).
export const createRoleCommand: Command = {
  name: "role",
  short: "Create a role with single rule",
  usage: "create role NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] [--dry-run=server|client|none] [options]",
  flags: ruleFlags,
  *run(session) {
    const name = requireName(session);
    return yield* createObject(session, { apiVersion: `${rbac}/v1`, kind: "Role", metadata: { name }, rules: resourceRules(session) }, "role");
  },
};

export const createClusterRoleCommand: Command = {
  name: "clusterrole",
  short: "Create a cluster role",
  usage: "create clusterrole NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none] [options]",
  flags: [...ruleFlags, list("non-resource-url", { usage: "A partial url that user should have access to." }), list("aggregation-rule", { usage: "An aggregation label selector for combining ClusterRoles." })],
  *run(session) {
    const name = requireName(session);
    const urls = session.flags.list("non-resource-url");
    const rules = urls.length > 0 ? [{ nonResourceURLs: urls, verbs: verbsOf(session) }] : resourceRules(session);
    return yield* createObject(session, { apiVersion: `${rbac}/v1`, kind: "ClusterRole", metadata: { name }, rules }, "clusterrole");
  },
};

function verbsOf({ flags }: Session): readonly string[] {
  const verbs = [...new Set(flags.list("verb"))];
  if (verbs.length === 0) fail("at least one verb must be specified");
  return verbs.includes("*") ? ["*"] : verbs;
}

/** One rule per API group, in the order the groups were first named. */
function resourceRules(session: Session): readonly JsonObject[] {
  const verbs = verbsOf(session);
  const asked = session.flags.list("resource");
  if (asked.length === 0) fail("at least one resource must be specified");
  const names = session.flags.list("resource-name");
  if (names.length > 0 && asked.length > 1) fail("resourceNames can not be applied to multiple resources");
  const byGroup = new Map<string, string[]>();
  for (const text of new Set(asked)) {
    const [type = "", subresource] = text.split("/");
    const resource = knownResource(type);
    const plural = subresource === undefined ? resource.resource : `${resource.resource}/${subresource}`;
    byGroup.set(resource.group, [...(byGroup.get(resource.group) ?? []), plural]);
  }
  return [...byGroup].map(([group, found]) => ({ apiGroups: [group], ...(names.length > 0 && { resourceNames: names }), resources: found, verbs }));
}

const knownResource = (type: string): ApiResource =>
  resourceByName(type) ?? throwProblem({ kind: "message", message: `the server doesn't have a resource type ${JSON.stringify(type)}`, bare: true });

const subjectFlags: readonly Flag[] = [
  ...createFlags,
  text("clusterrole", { usage: "ClusterRole this RoleBinding should reference" }),
  array("user", { usage: "Usernames to bind to the role." }),
  array("group", { usage: "Groups to bind to the role." }),
  array("serviceaccount", { usage: "Service accounts to bind to the role, in the format <namespace>:<name>." }),
];

export const createRoleBindingCommand: Command = {
  name: "rolebinding",
  short: "Create a role binding for a particular role or cluster role",
  usage: "create rolebinding NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]",
  flags: [...subjectFlags, text("role", { usage: "Role this RoleBinding should reference" })],
  *run(session) {
    const name = requireName(session);
    const [role, clusterRole] = [session.flags.text("role"), session.flags.text("clusterrole")];
    if ((role === "") === (clusterRole === "")) fail("exactly one of clusterrole or role must be specified");
    const roleRef = { apiGroup: rbac, kind: role === "" ? "ClusterRole" : "Role", name: role || clusterRole };
    return yield* createObject(session, { apiVersion: `${rbac}/v1`, kind: "RoleBinding", metadata: { name }, roleRef, ...subjects(session) }, "rolebinding");
  },
};

export const createClusterRoleBindingCommand: Command = {
  name: "clusterrolebinding",
  short: "Create a cluster role binding for a particular cluster role",
  usage: "create clusterrolebinding NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]",
  flags: subjectFlags,
  *run(session) {
    const name = requireName(session);
    const clusterRole = session.flags.text("clusterrole");
    if (clusterRole === "") fail('required flag(s) "clusterrole" not set');
    const roleRef = { apiGroup: rbac, kind: "ClusterRole", name: clusterRole };
    return yield* createObject(session, { apiVersion: `${rbac}/v1`, kind: "ClusterRoleBinding", metadata: { name }, roleRef, ...subjects(session) }, "clusterrolebinding");
  },
};

function subjects({ flags }: Session): JsonObject {
  const people = (kind: string, names: readonly string[]) => names.map((name) => ({ apiGroup: rbac, kind, name }));
  const accounts = flags.list("serviceaccount").map((text) => {
    const [namespace = "", name = "", ...more] = text.split(":");
    if (namespace === "" || name === "" || more.length > 0) fail("serviceaccount must be <namespace>:<name>");
    return { kind: "ServiceAccount", name, namespace };
  });
  const found = [...people("User", flags.list("user")), ...people("Group", flags.list("group")), ...accounts];
  return found.length > 0 ? { subjects: found } : {};
}
