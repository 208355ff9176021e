import { useEffect, useState } from "react";
import { useTexts } from "../strings/language.ts";
import { shareTexts } from "../strings/share.ts";
import styles from "./page-drop.module.css";

/** Files may be dropped anywhere on the page; the column of files takes its own. */
export function PageDrop() {
  const texts = useTexts(shareTexts);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const dragged = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      setOver(!isEditors(event));
      if (!isEditors(event)) event.preventDefault();
    };
    const left = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const dropped = (event: DragEvent): void => {
      setOver(false);
      if (!holdsFiles(event) || isEditors(event)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) void import("./open-file.ts").then(({ openFiles }) => openFiles(files));
    };
    addEventListener("dragover", dragged);
    addEventListener("dragleave", left);
    addEventListener("drop", dropped);
    return () => {
      removeEventListener("dragover", dragged);
      removeEventListener("dragleave", left);
      removeEventListener("drop", dropped);
    };
  }, []);
  return over ? <p className={styles.over}>{texts.dropScene}</p> : null;
}

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") === true;
const isEditors = ({ target }: DragEvent): boolean => target instanceof Element && target.closest("[data-over]") !== null;
