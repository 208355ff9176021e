import { expect, test } from "vitest";
import { frameMarkup, pageAddress } from "./address.ts";

const place = { origin: "https://x.test", pathname: "/k/", hash: "#v=1&s=abc" };

test.each([
  ["?embed=1", "https://x.test/k/#v=1&s=abc"],
  ["?embed=1&lang=zh&speed=2&theme=dark", "https://x.test/k/?lang=zh&theme=dark#v=1&s=abc"],
  ["?scene=crash-loop&t=30s&embed=1", "https://x.test/k/?scene=crash-loop&t=30s#v=1&s=abc"],
])("of an embed at %s the page itself is %s", (search, address) => expect(pageAddress({ ...place, search })).toBe(address));

test("what is pasted into another page is one frame, whatever the title", () => {
  const markup = frameMarkup({ origin: "https://x.test", pathname: "/", fragment: "#v=1&s=a-_b", language: "en", theme: "dark", speed: 2, title: `"><script>x</script>&`, width: 760, height: 480 });
  expect(markup).toMatch(/^<iframe src="https:\/\/x\.test\/\?embed=1&amp;lang=en&amp;theme=dark&amp;speed=2#v=1&amp;s=a-_b" title="[^"<]*" width="760" height="480" [^<]*><\/iframe>$/);
  expect(markup).toContain(`title="&quot;>&lt;script>x&lt;/script>&amp;"`);
});
