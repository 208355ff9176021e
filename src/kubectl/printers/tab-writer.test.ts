import fc from "fast-check";
import { expect, test } from "vitest";
import { alignTabs, describeLayout, layOut, tableLayout } from "./tab-writer.ts";

test("columns of a table are three apart and six wide at least; the last one is not padded", () => {
  expect(alignTabs("NAME\tDATA\tAGE\napple\t1\t0s\n", tableLayout)).toBe("NAME    DATA   AGE\napple   1      0s\n");
});

test("a line without tabs ends a block, but a table remembers the widths it had (as kubectl prints maps of several lines)", () => {
  const text = "N\tD\ntwo\tmap[app.conf:a=1\nb=2\n]\nthree\tmap[x.txt:xx\n y.txt:yy]\nfour\tmap[key:a=1\nb=2\n]\nfive\tmap[HOST:h PORT:80]\n";
  expect(alignTabs(text, tableLayout)).toBe("N     D\ntwo   map[app.conf:a=1\nb=2\n]\nthree   map[x.txt:xx\n y.txt:yy]\nfour    map[key:a=1\nb=2\n]\nfive    map[HOST:h PORT:80]\n");
});

test("a describe aligns each block by itself, two apart", () => {
  expect(alignTabs("Name:\tweb\nLabels:\ta=b\n\tc=d\nIPs:\n  IP:\t10.0.0.1\n", describeLayout)).toBe("Name:    web\nLabels:  a=b\n         c=d\nIPs:\n  IP:  10.0.0.1\n");
});

test("a row printed later is at least as wide as the ones before", () => {
  const first = layOut("NAME\tSTATUS\tAGE\nbrief\tContainerCreating\t1s\n", tableLayout);
  expect(layOut("brief\tRunning\t1s\n", { ...tableLayout, remembered: first.widths }).text).toBe("brief   Running             1s\n");
});

test("alignment changes nothing but spaces", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "b", "é", "字", "-"), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), (rows) => {
      const text = rows.map((cells) => `${cells.join("\t")}\n`).join("");
      const bare = (t: string) => t.replace(/[ \t]/g, "");
      expect(bare(alignTabs(text, tableLayout))).toBe(bare(text));
      expect(bare(alignTabs(text, describeLayout))).toBe(bare(text));
    }),
  );
});
