import { SheetDialog } from "../shell/sheet-dialog.tsx";
import { useTexts } from "../strings/language.ts";
import { galleryTexts } from "../strings/gallery.ts";
import { Gallery } from "./gallery.tsx";

/** The index of scenes, over the plate. */
export default function GalleryDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts(galleryTexts);
  return (
    <SheetDialog title={texts.heading} aside={texts.aside} close={texts.close} widest={920} onClose={onClose}>
      <Gallery onChosen={onClose} />
    </SheetDialog>
  );
}
