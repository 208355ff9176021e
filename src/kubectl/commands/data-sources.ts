import { configMapKeyErrors, regexError } from "../../api/names.ts";
import { absolutePath } from "../builder/files.ts";
import { fail } from "../failure.ts";
import type { Session } from "../session.ts";

interface Owner {
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string;
}

/** Keys and values of --from-literal, --from-file and --from-env-file. Mirrors create_configmap.go and create_secret.go. */
export function dataSources(session: Session, owner: Owner): Readonly<Record<string, string>> {
  const { flags } = session;
  const data = new Map<string, string>();
  if (flags.list("from-env-file").length > 0 && (flags.list("from-file").length > 0 || flags.list("from-literal").length > 0)) {
    fail("from-env-file cannot be combined with from-file or from-literal");
  }
  const add = (key: string, value: string) => {
    const problems = configMapKeyErrors(key);
    if (problems.length > 0) fail(`${JSON.stringify(key)} is not a valid key name for a ${owner.kind}: ${problems.join(",")}`);
    if (data.has(key)) fail(`cannot add key ${JSON.stringify(key)}, another key by that name already exists in Data for ${owner.kind} ${JSON.stringify(owner.name)}`);
    data.set(key, value);
  };
  for (const source of flags.list("from-literal")) add(...literal(source));
  for (const source of flags.list("from-file")) for (const [key, value] of files(session, source)) add(key, value);
  for (const source of flags.list("from-env-file")) for (const [key, value] of envFile(session, source)) add(key, value);
  return Object.fromEntries(data);
}

function literal(source: string): [string, string] {
  const at = source.indexOf("=");
  if (at <= 0) fail(`invalid literal source ${source}, expected key=value`);
  return [source.slice(0, at), source.slice(at + 1).replace(/^(['"])(.*)\1$/s, "$2")];
}

function files(session: Session, source: string): [string, string][] {
  const parts = source.split("=");
  if (parts.length > 2) fail("key names or file paths cannot contain '='");
  if (parts.length === 2 && parts[0] === "") fail(`key name for file path ${parts[1] ?? ""} missing`);
  if (parts.length === 2 && parts[1] === "") fail(`file path for key name ${parts[0] ?? ""} missing`);
  const path = parts.at(-1) ?? "";
  const { files: reader } = session.context;
  const absolute = absolutePath(session.context, path);
  const stat = reader.stat(absolute);
  if (!stat) return fail(`error reading ${path}: no such file or directory`);
  if (stat.type !== "directory") return [[parts.length === 2 ? (parts[0] ?? "") : baseName(path), reader.read(absolute) ?? ""]];
  if (parts.length === 2) fail("cannot give a key name for a directory path");
  return (reader.list(absolute) ?? [])
    .filter((name) => reader.stat(`${absolute}/${name}`)?.type === "file")
    .map((name) => [name, reader.read(`${absolute}/${name}`) ?? ""]);
}

const baseName = (path: string): string => path.replace(/\/+$/, "").split("/").at(-1) ?? path;

// Mirrors IsEnvVarName (apimachinery/pkg/util/validation): stricter than what the server takes in a pod.
const envVarName = "[-._a-zA-Z][-._a-zA-Z0-9]*";
const envVarNameError = regexError(
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
  envVarName,
  "my.env-name",
  "MY_ENV.NAME",
  "MyEnvName1",
);

function envFile(session: Session, path: string): [string, string][] {
  const text = session.context.files.read(absolutePath(session.context, path));
  if (text === undefined) return fail(`error reading ${path}: no such file or directory`);
  return text.split("\n").flatMap((raw): [string, string][] => {
    const line = raw.replace(/^\s+/, "").replace(/\r$/, "");
    if (line === "" || line.startsWith("#")) return [];
    const at = line.indexOf("=");
    const key = at < 0 ? line : line.slice(0, at);
    if (!new RegExp(`^${envVarName}$`).test(key)) fail(`${JSON.stringify(key)} is not a valid key name: ${envVarNameError}`);
    return [[key, at < 0 ? (session.context.env[key] ?? "") : line.slice(at + 1)]];
  });
}
