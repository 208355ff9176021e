import * as monaco from "monaco-editor/editor/editor.api";
import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import { configureMonacoYaml } from "monaco-yaml";
import schemaUrl from "kubarium:manifest-schema?url";
import YamlWorker from "./yaml.worker.ts?worker";

type CreateWorker = typeof monaco.editor.createWebWorker;
interface LabelledWorker {
  readonly label?: string;
  readonly createData?: unknown;
}

/** Completion by the schema; everything that is judged comes from src/manifest. */
export function startYamlLanguage(): void {
  self.MonacoEnvironment = { getWorker: (_id, label) => (label === "yaml" ? new YamlWorker() : new EditorWorker()) };
  configureMonacoYaml(asMonacoYamlExpects(), {
    completion: true,
    // What has a default need not be written.
    disableDefaultProperties: true,
    // Ours knows the path, the default and the language of the page (hovers.ts).
    hover: false,
    validate: false,
    format: { enable: false },
    enableSchemaRequest: true,
    schemas: [{ uri: new URL(schemaUrl, location.href).href, fileMatch: ["*"] }],
  });
  monaco.languages.setLanguageConfiguration("yaml", { onEnterRules });
}

const { None, Indent } = monaco.languages.IndentAction;

/** Where the next line begins: below the key of a list's item, not below its dash. */
const onEnterRules: monaco.languages.OnEnterRule[] = [
  { beforeText: /^\s*-\s+[^#]*:\s*(?:[|>][-+\d]*\s*)?$/, action: { indentAction: Indent, appendText: "  " } },
  { beforeText: /^\s*-\s+[^#\s][^#]*:\s+\S.*$/, action: { indentAction: None, appendText: "  " } },
  { beforeText: /:\s*(?:[|>][-+\d]*\s*)?$/, action: { indentAction: Indent } },
];

/** Since 0.55 Monaco wants a running worker and hands nothing on to it; monaco-yaml still counts on the older way. */
function asMonacoYamlExpects(): typeof monaco {
  const createWebWorker = ((options: LabelledWorker) => {
    const worker = new YamlWorker();
    worker.postMessage("ignore");
    worker.postMessage(options.createData);
    return monaco.editor.createWebWorker({ ...options, worker: Promise.resolve(worker) });
  }) as unknown as CreateWorker;
  return { ...monaco, editor: { ...monaco.editor, createWebWorker } };
}
