/** To be drawn. */
export function Terminal() {
  return <div data-testid="terminal" />;
}
