/** To be drawn. */
export function Timeline() {
  return <div data-testid="timeline" />;
}
