import type { Mark } from "./travel.ts";

type Place = Pick<Mark, "x" | "y" | "dx" | "dy">;

/**
 * Of marks that go one way with less than so much between them, the first to set out: they would lie on each other. As all
 * of them go equally fast, who is seen stays so on the way. In the order given, the oldest first.
 */
export function marksApart<One extends Place>(marks: readonly One[], apart: number): readonly One[] {
  const cells = new Map<string, Place[]>();
  return marks.filter((mark) => {
    const [column, row] = [Math.floor(mark.x / apart), Math.floor(mark.y / apart)];
    const cell = (dx: number, dy: number): string => `${column + dx} ${row + dy} ${mark.dx} ${mark.dy}`;
    const isNear = AROUND.some(([dx, dy]) => cells.get(cell(dx, dy))?.some(({ x, y }) => Math.hypot(x - mark.x, y - mark.y) < apart));
    if (isNear) return false;
    const known = cells.get(cell(0, 0));
    if (known) known.push(mark);
    else cells.set(cell(0, 0), [mark]);
    return true;
  });
}

const AROUND = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => [dx, dy] as const));
