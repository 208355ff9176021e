import { useEffect, useState, type RefObject } from "react";
import type { Box } from "../../../graph/layout/geometry.ts";
import type { EntityKey, PodView } from "../../../graph/model.ts";
import { useEntity } from "../../state/model-store.ts";
import { useSelection } from "../../state/selection.ts";
import { canvasTexts } from "../../strings/canvas.ts";
import { useTexts } from "../../strings/language.ts";
import { requestsText } from "../amounts.ts";
import { onView } from "../camera.ts";
import { isGroup } from "../grouping.ts";
import { usePlate } from "../plate-store.ts";
import { cardId } from "../pod-card.tsx";
import { rimId } from "../tank.tsx";
import { readVerdict } from "../verdict.ts";
import styles from "./hints.module.css";
import { Tip } from "./tip.tsx";

interface Standing {
  readonly key: EntityKey;
  readonly box: Box;
  readonly room: { readonly width: number; readonly height: number };
  /** What is drawn does not say all. */
  readonly isCut: boolean;
  /** What a screen reader says of it. */
  readonly label: string;
}

interface TipProps {
  readonly ground: RefObject<HTMLDivElement | null>;
}

/** What a pod or a group that is pointed at, or that the keyboard is at, is called in full, where its drawing does not say all of it. */
export function PodTip({ ground }: TipProps) {
  const hovered = useSelection((state) => state.hovered);
  const here = usePlate((state) => state.here);
  const at = hovered ?? here ?? "";
  const key = at.startsWith("pod/") || (hovered === undefined && isGroup(at)) ? at : "";
  const standing = useStanding(key, ground, hovered === undefined);
  const pod = useEntity("pod", key);
  if (standing?.key !== key || !standing.isCut) return null;
  return <Tip about={standing.box} room={standing.room}>{pod ? <PodWords pod={pod} /> : <p className={styles.what}>{standing.label}</p>}</Tip>;
}

function PodWords({ pod: { name, namespace, node, status, readyCount, containerCount, restarts, verdict, requests } }: { readonly pod: PodView }) {
  const texts = useTexts(canvasTexts);
  const asks = node === "" ? requestsText(requests) : "";
  const read = verdict === undefined || node !== "" ? undefined : readVerdict(verdict);
  return (
    <>
      <p className={styles.what} lang="en">{name}</p>
      <p className={styles.mono} lang="en">{status} {readyCount}/{containerCount}{restarts > 0 && ` RESTARTS ${restarts}`}</p>
      <p>{[namespace, node].filter((part) => part !== "").join(" / ")}</p>
      {read && <p lang="en">{[read.head, read.reasons.join(", ")].filter((part) => part !== "").join(": ")}</p>}
      {asks !== "" && <p>{texts.asks(asks)}</p>}
    </>
  );
}

/** Where the element of that key is in the window, kept up with the view. */
function useStanding(key: string, ground: RefObject<HTMLDivElement | null>, byKeys: boolean): Standing | undefined {
  const [standing, setStanding] = useState<Standing>();
  const shown = usePlate((state) => state.shown);
  const layout = usePlate((state) => state.layout);
  useEffect(() => {
    if (key === "") return undefined;
    const look = (): void => setStanding(standingOf(key, ground.current, byKeys));
    let asked = requestAnimationFrame(look);
    const end = onView(() => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(look);
    });
    return () => {
      cancelAnimationFrame(asked);
      end();
    };
  }, [key, ground, byKeys, shown, layout]);
  return standing;
}

/** What was pressed with a pointer has the focus as well: that alone says nothing. */
function standingOf(key: EntityKey, ground: HTMLElement | null, byKeys: boolean): Standing | undefined {
  const element = document.getElementById(isGroup(key) ? rimId(key) : cardId(key));
  if (!element || !ground || element.dataset["section"] !== undefined || (byKeys && !element.matches(":focus-visible"))) return undefined;
  const { left, top, width, height } = ground.getBoundingClientRect();
  const rect = element.getBoundingClientRect();
  const label = element.getAttribute("aria-label") ?? "";
  return { key, box: { x: rect.left - left, y: rect.top - top, width: rect.width, height: rect.height }, room: { width, height }, isCut: isGroup(key) ? isGroupCut(element) : isCardCut(element, label), label };
}

/** A group's words are drawn beside its button. */
const isGroupCut = (button: HTMLElement): boolean => button.parentElement?.querySelector("svg text")?.textContent.includes("…") ?? false;

/** Its name is not there as a whole, or something in it is cut off, or it waits for a node and its verdict is longer than its tray. */
const isCardCut = (card: HTMLElement, label: string): boolean =>
  !(card.textContent ?? "").includes(label.slice(0, label.indexOf(", "))) || card.dataset["nowhere"] === "true" || [...card.querySelectorAll("span")].some(({ scrollWidth, clientWidth, children }) => children.length === 0 && scrollWidth > clientWidth + 1);
