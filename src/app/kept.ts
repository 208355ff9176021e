/** What the page remembers in this browser. Storage may be blocked or full: then nothing is kept, and nothing breaks. */

type Key = "language" | "theme" | "speed" | "panels" | "visited" | "lessons";

const nameOf = (key: Key): string => `kubarium.${key}`;

export function keep(key: Key, value: string): void {
  try {
    localStorage.setItem(nameOf(key), value);
  } catch {
    // Blocked, or full.
  }
}

export function kept(key: Key): string | undefined {
  try {
    return localStorage.getItem(nameOf(key)) ?? undefined;
  } catch {
    return undefined;
  }
}
