import { expect, test } from "vitest";
import { indent, wordWrap } from "./word-wrap.ts";

// Cases of TestWrapString (github.com/mitchellh/go-wordwrap, wordwrap_test.go), written anew: text, width, lines.
test.each<[string, string, number, string]>([
  ["a word that fits stays", "foo", 4, "foo"],
  ["a word longer than a line stays whole", "foobarbaz", 4, "foobarbaz"],
  ["lines end between words", "foo bar baz", 4, "foo\nbar\nbaz"],
  ["a line end of its own stays", "foo\nb   ar   baz", 4, "foo\nb\nar\nbaz"],
  ["blanks at the end of a line go", "foo bar    ", 4, "foo\nbar"],
  ["an empty line stays", "foo\n\nbar", 10, "foo\n\nbar"],
  ["a no-break space breaks nothing", "foo\u00a0bar baz", 5, "foo\u00a0bar\nbaz"],
])("%s", (_, text, limit, lines) => expect(wordWrap(text, limit)).toBe(lines));

test("each line is indented, the last empty one too", () => expect(indent("a\nb\n", 2)).toBe("  a\n  b\n  "));
