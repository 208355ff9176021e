import type { EntityKey, ProbeType } from "../../graph/model.ts";
import { openInstrument } from "../state/instrument.ts";
import { select, useSelection, type InspectorTab } from "../state/selection.ts";

/** What makes a part of the drawing a button; its keys are heard by `pressParts`. */
export const button = (act: () => void) => ({ role: "button", tabIndex: 0, onClick: act });

/**
 * Enter and space press the part that has the focus, as they press a button of HTML. Listened to on the drawing itself,
 * so that the plate round it, which has keys of its own, does not hear them too.
 */
export function pressParts(event: KeyboardEvent): void {
  if (event.key !== "Enter" && event.key !== " ") return;
  const part = event.target instanceof Element ? event.target.closest("[role=button]") : null;
  if (!part) return;
  event.preventDefault();
  event.stopPropagation();
  part.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}

/** Selects a container, and shows a tab about it. */
export function showContainer(pod: EntityKey, container: string, tab?: InspectorTab): void {
  select(pod, container);
  if (tab) useSelection.setState({ tab, sheet: "why" });
}

/** Selects a probe's container, and opens the oscilloscope at its lane. */
export function showProbe(pod: EntityKey, container: string, probe: ProbeType): void {
  showContainer(pod, container, "probes");
  openInstrument({ kind: "oscilloscope", pod, container, probe });
}

/** Shows the namespaces, and lights up the field that decides about one. */
export function showNamespace(pod: EntityKey, field: string): void {
  if (useSelection.getState().selected !== pod) select(pod);
  useSelection.setState({ tab: "namespaces", sheet: "why", field: field === "" ? undefined : field });
}
