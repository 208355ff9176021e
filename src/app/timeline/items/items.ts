import { besideNow } from "../beside.ts";
import type { Row } from "../rows.ts";
import { containerItems } from "./container.ts";
import type { Drawing, Item } from "./item.ts";
import { headItems, podItems } from "./pod.ts";
import { probeItems } from "./probe.ts";
import { clusterItems, inputItems, systemItems } from "./shared-lane.ts";

/** Everything of one row. */
export function itemsOf(row: Row, drawing: Drawing): readonly Item[] {
  const items = rowItems(row, drawing);
  const { widthPx } = drawing;
  return items.filter((item) => {
    if (item.shape === "bar") return item.x < widthPx && item.x + item.w > 0;
    if (item.shape === "arc") return item.x < widthPx && item.to > 0;
    return item.x < widthPx + 12 && item.x > -400;
  });
}

function rowItems(row: Row, drawing: Drawing): Item[] {
  switch (row.kind) {
    case "you":
      return inputItems(row, drawing);
    case "cluster":
      return clusterItems(row, drawing);
    case "system":
      return systemItems(row, drawing);
    case "pod":
      return row.open ? headItems(row, row.lane, drawing) : podItems(row, row.lane, drawing);
    case "container":
      return containerItems(row, row.lane, row.container, drawing);
    case "other":
      return besideNow()?.items(row, drawing) ?? [];
    case "probe":
      return probeItems(row, drawing);
  }
}
