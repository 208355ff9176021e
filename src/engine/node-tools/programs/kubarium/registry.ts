import type { Json } from "../../../../api/json.ts";
import { err, out, type Part } from "../../../processes/applets/script.ts";
import type { RegistryChange, RegistryFault, RegistryReport } from "../../questions.ts";
import { ask, errorIn } from "../ask.ts";

const REGISTRY_FAULTS: readonly RegistryFault[] = ["unreachable", "missing", "refusing", "limited", "otherPlatform"];
const RATE = /^(\d{1,9}(?:\.\d{1,3})?)(B|kB|KB|MB|GB)\/s$/;
const UNIT_BYTES: Readonly<Record<string, number>> = { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9 };

export const REGISTRY_USAGE = `  kubarium registry break IMAGE... [--as ${REGISTRY_FAULTS.join("|")}]
  kubarium registry mend IMAGE... | --all
  kubarium registry bandwidth 5MB/s
  kubarium registry list
An IMAGE is a repository or repository:tag, * stands for anything. What a node has already stays there.
`;

/** Breaks registries of the world and mends them. */
export function* onRegistry([act, ...rest]: readonly string[]): Part<number> {
  if (act === "list" || act === "ls") {
    const report = (yield* ask({ ask: "registry" })) as unknown as RegistryReport;
    yield* out([...report.broken.map(({ images, fault }) => `${images}\t${fault}\n`), `bandwidth\t${report.bytesPerSecond / 1e6}MB/s\n`].join(""));
    return 0;
  }
  const change = changeOf(act, rest);
  if (typeof change === "string") {
    yield* err(`kubarium registry: ${change}\n${REGISTRY_USAGE}`);
    return 2;
  }
  const answer: Json = yield* ask({ ask: "bend-registry", change });
  const error = errorIn(answer);
  if (error === undefined) yield* out(`${String((answer as { readonly done?: string }).done)}\n`);
  else yield* err(`kubarium: ${error}\n`);
  return error === undefined ? 0 : 1;
}

/** What is asked for, or what is wrong with how. */
function changeOf(act: string | undefined, rest: readonly string[]): RegistryChange | string {
  const as = rest.findIndex((word) => word === "--as");
  const fault = rest.find((word) => word.startsWith("--as="))?.slice(5) ?? (as >= 0 ? (rest[as + 1] ?? "") : "unreachable");
  const images = rest.filter((word, index) => !word.startsWith("-") && (as < 0 || index !== as + 1));
  switch (act) {
    case "break":
      if (!REGISTRY_FAULTS.includes(fault as RegistryFault)) return `--as is one of ${REGISTRY_FAULTS.join(", ")}, not ${JSON.stringify(fault)}`;
      return images.length === 0 ? "name an image" : { break: images, as: fault as RegistryFault };
    case "mend":
      if (rest.includes("--all")) return { mend: "all" };
      return images.length === 0 ? "name an image, or --all" : { mend: images };
    case "bandwidth": {
      const rate = RATE.exec(images[0] ?? "");
      const bytesPerSecond = Math.floor(Number(rate?.[1] ?? 0) * (UNIT_BYTES[rate?.[2] ?? ""] ?? 0));
      return bytesPerSecond < 1 ? "say a rate such as 5MB/s" : { bytesPerSecond };
    }
    default: return "say break, mend, bandwidth or list";
  }
}
