// Writes src/api/schema/types.ts: the fields of every served v1.36 kind, without documentation, one line a type.
//   npm pack @kubernetes/client-node@2.0.1   (in some temporary folder, then unpack)
//   node scripts/generate-schema.mjs <folder of the unpacked package>
// client-node is no dependency of ours; without its folder this skips and says so.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { embeddedIn, namedTypes, quantitiesSince130 } from "./go-types.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const clientNode = process.argv[2];
const models = clientNode === undefined ? "" : join(clientNode, "dist/gen/models");
if (!existsSync(models)) {
  console.log("generate-schema: SKIPPED, no unpacked @kubernetes/client-node@2.0.1 given (see the head of this script)");
  process.exit(0);
}

const scalarCodes = { boolean: "b", any: "a", object: "a", IntOrString: "x" };
const stringMap = /^\{ \[key: string\]: (.+); \}$/;

/** Go's name of a model: the version and the group that client-node puts before it are taken off. */
export const goName = (model) => model.replace(/^(?:[A-Z][a-z]+)?V\d+(?:alpha\d+|beta\d+)?(?=[A-Z])/, "");

function code(type, format) {
  if (format === "date-time-micro" || type === "V1MicroTime") return "u";
  if (type === "Date") return "t";
  if (type === "string") return format === "byte" ? "B" : "s";
  if (type === "number") return format === "int32" ? "i" : format === "int64" ? "l" : "d";
  if (scalarCodes[type] !== undefined) return scalarCodes[type];
  const list = /^Array<(.+)>$/.exec(type);
  if (list !== null) return `[${code(list[1], format)}`;
  const map = stringMap.exec(type);
  if (map !== null) return `{${code(map[1], format)}`;
  return type;
}

/** Every "Struct.field" that kubernetes-types (1.30) declares with Quantity inside. */
function readQuantities() {
  const found = new Set(quantitiesSince130);
  const folder = join(root, "node_modules/kubernetes-types");
  for (const group of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    for (const file of readdirSync(join(folder, group.name)).filter((name) => name.endsWith(".d.ts"))) {
      const text = readFileSync(join(folder, group.name, file), "utf8").replace(/\/\*\*[^]*?\*\//g, "");
      for (const [, name, body] of text.matchAll(/export interface (\w+) \{([^]*?)\n\}/g)) {
        for (const [, field] of body.matchAll(/^ {4}(\w+)\??: (?:\{\s*\[name: string\]: )?(?:Array<)?Quantity/gm)) found.add(`${name}.${field}`);
      }
    }
  }
  return found;
}

function readModel(model, quantities) {
  const source = readFileSync(join(models, `${model}.js`), "utf8");
  const declared = readFileSync(join(models, `${model}.d.ts`), "utf8");
  const required = new Set([...declared.matchAll(/^ {4}'(\w[^']*)': /gm)].map((match) => match[1]));
  const name = goName(model);
  const fields = [...source.matchAll(/"name": "([^"]+)",\s+"baseName": "([^"]+)",\s+"type": "([^"]+)",\s+"format": "([^"]*)"/g)];
  return fields.map(([, property, field, type, format]) => {
    const key = `${name}.${field}`;
    const plain = code(type, format);
    const exact = quantities.has(key) ? plain.replace(/s$/, "q") : plain;
    const named = namedTypes[key] === undefined ? "" : `~${namedTypes[key]}`;
    const embedded = embeddedIn(name, field);
    return { field, required: required.has(property), type: exact, suffix: named + (embedded === undefined ? "" : `@${embedded}`) };
  });
}

const modelOf = (type) => /^[[{]*((?:[A-Z][a-z]+)?V\d\w+)$/.exec(type)?.[1];

function reachable(roots, quantities) {
  const types = new Map();
  const queue = [...roots];
  while (queue.length > 0) {
    const model = queue.pop();
    if (types.has(model)) continue;
    const fields = readModel(model, quantities);
    types.set(model, fields);
    queue.push(...fields.map((f) => modelOf(f.type)).filter((next) => next !== undefined));
  }
  return types;
}

/** The kinds of src/api/resources.ts, and what subresources take. */
function rootModels() {
  const listed = readFileSync(join(root, "src/api/resources.ts"), "utf8");
  const versions = new Map([...listed.matchAll(/const (\w+) = inGroup\("[^"]*", "(v\d+)"\)/g)].map(([, name, version]) => [name, version]));
  const kinds = [...listed.matchAll(/^ {2}(\w+)\.(?:namespaced|cluster)\("\w+", "(\w+)"/gm)].map(([, name, kind]) => [versions.get(name).toUpperCase(), kind]);
  const clashing = { Event: ["CoreV1Event", "EventsV1Event"], ResourceClaim: ["ResourceV1ResourceClaim"] };
  const extra = ["V1DeleteOptions", "V1Eviction", "V1Scale", "AuthenticationV1TokenRequest", "V1Status"];
  return [...new Set([...kinds.flatMap(([version, kind]) => clashing[kind] ?? [`${version}${kind}`]), ...extra])];
}

const line = (model, fields) => `${model} ${fields.map((f) => `${f.field}${f.required ? "!" : ":"}${f.type}${f.suffix}`).join(" ")}`;

const types = reachable(rootModels(), readQuantities());
const lines = [...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([model, fields]) => line(model, fields));
const head = `// Written by scripts/generate-schema.mjs from @kubernetes/client-node 2.0.1 (v1.36) and kubernetes-types 1.30. Do not edit.
// A line: model, then field, ":" (optional) or "!" (required), type. Types: s string, b bool, i int32, l int64, d double, q Quantity,
// x IntOrString, t Time, u MicroTime, B base64, a anything, a model; [ list of, { map of; ~ Go's named type, @ the struct it is embedded in.
`;
writeFileSync(join(root, "src/api/schema/types.ts"), `${head}export const typeLines = \`\n${lines.join("\n")}\n\`;\n`);
console.log(`generate-schema: ${lines.length} types`);
