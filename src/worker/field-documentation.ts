import url from "kubarium:field-documentation?url";
import { findIn, type Documentation, type DocumentationFile, type FindDocumentation } from "../kubectl/explain/documentation.ts";

let read: FindDocumentation | undefined;

/**
 * The sentences that `kubectl explain` prints, fetched when it is first typed. The engine waits for nobody, and what is
 * printed must not depend on how quick the network was: so this is a synchronous request, which only blocks the worker.
 */
export const fieldDocumentation: Documentation = () => (read ??= fetched());

function fetched(): FindDocumentation | undefined {
  try {
    const request = new XMLHttpRequest();
    request.open("GET", url, false);
    request.send();
    return request.status === 200 ? findIn(JSON.parse(request.responseText) as DocumentationFile) : undefined;
  } catch {
    // Without a network, and not kept yet: asked again the next time.
    return undefined;
  }
}
