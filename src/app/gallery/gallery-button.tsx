/** To be drawn. */
export function GalleryButton() {
  return <div data-testid="gallery" />;
}
