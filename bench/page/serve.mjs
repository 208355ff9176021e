// Serves a folder as a static host does: compressed once, before anybody asks, so that serving costs next to nothing.
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2", ".ttf": "font/ttf", ".png": "image/png", ".txt": "text/plain" };
const COMPRESSED = new Set([".html", ".js", ".css", ".svg", ".json", ".webmanifest", ".txt"]);

/** Serves `folder` on a free port. `sizes`: path -> bytes of the body as it is sent. */
export async function serve(folder) {
  const files = await read(folder);
  const server = createServer(({ url }, response) => {
    const path = new URL(url ?? "/", "http://localhost").pathname;
    const file = files.get(path === "/" ? "/index.html" : path);
    if (!file) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": file.type, "content-length": file.body.length, "cache-control": "no-cache", ...(file.compressed && { "content-encoding": "gzip" }) });
    response.end(file.body);
  });
  await new Promise((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${server.address().port}`,
    sizes: new Map([...files].map(([path, { body }]) => [path, body.length])),
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

async function read(folder) {
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const kind = extname(file);
    const plain = await readFile(file);
    const compressed = COMPRESSED.has(kind);
    files.set(`/${relative(folder, file).split(sep).join("/")}`, { type: TYPES[kind] ?? "application/octet-stream", compressed, body: compressed ? gzipSync(plain) : plain });
  }
  return files;
}
