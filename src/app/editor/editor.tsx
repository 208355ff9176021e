import { useEffect, useState, type ComponentType, type DragEvent } from "react";
import { useFiles } from "../state/files.ts";
import { useMoment } from "../state/moment.ts";
import { editorTexts } from "../strings/editor.ts";
import { useTexts } from "../strings/language.ts";
import { shareTexts } from "../strings/share.ts";
import { useAnnouncement } from "./announcements.ts";
import styles from "./editor.module.css";
import { takeFiles } from "./file-commands.ts";
import { FileTabs, PANEL_ID, tabId } from "./file-tabs.tsx";
import { Foot } from "./foot.tsx";
import type { HandedOver } from "./handed-over.ts";
import { startJudging } from "./judgements.ts";
import { loadMonaco } from "./load-monaco.ts";
import { PlainText, placeInPlainText } from "./plain-text.tsx";
import { ScenarioOffer } from "./scenario-offer.tsx";
import { followSavedFiles } from "./saved-files.ts";

/** The column of files: tabs, text, what is not applied yet, and the key that applies it. */
export function Editor() {
  const texts = useTexts(editorTexts);
  const open = useFiles((state) => state.files.findIndex(({ name }) => name === state.open));
  const announced = useAnnouncement((state) => state.text);
  const { over, refused, drop } = useFileDrop();
  useEffect(startJudging, []);
  useEffect(followSavedFiles, []);
  return (
    <div className={styles.editor} data-testid="editor" data-over={over} {...drop}>
      <FileTabs onTaken={refused.report} />
      <div className={styles.text} id={PANEL_ID} role="tabpanel" aria-labelledby={tabId(open)} lang="en">
        <Text />
        {over && <p className={styles.drop}>{texts.dropHere}</p>}
      </div>
      {refused.told.length > 0 && (
        <p className={styles.told} role="status">
          {refused.told.join(" ")}
        </p>
      )}
      <ScenarioOffer />
      <Foot />
      <p className={styles.hidden} role="status">{announced}</p>
    </div>
  );
}

/** Monaco takes a while: until then, and should it never come, the text is edited as it is. */
const PATIENCE_MS = 1_500;

interface Monaco {
  readonly Code: ComponentType<{ readonly handedOver: HandedOver | undefined }>;
  readonly handedOver: HandedOver | undefined;
}

let loading: ReturnType<typeof loadMonaco> | undefined;

function Text() {
  const [monaco, setMonaco] = useState<Monaco>();
  useEffect(() => {
    let here = true;
    const load = (): void => {
      end();
      loading ??= loadMonaco();
      loading.then(
        (Code) => here && setMonaco({ Code, handedOver: placeInPlainText() }),
        // Offline, or blocked: the plain text stays, and the next opening tries again.
        () => (loading = undefined),
      );
    };
    // The cluster's first picture comes first.
    const unsubscribe = useMoment.subscribe(({ opened }) => opened && load());
    const timer = setTimeout(load, PATIENCE_MS);
    const end = (): void => {
      unsubscribe();
      clearTimeout(timer);
    };
    if (useMoment.getState().opened) load();
    return () => {
      here = false;
      end();
    };
  }, []);
  return monaco ? <monaco.Code handedOver={monaco.handedOver} /> : <PlainText />;
}

/** Files of this computer may be dropped anywhere on the column. */
function useFileDrop() {
  const words = useTexts(shareTexts);
  const [over, setOver] = useState(false);
  const [told, setTold] = useState<readonly string[]>([]);
  // What was refused is told until the person goes on to something else.
  useEffect(() => useFiles.subscribe(({ open }, before) => open !== before.open && setTold([])), []);
  const holdsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");
  const report = async (taken: Iterable<File>): Promise<void> => {
    // The list of a drop is emptied when its event is over.
    const files = [...taken];
    const { forgetLastFiles, isPicture, isSceneFile, openFiles } = await import("../share/open-file.ts");
    setTold([]);
    if (files.some(isSceneFile) || files.some(isPicture)) return openFiles(files);
    forgetLastFiles();
    const { left } = await takeFiles(files);
    setTold(left.map(({ code, name }) => words.files[code](name)));
  };
  const drop = {
    onDragOverCapture: (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeaveCapture: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDropCapture: (event: DragEvent) => {
      setOver(false);
      if (!holdsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      void report(event.dataTransfer.files);
    },
  };
  return { over, drop, refused: { told, report } };
}
