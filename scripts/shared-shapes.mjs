// What Node runs of the bundles is rewritten so that objects of one kind share one hidden class.
//
// The V8 of Node 20 (11.3) gives every object that `{ ...a, b: 1 }` makes a hidden class of its own as soon as `b` is new:
// making it takes ten times as long, and whoever reads it later cannot be optimised. An object that does not begin with the
// copy is made the ordinary way: `{ ...null, ...a, b: 1 }` means the same and is not. Chromium's V8 has mended this,
// so the page is left alone. It is done to what is written, not by a plugin: the bundler would simplify it away.
import { parseAst } from "vite";

const NOTHING_FIRST = "...null, ";

/** A module's text with `...null` before each copy that begins an object and is followed by more. */
export function withSharedShapes(code) {
  let text = "";
  let done = 0;
  for (const at of copiesAtTheBeginning(parseAst(code))) {
    text += code.slice(done, at) + NOTHING_FIRST;
    done = at;
  }
  return text + code.slice(done);
}

function copiesAtTheBeginning(tree) {
  const found = [];
  const visit = (node) => {
    if (typeof node !== "object" || node === null) return;
    if (node.type === "ObjectExpression" && node.properties.length > 1 && node.properties[0].type === "SpreadElement") found.push(node.properties[0].start);
    for (const part of Object.values(node)) visit(part);
  };
  visit(tree);
  return found.sort((a, b) => a - b);
}
