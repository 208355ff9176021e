import { stoppedBy, useMoment } from "../state/moment.ts";
import { useTexts } from "../strings/language.ts";
import { shareFaceTexts } from "../strings/share-face.ts";
import { useDirector } from "./director.tsx";

/** Makes a picture of what is seen; beside the key that shares a link. */
export function PictureButton({ className, onPressed }: { readonly className: string | undefined; readonly onPressed?: () => void }) {
  const { picture } = useTexts(shareFaceTexts);
  const stopped = useMoment((moment) => stoppedBy(moment) === "silence" || !moment.opened);
  const press = (): void => {
    onPressed?.();
    useDirector.setState({ open: true });
  };
  return (
    <button type="button" className={className} disabled={stopped} aria-label={picture} aria-haspopup="dialog" title={picture} onClick={press}>
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true"><path d="M1.500 2.500h13v11h-13zM1.500 11l4-4 3 3 2-2 4 3.500M10 5.500h1.500" /></svg>
    </button>
  );
}
