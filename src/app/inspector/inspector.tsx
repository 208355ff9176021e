/** To be drawn. */
export function Inspector() {
  return <div data-testid="inspector" />;
}
