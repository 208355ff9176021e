import type { KeyboardEvent } from "react";
import type { EntityKey } from "../../graph/model.ts";
import { select, useSelection, type InspectorTab } from "../state/selection.ts";

/** What makes a part of the drawing a button, for the mouse and for the keyboard. */
export const button = (act: () => void) => ({
  role: "button",
  tabIndex: 0,
  onClick: act,
  onKeyDown: (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    act();
  },
});

/** Selects a container, and shows a tab about it. */
export function showContainer(pod: EntityKey, container: string, tab?: InspectorTab): void {
  select(pod, container);
  if (tab) useSelection.setState({ tab, sheet: "why" });
}

/** Shows the namespaces, and lights up the field that decides about one. */
export function showNamespace(pod: EntityKey, field: string): void {
  if (useSelection.getState().selected !== pod) select(pod);
  useSelection.setState({ tab: "namespaces", sheet: "why", field: field === "" ? undefined : field });
}
