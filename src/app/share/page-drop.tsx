import { lazy, Suspense, useEffect, useState } from "react";
import styles from "./page-drop.module.css";

const DropWords = lazy(() => import("./drop-words.tsx"));

/** Files may be dropped anywhere on the page; the column of files takes its own. */
export function PageDrop() {
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
  return over ? <p className={styles.over}><Suspense><DropWords /></Suspense></p> : null;
}

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") === true;
const isEditors = ({ target }: DragEvent): boolean => target instanceof Element && target.closest("[data-over]") !== null;
