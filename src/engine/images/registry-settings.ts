import type { ImageReference } from "./reference.ts";

/** How a scenario bends the pretend registry. Patterns are matched on repository[:tag], `*` stands for anything; the first that fits counts. */
export interface RegistrySettings {
  readonly missing: readonly string[];
  /** Its packets go nowhere. */
  readonly unreachable: readonly string[];
  /** Nothing listens there. */
  readonly refusing: readonly string[];
  /** The registry has had enough requests of those who do not log in. */
  readonly limited: readonly string[];
  /** Made for other machines only. */
  readonly otherPlatform: readonly string[];
  /** Given out to those accounts only. */
  readonly private: readonly { readonly images: string; readonly accounts: readonly Credentials[] }[];
  readonly slow: readonly { readonly images: string; readonly bytesPerSecond: number }[];
  readonly bytesPerSecond: number;
  /** Round trips of a pull before its first byte. */
  readonly roundTripMs: number;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export const defaultRegistry: RegistrySettings = {
  missing: [], unreachable: [], refusing: [], limited: [], otherPlatform: [], private: [], slow: [],
  bytesPerSecond: 200_000_000,
  roundTripMs: 100,
};

/** As people write it: without docker.io/library. */
const familiar = (repository: string): string => repository.replace(/^docker\.io\/(library\/)?/, "");

/** Whether one of the patterns names the whole repository, or this tag of it. */
export function matches(patterns: readonly string[], { repository, tag }: ImageReference): "repository" | "tag" | undefined {
  if (patterns.length === 0) return undefined;
  const expressions = patterns.map(patternOf);
  const some = (names: readonly string[]): boolean => expressions.some((pattern) => names.some((name) => pattern.test(name)));
  const names = [repository, familiar(repository), repository.replace(/^docker\.io\//, "")];
  if (some(names)) return "repository";
  return some(names.map((name) => `${name}:${tag ?? ""}`)) ? "tag" : undefined;
}

const known = new Map<string, RegExp>();

function patternOf(pattern: string): RegExp {
  const made = known.get(pattern) ?? new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*+/g, ".*")}$`);
  if (known.size > 1000) known.clear();
  known.set(pattern, made);
  return made;
}
