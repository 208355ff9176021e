import type { PathMessage } from "../../worker/protocol.ts";

/** A message in the fewest words: "POST pods", "201", "PUT pods/default/web", "RunPodSandbox default/web". */
export function shortWords({ what, verb, path, aside }: PathMessage): string {
  switch (what) {
    case "input": return path;
    case "response": return verb;
    case "watch": return `watch ${verb}`;
    case "store": return `${verb} ${path}`;
    case "request": return aside ? `${verb} events · ${path}`.replace(/ · \/.*$/, "") : `${verb} ${shortPath(path)}`;
    default: return `${verb} ${path}`.trim();
  }
}

/** "/api/v1/namespaces/default/pods/web/binding" as "pods/web/binding". */
const shortPath = (path: string): string => path.replace(/^\/(?:api\/[^/]+|apis\/[^/]+\/[^/]+)(?:\/namespaces\/[^/]+(?=\/))?\//, "");

/** All of it, as it went over the wire. */
export const wholeWords = ({ what, verb, path }: PathMessage): string => (what === "watch" ? `watch ${verb}` : `${verb} ${path}`.trim());
