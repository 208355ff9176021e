import styles from "./overflow.module.css";

let node: HTMLElement | undefined;

/** Where suggestions and hovers are drawn: above all panels, since the column would cut them off. */
export function overflowNode(): HTMLElement {
  if (!node) {
    node = document.createElement("div");
    node.className = `monaco-editor ${styles.overflow}`;
    Object.assign(node.style, { position: "fixed", top: "0", left: "0", width: "0", height: "0", zIndex: "40" });
    document.body.append(node);
  }
  return node;
}
