import { useRef } from "react";
import { useTexts } from "../strings/language.ts";
import { shareTexts } from "../strings/share.ts";
import { openFiles } from "./open-file.ts";

/** Opens a file of this computer: a scene, or a manifest for the editor. */
export function PickFile({ className, onPicked }: { readonly className: string | undefined; readonly onPicked: () => void }) {
  const texts = useTexts(shareTexts);
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={className} onClick={() => picker.current?.click()}>{texts.openFile}</button>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".yaml,.yml,.json,.png,.svg,.gif,.webm,.html"
        aria-label={texts.openFile}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = "";
          if (files.length === 0) return;
          void openFiles(files);
          onPicked();
        }}
      />
    </>
  );
}
