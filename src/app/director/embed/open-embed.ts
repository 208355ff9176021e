import { createRoot } from "react-dom/client";
import type { Scenario } from "../../../scenario/scenario.ts";
import { showLink } from "../../share/open-link.ts";
import { useMoment } from "../../state/moment.ts";
import { openWorld } from "../../state/world.ts";
import { askedSpeed } from "./address.ts";
import { drawEmbed } from "./embed-page.tsx";

/** Opens what the address says, in another page: nothing is kept in this browser, and nothing that it keeps is opened. */
export function openEmbed(root: HTMLElement, search: string, otherwise: () => Promise<void>): void {
  useMoment.setState({ chosenSpeed: askedSpeed(search) });
  const open = (): void => void (showLink(location.hash) || otherwise());
  open();
  addEventListener("hashchange", open);
  drawEmbed(createRoot(root));
}

/** A scene of the gallery, from its beginning or from a moment on. */
export const openThere = (scenario: Scenario, atMs: number | undefined): void => openWorld(scenario, atMs ?? 0);
