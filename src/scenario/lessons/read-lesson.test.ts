import { describe, expect, test } from "vitest";
import { plainText, readInline } from "./inline.ts";
import { readPieces } from "./blocks.ts";
import type { LessonFiles } from "./read-lesson.ts";
import { readLesson, solutionOf } from "./read-lesson.ts";
import { lessonBounds, readLessonText } from "./read-lesson-text.ts";

const read = (text: string) => readLessonText(text, "default");
const CHECK = "```check\n- {object: pod/a}\n```\n";
const SH = "```sh\nkubectl run a --image=nginx\n```\n";
const step = (body: string): string => `# Title\n\n## Step\n\n${body}`;

describe("words", () => {
  test("marks become data, everything else is text", () => {
    expect(readInline("a `b*c` **d `e`** *f* [g](https://example.com/h)")).toEqual([
      { type: "text", text: "a " },
      { type: "code", text: "b*c" },
      { type: "text", text: " " },
      { type: "strong", text: [{ type: "text", text: "d " }, { type: "code", text: "e" }] },
      { type: "text", text: " " },
      { type: "emphasis", text: [{ type: "text", text: "f" }] },
      { type: "text", text: " " },
      { type: "link", text: "g", href: "https://example.com/h" },
    ]);
  });

  test.each(["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt;", "2 * 3 * 4", "a_b_c", "[x]", "`"])("%s stays text", (text) => {
    expect(readInline(text)).toEqual([{ type: "text", text }]);
  });

  test("a backslash takes a mark its meaning", () => expect(plainText(readInline("\\`a\\` \\*b\\*"))).toBe("`a` *b*"));

  test.each(["[a](javascript:alert)", "[a](http://example.com)", "[a](/b)", "[a](https://user@example.com)", "[](https://example.com)", "![a](https://example.com/b.png)"])("%s is refused", (text) => {
    expect(() => readInline(text)).toThrow(/a link is|no pictures/);
  });

  test("a link's text may not run on into brackets", () => expect(readInline("[a](javascript:alert(1))").some(({ type }) => type === "link")).toBe(false));
});

describe("pieces", () => {
  test("lines of a paragraph are joined, Chinese ones without a space", () => {
    const [english, chinese] = readPieces("one\ntwo\n\n一行，\n又一行").map((piece) => (piece.type === "prose" && piece.prose.type === "paragraph" ? plainText(piece.prose.text) : ""));
    expect([english, chinese]).toEqual(["one two", "一行，又一行"]);
  });

  test("a fence keeps its text as it is, tabs and longer fences included", () => {
    expect(readPieces("````text\n\ta\n```\n````")).toEqual([{ type: "fence", line: 1, word: "text", name: "", text: "\ta\n```\n" }]);
  });

  test("a list goes on in the next line", () => {
    const [list] = readPieces("- one\n  more\n- two");
    expect(list).toMatchObject({ prose: { type: "list", ordered: false, items: [[{ text: "one more" }], [{ text: "two" }]] } });
  });
});

describe("what is no lesson says where and why", () => {
  test.each([
    ["no title", "text", /begins with "# "/],
    ["no steps", "# Title\n\ntext", /has steps/],
    ["two titles", "# A\n\n## B\n\ntext\n\n# C", /one title/],
    ["an empty step", "# A\n\n## B\n\n## C\n\ntext", /says something/],
    ["a fence that stays open", step("```sh\nls\n"), /not closed/],
    ["an unknown fence", step("```bash\nls\n```"), /unknown fence "bash"/],
    ["a fence with a stray name", step("```sh now\nls\n```"), /takes no name/],
    ["a file without a name", step("```yaml\na: 1\n```"), /names it/],
    ["a file that leaves the directory", step("```yaml ../a.yaml\na: 1\n```"), /names it/],
    ["no command", step("```sh\n\n```"), /no command/],
    ["a check that is no YAML", step(`${SH}\`\`\`check\n- {object: [\n\`\`\``), /line|YAML|yaml/],
    ["a check with a time", step(`${SH}\`\`\`check\n- {object: pod/a, by: 5s}\n\`\`\``), /unknown field "by"/],
    ["a check without an object", step(`${SH}\`\`\`check\n- {absent: true}\n\`\`\``), /object/],
    ["an empty check", step(`${SH}\`\`\`check\n\`\`\``), /.+/],
    ["two checks", step(SH + CHECK + CHECK), /one check/],
    ["a check that nothing solves", step(`text\n\n${CHECK}`), /has a solution/],
    ["a hint without a check", step(`${SH}\`\`\`hint\nwhen: {object: pod/b}\nwrong: ls\n---\ntext\n\`\`\``), /belong to a step with a check/],
    ["a hint that says nothing", step(`${SH}${CHECK}\`\`\`hint\nwhen: {object: pod/b}\nwrong: ls\n---\n\`\`\``), /says something/],
    ["a hint without a wrong way", step(`${SH}${CHECK}\`\`\`hint\nwhen: {object: pod/b}\n---\ntext\n\`\`\``), /wrong/],
    ["a hint without its line", step(`${SH}${CHECK}\`\`\`hint\nwhen: {object: pod/b}\n\`\`\``), /"---"/],
    ["a pattern that could hang", step(`${SH}\`\`\`check\n- {object: pod/a, jsonpath: '{.a}', matches: '(a+)+b'}\n\`\`\``), /repeats/],
    ["a picture", step("![a](https://example.com/a.png)"), /no pictures/],
    ["another link", step("[a](http://example.com)"), /https/],
    ["a table", step("| a | b |\n"), /tables/],
    ["a quotation", step("> a"), /quotations/],
    ["a nested list", step("- a\n  - b"), /list|nested/],
    ["indented code", step("text\n\n    ls"), /indented/],
    ["too deep a heading", step("#### a"), /three deep/],
    ["too many steps", `# A\n\n${"## B\n\ntext\n\n".repeat(lessonBounds.steps + 1)}`, /more than 40 steps/],
    ["too long a text", `# A\n\n${"x".repeat(lessonBounds.characters)}`, /longer than/],
  ])("%s", (_, text, message) => expect(() => read(text)).toThrow(message));

  test("with its line", () => {
    expect(() => read("# A\n\n## B\n\ntext\n\n![a](https://example.com/a.png)")).toThrow(expect.objectContaining({ line: 7 }));
    expect(() => read(step("text\n\n```hint\nwhen: {object: pod/a}\nwrong: ls\n---\n\n> a\n```"))).toThrow(expect.objectContaining({ line: 12 }));
  });
});

describe("a folder", () => {
  const files: LessonFiles = {
    "scenario.yaml": "apiVersion: kubarium.dev/v1\nkind: Scenario\nmetadata: {name: small, title: {en: A, zh: 甲}, summary: {en: B, zh: 乙}}\n",
    "en.md": step(`\`\`\`yaml a.yaml\na: 1 # one\n\`\`\`\n\n${SH}${CHECK}`),
    "zh.md": step(`\`\`\`yaml a.yaml\na: 1 # 一\n\`\`\`\n\n${SH}${CHECK}`),
  };

  test("is a lesson; comments of a file may differ", () => expect(readLesson("07-small", files).texts.zh.steps).toHaveLength(1));

  test("without a solution, files are applied and commands typed", () => {
    expect(solutionOf(readLesson("07-small", files).texts.en.steps[0]!)).toEqual([
      { type: "file", name: "a.yaml", text: "a: 1 # one\n" },
      { type: "commands", text: "kubectl apply -f a.yaml\n" },
      { type: "commands", text: "kubectl run a --image=nginx\n" },
    ]);
  });

  test.each<[string, Partial<LessonFiles>, RegExp]>([
    ["other steps", { "zh.md": `${files["zh.md"]}\n## 二\n\n字` }, /1 and 2 steps/],
    ["another file", { "zh.md": files["zh.md"].replace("a: 1", "a: 2") }, /step 1, actions/],
    ["another command", { "zh.md": files["zh.md"].replace("nginx", "httpd") }, /step 1, actions/],
    ["another check", { "zh.md": files["zh.md"].replace("pod/a", "pod/b") }, /step 1, check/],
    ["a fault in one language", { "zh.md": step("> 引") }, /^07-small\/zh\.md:5: quotations/],
    ["a scenario that is none", { "scenario.yaml": "kind: Pod\n" }, /^07-small\/scenario\.yaml: \/apiVersion/],
    ["no Chinese title", { "scenario.yaml": files["scenario.yaml"].replace(", zh: 甲", "") }, /metadata\/title\/zh is missing/],
  ])("is refused with %s", (_, changed, message) => expect(() => readLesson("07-small", { ...files, ...changed })).toThrow(message));

  test("is named after its scenario", () => expect(() => readLesson("07-large", files)).toThrow(/"small"/));
});
