import type { Program } from "../../processes/program.ts";
import { debianExecutables, withExecutables } from "../base/executables.ts";
import { bookworm, debianFiles } from "../base/files.ts";
import { imageDefaults, releaseTags, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { complain, exit, machine, say } from "../serving/machine.ts";

/** bignum's pi is slow: about five seconds for two thousand digits. */
const MS_PER_DIGIT = 2.5;

/** The first `digits` significant digits of pi, by Machin's formula in integers. */
export function piDigits(digits: number): string {
  const guard = 10n;
  const one = 10n ** (BigInt(digits - 1) + guard);
  const arctan = (inverse: bigint): bigint => {
    let sum = 0n;
    let power = one / inverse;
    for (let n = 1n; power !== 0n; n += 2n) {
      sum += (n % 4n === 1n ? power : -power) / n;
      power /= inverse * inverse;
    }
    return sum;
  };
  // Rounded as bignum does.
  const scaled = (4n * (4n * arctan(5n) - arctan(239n)) + 5n * 10n ** (guard - 1n)) / 10n ** guard;
  const text = scaled.toString();
  return digits > 1 ? `${text[0]}.${text.slice(1)}` : text;
}

/** Simplified: Perl runs the one line of the documentation's Job, and `print` of a text; other programs end at once with 0. */
const perlProgram: Program = machine<string>({
  name: "perl",
  begin({ argv }) {
    const line = argv.join(" ");
    const digits = Number(/bpi\((\d+)\)/.exec(line)?.[1] ?? 0);
    if (digits > 0) return { data: "", acts: [{ call: "compute", ms: Math.ceil(digits * MS_PER_DIGIT) }, say(piDigits(Math.min(digits, 10_000))), exit(0)] };
    const printed = /print\s+"([^"]*)"/.exec(line)?.[1];
    return { data: "", acts: printed === undefined ? [complain("perl: only bpi(N) and print are simulated"), exit(0)] : [{ call: "write", fd: 1, data: printed.replace(/\\n/g, "\n") }, exit(0)] };
  },
}) as Program;

export const perl: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/library/perl",
  tags: (tag) => tag === "latest" || versions(tag),
  layers: () => [336_374_000],
  cmd: ["perl5", "-de0"],
  files: sameFiles(debianFiles(bookworm)),
  executables: withExecutables(debianExecutables, { "/usr/local/bin/perl": "perl", "/usr/local/bin/perl5": "perl" }),
  programs: [perlProgram],
  settings: { flavor: "gnu" },
};

const versions = releaseTags(Array.from({ length: 13 }, (_, i) => `5.${16 + 2 * i}`), ["", "-slim", "-threaded", "-slim-threaded"]);
