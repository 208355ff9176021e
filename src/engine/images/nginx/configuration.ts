import type { FileReader } from "../../processes/program.ts";

/** What the server needs of its configuration files. */
export interface NginxConfiguration {
  readonly ports: readonly number[];
  readonly root: string;
  /** `location … { return …; }`, longest path first. */
  readonly returns: readonly { readonly path: string; readonly exact: boolean; readonly status: number; readonly body: string }[];
}

const DIRECTORY = "/etc/nginx/conf.d";

/**
 * Reads listen, root and return from /etc/nginx/conf.d.
 * Simplified: of an nginx configuration, what listens and what is served counts; other directives have no effect, and all server blocks answer as one.
 */
export function readConfiguration(files: FileReader): NginxConfiguration {
  const names = files.list(DIRECTORY) ?? [];
  return parsed(
    names
      .filter((name) => name.endsWith(".conf"))
      .map((name) => files.read(`${DIRECTORY}/${name}`) ?? "")
      .join("\n"),
  );
}

/** The last few texts and what they mean: nearly all servers have the same. */
const recent = new Map<string, NginxConfiguration>();
const RECENT_TEXTS = 16;

function parsed(text: string): NginxConfiguration {
  const known = recent.get(text);
  if (known) return known;
  if (recent.size >= RECENT_TEXTS) recent.clear();
  const configuration = parse(text.replace(/#[^\n]*/g, ""));
  recent.set(text, configuration);
  return configuration;
}

function parse(text: string): NginxConfiguration {
  const ports = [...text.matchAll(/\blisten\s+(?:[\w.*]+:)?(\d+)[^;]*;/g)].map((match) => Number(match[1]));
  const root = /\broot\s+([^;\s]+)\s*;/.exec(text)?.[1] ?? "/usr/share/nginx/html";
  const returns = [...text.matchAll(/\blocation\s+(=\s+)?(\S+)\s*\{([^}]*)\}/g)].flatMap(([, exact, path = "/", body = ""]) => {
    const found = /\breturn\s+(\d{3})(?:\s+("[^"]*"|'[^']*'|[^;]+))?\s*;/.exec(body);
    return found ? [{ path, exact: exact !== undefined, status: Number(found[1]), body: unquote(found[2] ?? "") }] : [];
  });
  return { ports: [...new Set(ports)], root, returns: returns.sort((a, b) => b.path.length - a.path.length) };
}

const unquote = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/s, "$2").replace(/\\n/g, "\n");
