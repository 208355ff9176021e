/** To be drawn. */
export function Transport() {
  return <div data-testid="transport" />;
}
