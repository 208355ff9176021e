import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../api/json.ts";
import { CommandFailure } from "../failure.ts";
import { goTemplatePrinter } from "./print.ts";

const data: JsonObject = { metadata: { name: "web", labels: { "app.io/x": "1" } }, data: { qty: "3", b: "4" }, items: [{ name: "a", n: 1 }, { name: "b", n: 2 }], secret: "YWRtaW4=", zero: 0, none: [] };

test.each([
  { template: "{{.data.qty}}", printed: "3" },
  { template: "{{.data.zzz}}", printed: "<no value>" },
  { template: '{{range .items}}{{.name}} {{len $.data}}{{"\\n"}}{{end}}', printed: "a 2\nb 2\n" },
  { template: "{{range $i, $e := .items}}{{$i}}={{$e.name}};{{end}}", printed: "0=a;1=b;" },
  { template: "{{range $k, $v := .data}}{{$k}}:{{$v}} {{end}}", printed: "b:4 qty:3 " },
  { template: "{{range .none}}x{{else}}nothing{{end}}", printed: "nothing" },
  { template: '{{if eq .metadata.name "web"}}yes{{else}}no{{end}}', printed: "yes" },
  { template: "{{if .zero}}a{{else if .data}}b{{else}}c{{end}}", printed: "b" },
  { template: "{{with .metadata}}{{.name}}{{end}}", printed: "web" },
  { template: '{{index .metadata.labels "app.io/x"}}', printed: "1" },
  { template: "{{(index .items 1).name}}", printed: "b" },
  { template: '{{printf "%-5s|%03d" .metadata.name 7}}', printed: "web  |007" },
  { template: "{{.secret | base64decode}}", printed: "admin" },
  { template: '{{exists .metadata "name"}} {{exists .metadata "nope"}}', printed: "true false" },
  { template: "{{$x := .data.qty}}{{$x}}", printed: "3" },
  { template: "a {{- .data.qty -}} b{{/* note */}}", printed: "a3b" },
  { template: "{{and .zero .data}} {{or .zero 5}} {{not .zero}}", printed: "0 5 true" },
  { template: "{{.data}}", printed: "map[b:4 qty:3]" },
])("$template prints $printed", ({ template, printed }) => {
  expect(goTemplatePrinter(template)(data)).toBe(printed);
});

test.each([
  { template: "{{.data", message: "error parsing template {{.data, template: output:1: unclosed action" },
  { template: "{{if .a}}x", message: "error parsing template {{if .a}}x, template: output:1: unexpected EOF" },
])("$template is refused: $message", ({ template, message }) => {
  expect(() => goTemplatePrinter(template)).toThrow(message);
});

test("no template makes anything but text or a refusal", () => {
  const piece = fc.constantFrom("{{", "}}", "range", "end", "else", "if", " ", ".items", ".", "$x", ":=", "|", "(", ")", "len", "index", '"a"', "0", "printf", "-", "text");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      try {
        expect(typeof goTemplatePrinter(pieces.join(""))(data)).toBe("string");
      } catch (error) {
        expect(error).toBeInstanceOf(CommandFailure);
      }
    }),
    { numRuns: 2000 },
  );
});
