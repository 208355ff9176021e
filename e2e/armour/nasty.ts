import { deflateSync } from "fflate";
import { dictionaryV1 } from "../../src/scenario/link/dictionary-v1.ts";
import { fragmentOfBytes, fragmentOfText } from "./links.ts";

/** The nasty ones that are kept: what each is, and what is said of it in both languages. */

const scene = (spec: string, metadata = '"metadata":{"name":"nasty"},'): string => `{"scenario":{"apiVersion":"kubarium.dev/v1","kind":"Scenario",${metadata}"spec":${spec}}}`;
const dictionary = new TextEncoder().encode(dictionaryV1);

export interface NastyLink {
  readonly what: string;
  readonly fragment: string;
  readonly code: "version" | "tooLong" | "damaged" | "tooLarge" | "refused";
  readonly en: RegExp;
  readonly zh: RegExp;
  /** In the list of what is refused. */
  readonly detail?: RegExp;
}

const refused = { code: "refused", en: /holds a scene that cannot be played/, zh: /里的场景无法运行/ } as const;
const damaged = { code: "damaged", en: /cut off or was changed/, zh: /链接不完整/ } as const;

export const nastyLinks: readonly NastyLink[] = [
  { what: "a little text that unpacks to forty million characters", fragment: fragmentOfBytes(deflateSync(new Uint8Array(40_000_000), { level: 9, mem: 12, dictionary })), code: "tooLarge", en: /unpacks to more than a scene can be/, zh: /超出了场景的上限/ },
  { what: "lists in lists, a hundred thousand deep", fragment: fragmentOfText(scene(`{"inputs":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)), ...damaged },
  { what: "no text at all: bytes that are no UTF-8", fragment: fragmentOfBytes(deflateSync(Uint8Array.from([123, 255, 254, 192, 128, 125]), { dictionary })), ...damaged },
  { what: "a version that is still to come", fragment: "#v=9&s=AAAA", code: "version", en: /made by a newer Kubarium/, zh: /来自更新的 Kubarium/ },
  { what: "half a million characters", fragment: `#v=1&s=${"A".repeat(500_000)}`, code: "tooLong", en: /longer than any that Kubarium makes/, zh: /比 Kubarium 生成的任何链接都长/ },
  { what: "an input after thirty-one days", fragment: fragmentOfText(scene('{"inputs":[{"at":"744h","run":"ls"}]}')), ...refused, detail: /beyond 30 days/ },
  { what: "two hundred thousand inputs", fragment: fragmentOfText(scene(`{"inputs":[${Array.from({ length: 200_000 }, () => '{"run":"ls"}').join(",")}]}`)), ...refused, detail: /more than 10000 entries/ },
  { what: "keys that every object has", fragment: fragmentOfText(scene('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')), ...refused, detail: /unknown field "(__proto__|constructor)"/ },
];

/** Opens, and is shown as the text that it is. */
const markup = "<img src=x onerror=globalThis.hacked=1><script>globalThis.hacked=1</script>";
export const markedUp = {
  title: `${markup}\u202e`,
  fragment: fragmentOfText(scene(`{"files":{"pod.yaml":${JSON.stringify(`# ${markup}\nkind: Pod\n`)}},"inputs":[{"at":"0s","run":${JSON.stringify(`echo '${markup}'; printf '\\033]0;${markup}\\007'`)}}]}`, `"metadata":{"name":"nasty","title":{"en":${JSON.stringify(markup)},"zh":${JSON.stringify(markup)}}},`).replace(/}$/, ',"view":{"atMs":2000}}')),
};

/** Typed into the terminal; after each of them the shell answers as before. */
export const nastyLines: readonly { readonly what: string; readonly line: string; readonly says: RegExp }[] = [
  { what: "asks the terminal for its colours, name and place, which it would type into the shell", line: "printf '\\033]11;?\\007\\033[c\\033[>c\\033[6n\\033[5n\\033P+q544e\\033\\\\'", says: /\$/ },
  { what: "a quote that never closes", line: "echo \"never", says: /unexpected EOF/ },
  { what: "a document that never ends", line: "cat <<EOF", says: /here-document|\$/ },
  { what: "a fork bomb", line: ":(){ :|:& };:", says: /\$/ },
  { what: "a loop that prints without end", line: "yes | head -200000 | tail -1", says: /y/ },
];

/** Pasted into the editor. */
export const nastyTexts: readonly { readonly what: string; readonly text: string; readonly en: RegExp; readonly zh: RegExp }[] = [
  { what: "aliases of aliases", text: `a: &a [x,x,x,x,x,x,x,x,x,x]\n${[..."bcdefghij"].map((name, i) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${"abcdefghij"[i]!}`).join(",")}]`).join("\n")}\n`, en: /excessive aliasing/, zh: /excessive aliasing/ },
  { what: "ten thousand brackets", text: `a: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`, en: /exceeded max depth of 100/, zh: /exceeded max depth of 100/ },
  { what: "more than a megabyte in one line", text: `a: ${"x".repeat(1_000_010)}`, en: /larger than 1 MB/, zh: /超过 1 MB/ },
];
