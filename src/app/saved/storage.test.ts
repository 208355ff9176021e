import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createShelf, namedScenes, type Shelf } from "./storage.ts";
import { blockedStorage, fakeStorage } from "./testing/fake-storage.ts";

let local: ReturnType<typeof fakeStorage>;
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
  local = fakeStorage();
  vi.stubGlobal("localStorage", local);
  vi.stubGlobal("sessionStorage", fakeStorage());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A load of the page, in a tab that has this session. */
function load(session: Storage = fakeStorage()): Shelf & { readonly session: Storage } {
  const shelf = createShelf();
  const inTurn = Object.entries(shelf as unknown as Record<string, (...given: unknown[]) => unknown>).map(([name, act]) => [name, (...given: unknown[]) => {
    vi.stubGlobal("sessionStorage", session);
    vi.advanceTimersByTime(10);
    return act(...given);
  }]);
  return { ...(Object.fromEntries(inTurn) as unknown as Shelf), session };
}

/** As browsers do when a tab is doubled. */
function doubled(session: Storage): Storage {
  const copy = fakeStorage();
  for (let i = 0; i < session.length; i += 1) copy.setItem(session.key(i)!, session.getItem(session.key(i)!)!);
  return copy;
}

describe("what a tab has open", () => {
  test("comes back on a reload, and what was set aside too", () => {
    const tab = load();
    tab.keepScene("now", "#a");
    tab.keepScene("before", "#a");
    tab.keepScene("now", "#b");
    const again = load(tab.session);
    expect([again.keptScene("now"), again.keptScene("before")]).toEqual(["#b", "#a"]);
  });

  test("is not written over by another tab, which begins with it", () => {
    const one = load();
    one.keepScene("now", "#one");
    const two = load();
    expect(two.keptScene("now")).toBe("#one");
    two.keepScene("now", "#two");
    one.keepScene("now", "#one-more");
    expect([one.keptScene("now"), two.keptScene("now")]).toEqual(["#one-more", "#two"]);
    expect(load(one.session).keptScene("now")).toBe("#one-more");
    expect(load(two.session).keptScene("now")).toBe("#two");
  });

  test("stays two scenes when the tab is doubled, whichever goes on first", () => {
    const one = load();
    one.keepScene("now", "#same");
    const two = load(doubled(one.session));
    expect(two.keptScene("now")).toBe("#same");
    one.keepScene("now", "#one");
    two.keepScene("now", "#two");
    one.keepScene("now", "#one-later");
    expect([load(one.session).keptScene("now"), load(two.session).keptScene("now")]).toEqual(["#one-later", "#two"]);
  });

  test("can be found by another tab, the newest first", () => {
    const one = load();
    one.keepScene("now", "#one");
    const two = load();
    two.keepScene("now", "#two");
    const three = load();
    three.keepScene("now", "#three");
    expect(three.otherScenes().map(({ fragment }) => fragment)).toEqual(["#two", "#one"]);
  });

  test("of an older version is found", () => {
    local.setItem("kubarium.scene.now", "#old");
    local.setItem("kubarium.scene.before", "#older");
    const tab = load();
    expect([tab.keptScene("now"), tab.keptScene("before")]).toEqual(["#old", "#older"]);
  });

  test("is left alone when it cannot be opened", () => {
    const tab = load();
    tab.keepScene("now", "#of-a-newer-version");
    const again = load(tab.session);
    again.leaveScene();
    again.keepScene("now", "#other");
    expect(again.otherScenes().map(({ fragment }) => fragment)).toEqual(["#of-a-newer-version"]);
  });

  test.each(["", "x", "12 abcd", "12 abcd ", "-1 abcd #a", "99999999999999999999 abcd #a", "\u0000", "{}"])("is nothing where %j stands, which stays there", (text) => {
    const tab = load();
    tab.keepScene("now", "#a");
    const key = local.key(0)!;
    local.setItem(key, text);
    const again = load(tab.session);
    expect(again.keptScene("now")).toBeUndefined();
    expect(again.keepScene("now", "#b")).toBe(true);
    expect(local.getItem(key)).toBe(text);
    expect(load(tab.session).keptScene("now")).toBe("#b");
  });

  test("is one of twelve at most: the oldest go, never this tab's", () => {
    const mine = load();
    mine.keepScene("now", "#mine");
    for (let i = 0; i < 30; i += 1) load().keepScene("now", `#${i}`);
    mine.keepScene("now", "#mine-still");
    expect(mine.keptScene("now")).toBe("#mine-still");
    expect(local.length).toBeLessThanOrEqual(13);
    expect(mine.otherScenes()[0]?.fragment).toBe("#29");
  });
});

describe("scenes with a name", () => {
  test("come newest first, one per name, until they are forgotten", () => {
    const { nameScene, forgetScene } = load();
    nameScene("a", "#1", 1);
    nameScene("b", "#2", 2);
    nameScene("a", "#3", 3);
    expect(namedScenes().map(({ name, fragment }) => [name, fragment])).toEqual([["a", "#3"], ["b", "#2"]]);
    forgetScene("a");
    expect(namedScenes().map(({ name }) => name)).toEqual(["b"]);
  });

  test.each(["", "{", "null", "3", '{"a":1}', '[null,1,"x",{"name":1},{"name":"a","savedAtMs":1}]', '[{"name":"a","savedAtMs":1e300,"fragment":"#"}]'])("a store that holds %j holds none, and loses nothing", (text) => {
    local.setItem("kubarium.scenes", text);
    const { nameScene } = load();
    expect(namedScenes()).toEqual([]);
    expect(nameScene("b", "#1", 1)).toBe(true);
    expect(namedScenes()).toHaveLength(1);
    const list = text.startsWith("[");
    expect(list ? JSON.parse(local.getItem("kubarium.scenes")!).slice(1) : local.getItem("kubarium.unreadable")).toEqual(list ? JSON.parse(text) : text);
  });

  test("are two hundred at most: one more is refused, none is dropped", () => {
    const { nameScene } = load();
    for (let i = 0; i < 200; i += 1) expect(nameScene(String(i), "#", i)).toBe(true);
    expect(nameScene("one more", "#", 0)).toBe(false);
    expect(nameScene("7", "#again", 0)).toBe(true);
    expect(namedScenes()).toHaveLength(200);
  });
});

describe("a storage that is full", () => {
  test("makes room of older scenes without a name, oldest first, and says how many", () => {
    local = fakeStorage(1_000);
    vi.stubGlobal("localStorage", local);
    for (const name of ["a", "b", "c"]) load().keepScene("now", `#${name.repeat(200)}`);
    const tab = load();
    tab.nameScene("mine", "#mine", 1);
    expect(tab.keepScene("now", `#${"d".repeat(400)}`)).toBe(true);
    expect([tab.takeLetGo(), tab.takeLetGo()]).toEqual([1, 0]);
    expect(tab.otherScenes().map(({ fragment }) => fragment[1])).toEqual(["c", "b"]);
    expect(namedScenes()).toHaveLength(1);
  });

  test("loses nothing for what would not fit anyway", () => {
    local = fakeStorage(1_000);
    vi.stubGlobal("localStorage", local);
    for (const name of ["a", "b"]) load().keepScene("now", `#${name.repeat(200)}`);
    const tab = load();
    tab.keepScene("now", "#small");
    expect(tab.keepScene("now", `#${"d".repeat(2_000)}`)).toBe(false);
    expect([tab.keptScene("now"), tab.otherScenes().length, tab.takeLetGo()]).toEqual(["#small", 2, 0]);
  });
});

test("a storage that is blocked keeps nothing, says so, and breaks nothing", () => {
  vi.stubGlobal("localStorage", blockedStorage);
  const { keepScene, nameScene, forgetScene, keptScene, otherScenes } = load(blockedStorage);
  expect([keepScene("now", "#"), keepScene("before", "#"), nameScene("a", "#", 1), forgetScene("a")]).toEqual([false, false, false, false]);
  expect([keptScene("now"), keptScene("before"), namedScenes(), otherScenes()]).toEqual([undefined, undefined, [], []]);
});
