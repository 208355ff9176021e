import type { Json } from "../../api/json.ts";
import type { RegistrySettings } from "../images/registry-settings.ts";
import type { RegistryChange, RegistryFault, RegistryReport } from "./questions.ts";

const FAULTS: readonly RegistryFault[] = ["missing", "unreachable", "refusing", "limited", "otherPlatform"];
const MOST_PATTERNS = 200;
const LONGEST_PATTERN = 300;

/** What is broken of the registries now. */
export const registryReport = (settings: RegistrySettings): RegistryReport => ({
  broken: FAULTS.flatMap((fault) => settings[fault].map((images) => ({ images, fault }))),
  bytesPerSecond: settings.bytesPerSecond,
});

/** The settings after a change, and what to say of it; or why it cannot be made. Pulls that are under way go on as they began. */
export function bentRegistry(settings: RegistrySettings, change: RegistryChange): { readonly settings: RegistrySettings; readonly done: string } | { readonly error: string } {
  if ("bytesPerSecond" in change) return { settings: { ...settings, bytesPerSecond: change.bytesPerSecond }, done: `pulls get ${change.bytesPerSecond / 1e6}MB/s` };
  if ("break" in change) {
    const images = change.break.filter((pattern) => !settings[change.as].includes(pattern));
    if (images.some((pattern) => pattern.length > LONGEST_PATTERN)) return { error: `an image name has at most ${LONGEST_PATTERN} characters` };
    if (settings[change.as].length + images.length > MOST_PATTERNS) return { error: `at most ${MOST_PATTERNS} patterns can be broken at once` };
    return { settings: { ...settings, [change.as]: [...settings[change.as], ...images] }, done: change.break.map((pattern) => `${pattern} is ${WORDS[change.as]}`).join("\n") };
  }
  const { mend } = change;
  const unknown = mend === "all" ? undefined : mend.find((pattern) => !FAULTS.some((fault) => settings[fault].includes(pattern)));
  if (unknown !== undefined) return { error: `${JSON.stringify(unknown)} is not broken; kubarium registry list says what is` };
  const left = (fault: RegistryFault): readonly string[] => (mend === "all" ? [] : settings[fault].filter((pattern) => !mend.includes(pattern)));
  return { settings: { ...settings, ...Object.fromEntries(FAULTS.map((fault) => [fault, left(fault)])) }, done: mend === "all" ? "everything can be pulled again" : mend.map((pattern) => `${pattern} can be pulled again`).join("\n") };
}

const WORDS: Readonly<Record<RegistryFault, string>> = {
  missing: "not there any more",
  unreachable: "out of reach: packets to its registry go nowhere",
  refusing: "out of reach: nothing listens at its registry",
  limited: "given to those who log in only: its registry has had too many requests",
  otherPlatform: "there for another platform only",
};

export const answerOf = (bent: ReturnType<typeof bentRegistry>): Json => ("error" in bent ? bent : { done: bent.done });
