/**
 * Stands in for d3-color, which d3's transitions bring along to blend colours: nothing of the plate that React Flow moves
 * has a colour that changes, and without it the first paint needs 3 kB less (vite.config.ts).
 */
export function color(): null {
  return null;
}

const none = (): never => {
  throw new Error("colours are not blended");
};

export { none as cubehelix, none as hcl, none as hsl, none as lab, none as rgb };
