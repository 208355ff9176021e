import { useTexts } from "../strings/language.ts";
import { shareTexts } from "../strings/share.ts";

/** What becomes of a file that is dropped here. */
export default function DropWords() {
  return useTexts(shareTexts).dropScene;
}
