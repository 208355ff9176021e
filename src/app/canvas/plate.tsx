/** To be drawn. */
export function Plate() {
  return <div data-testid="plate" />;
}
