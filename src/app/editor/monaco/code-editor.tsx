import { useEffect, useRef } from "react";
import type { HandedOver } from "../handed-over.ts";
import styles from "./code-editor.module.css";
import { openCodeEditor } from "./open-code-editor.ts";

/** The open file in Monaco. */
export default function CodeEditor({ handedOver }: { readonly handedOver: HandedOver | undefined }) {
  const host = useRef<HTMLDivElement>(null);
  const taken = useRef(handedOver);
  useEffect(() => {
    const editor = openCodeEditor(host.current!, taken.current);
    taken.current = undefined;
    return () => editor.dispose();
  }, []);
  return <div ref={host} className={styles.host} data-testid="monaco" />;
}
