import { TOO_NARROW, arrangementOf, type Arrangement, type Asked } from "./arrangement.ts";
import { CAPSULE, LIP, padOf } from "./measures.ts";
import type { PlateNeeds } from "./plate.ts";
import { roomNeeded } from "./tank-needs.ts";

/** The arrangement with the largest capsules, for so much height. */
export function bestArrangement(needs: PlateNeeds, room: number): Arrangement {
  const count = Math.max(1, needs.tanks.length);
  const asked: Asked = { needs, room, all: roomNeeded(needs.tanks) };
  let found = arrangementOf(asked, 1, 1, false);
  for (let columns = 1; columns <= count; columns += 1) {
    // As many rows as these columns need; more columns for the same rows are another candidate.
    for (const close of [false, true]) {
      const better = bestAbreast(asked, columns, close);
      if (worth(better) > worth(found)) found = better;
    }
  }
  return found;
}

function bestAbreast(asked: Asked, columns: number, close: boolean): Arrangement {
  let better = arrangementOf(asked, columns, 1, close);
  // However few stand abreast in it: it is the tank that is too narrow.
  if (better.scale === TOO_NARROW) return better;
  for (let abreast = 2; abreast <= 64; abreast += 1) {
    const next = arrangementOf(asked, columns, abreast, close);
    if (worth(next) <= worth(better) && next.seen < 0.98 * better.seen) break;
    if (worth(next) > worth(better)) better = next;
  }
  return better;
}

/** Large capsules are good; one that is much longer than drawn is not, nor are shafts, tanks without rulers, or a second row without need. */
const worth = ({ scale, seen, tankWidth, tankHeight, abreast, rows, close, groups }: Arrangement): number => {
  const stretch = (tankWidth - 2 * LIP - 2 * padOf(close, groups).side) / (abreast * CAPSULE.pitchX * scale);
  const shape = tankHeight > 2.2 * tankWidth ? 0.75 : 1;
  return seen * ((close ? 0.65 : 1) * (rows === 1 ? 1.12 : 1) * shape - 0.04 * Math.max(0, stretch - 1.6)) - 0.0001 * rows;
};
