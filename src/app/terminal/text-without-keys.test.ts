import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { takeTextWithoutKeys } from "./text-without-keys.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A terminal that sends what is typed by keys, and what it is handed. */
function terminal() {
  const field = new EventTarget();
  const sent: string[] = [];
  const listeners: ((data: string) => void)[] = [];
  const send = (data: string): void => {
    sent.push(data);
    for (const listener of listeners) listener(data);
  };
  takeTextWithoutKeys(field, { onData: (listener) => listeners.push(listener), input: send });
  const input = (data: string): boolean => field.dispatchEvent(Object.assign(new Event("input"), { inputType: "insertText", data, isComposing: false }));
  const key = (name: string): void => {
    field.dispatchEvent(new Event("keydown"));
    field.dispatchEvent(Object.assign(new Event("keypress"), { key: name }));
    send(name);
    input(name);
  };
  return { sent, send, input, key };
}

test("text that comes by no key arrives, once", () => {
  const { sent, input } = terminal();
  input("你好");
  vi.runAllTimers();
  expect(sent).toEqual(["你好"]);
});

test("a key counts once", () => {
  const { sent, key } = terminal();
  key("a");
  vi.runAllTimers();
  expect(sent).toEqual(["a"]);
});

test("text right behind a key arrives, too: a busy page runs no timer between them", () => {
  const { sent, key, input } = terminal();
  key(" ");
  input("你好");
  vi.runAllTimers();
  expect(sent).toEqual([" ", "你好"]);
});

test("no key overtakes it", () => {
  const { sent, key, input } = terminal();
  input("你好");
  key("!");
  vi.runAllTimers();
  expect(sent).toEqual(["你好", "!"]);
});

test("what the terminal sends by itself a moment later is not sent twice", () => {
  const { sent, send, input } = terminal();
  setTimeout(() => send("，"));
  input("，");
  vi.runAllTimers();
  expect(sent).toEqual(["，"]);
});
