import type { Clock, ContainerView } from "../../graph/model.ts";

/** The clock that runs for a container: the grace that it has, or its own. */
export const clockOf = ({ clock, stopping }: Pick<ContainerView, "clock" | "stopping">): Clock | undefined =>
  stopping ? { what: "grace", fromMs: stopping.atMs, untilMs: stopping.killAtMs } : clock;

/** The container whose clock the drawing shows: the selected one's, else the first that runs. */
export function clockedContainer(containers: readonly ContainerView[], selected: string | undefined): ContainerView | undefined {
  const clocked = containers.filter((container) => clockOf(container));
  return clocked.find(({ name }) => name === selected) ?? clocked.find(({ stopping }) => stopping) ?? clocked[0];
}
