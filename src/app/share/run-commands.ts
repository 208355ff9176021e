import type { Scenario, ScenarioInput } from "../../scenario/scenario.ts";
import { withoutAsked } from "../gallery/address.ts";
import { emptyScenario } from "../gallery/empty-scenario.ts";
import { useSelection } from "../state/selection.ts";
import { askedCommands } from "./asked-commands.ts";
import { useNotice } from "./link-notice.tsx";
import { openInstead } from "./open-link.ts";

/** The shell of commands that come with a scene which has commands of its own. */
const OWN_SHELL = "link";

/** A cluster in which commands are typed from 0s on, each when the one before has ended. */
export function scenarioOfCommands(base: Scenario, commands: readonly string[]): Scenario {
  const session = base.inputs.length > 0 ? { session: OWN_SHELL } : {};
  const inputs = commands.map((line, i): ScenarioInput => ({ when: i === 0 ? { atMs: 0 } : { afterMs: 0 }, ...session, action: { type: "run", line } }));
  if (base.inputs.length > 0) return { ...base, inputs: [...base.inputs, ...inputs] };
  const title = commands[0]!.split("\n")[0]!;
  return { ...base, name: "commands", title: { en: title, zh: title }, inputs };
}

/**
 * Opens a cluster, or the scene that is asked for, in which the commands of an address are typed, with the terminal in
 * sight; `atMs`: paused there. Answers what of the address stays; undefined when it holds no commands that can be taken.
 */
export async function openAsked(search: string, base: Scenario | undefined, atMs: number | undefined): Promise<string | undefined> {
  const commands = askedCommands(search);
  if (commands === undefined) return undefined;
  if (commands === "tooMuch") {
    useNotice.setState({ notice: { type: "tooManyCommands" } });
    return undefined;
  }
  await openInstead(scenarioOfCommands(base ?? emptyScenario, commands), atMs);
  useSelection.setState({ sheet: "shell" });
  return withoutAsked(search);
}
