/** To be drawn. */
export function Editor() {
  return <div data-testid="editor" />;
}
