import { describe, expect, test, vi } from "vitest";
import { links, notes, questions } from "../../graph/why/words.ts";

vi.mock("../state/settings.ts", () => ({ useSettings: () => "en" }));
const { whyTexts } = await import("./why.ts");

const languages = ["en", "zh"] as const;
const groups = { questions, links, notes } as const;
type Say = (values: Readonly<Record<string, string>>) => string | { readonly head: string; readonly detail: string };

const sayings = languages.flatMap((language) =>
  (Object.keys(groups) as (keyof typeof groups)[]).flatMap((group) =>
    Object.entries(groups[group]).map(([key, slots]) => ({ language, group, key, slots: slots as readonly string[] })),
  ),
);
const say = (language: (typeof languages)[number], group: keyof typeof groups, key: string): Say => (whyTexts[language][group] as unknown as Record<string, Say>)[key]!;
const text = (said: ReturnType<Say>): string => (typeof said === "string" ? said : `${said.head} ${said.detail}`);

/** Slots that choose between wordings, or that one language has no use for. */
const quiet = new Set(["written", "meaning", "restarts", "tries", "session", "field", "size", "delay", "next", "inARow", "container", "command", "image", "probe"]);

describe("every sentence is there, in both languages", () => {
  test.each(sayings)("$language $group.$key", ({ language, group, key, slots }) => {
    const sentence = say(language, group, key);
    expect(sentence).toBeTypeOf("function");
    const filled = text(sentence(Object.fromEntries(slots.map((slot, index) => [slot, String(710 + index)]))));
    for (const [index, slot] of slots.entries()) if (!quiet.has(slot)) expect(filled).toContain(String(710 + index));
    const bare = text(sentence(Object.fromEntries(slots.map((slot) => [slot, ""]))));
    for (const said of [filled, bare]) expect(said).not.toMatch(/undefined|NaN|object/);
  });

  test.each(languages)("%s has no sentence that nothing says", (language) => {
    for (const group of Object.keys(groups) as (keyof typeof groups)[]) expect(Object.keys(whyTexts[language][group]).sort()).toEqual(Object.keys(groups[group]).sort());
  });

  test("Chinese is Chinese: punctuation of its own, no 您", () => {
    for (const { language, group, key, slots } of sayings) {
      if (language !== "zh") continue;
      const said = text(say(language, group, key)(Object.fromEntries(slots.map((slot) => [slot, "1"]))));
      expect(said).not.toMatch(/[\u4e00-\u9fff][,;:?!]|您|！/);
    }
  });
});
