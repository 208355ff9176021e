import { memo, useSyncExternalStore } from "react";
import type { EntityKey } from "../../graph/model.ts";
import { workloadGlyphs } from "../glyphs/owner-glyphs.ts";
import { PodGlyph } from "../glyphs/pod-glyph.tsx";
import { modelStore, useEntity } from "../state/model-store.ts";
import { select, useSelection } from "../state/selection.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import { NAME_FONT } from "./card-face.ts";
import { fitName } from "./fit-text.ts";
import styles from "./frames.module.css";
import { groupName, workloadOfGroup } from "./grouping.ts";
import { occupancy, usePlate } from "./plate-store.ts";
import { cardId } from "./pod-card.tsx";
import { Scaled } from "./scaled.tsx";
import { rimId, type FrameData } from "./tank.tsx";

/** Pods that stand together by something else than their node: a tray with a name, and no walls, since no machine holds them. */
export const GroupFrame = memo(function GroupFrame({ id, data }: { readonly id: EntityKey; readonly data: FrameData }) {
  return <Scaled width={data.width} height={data.height}>{(width, height) => <Frame id={id} width={width} height={height} />}</Scaled>;
});

const useCount = (vessel: string): number => useSyncExternalStore(occupancy.onMoved, () => occupancy.podsIn(vessel).size);

/** How many of its pods are not ready and have not ended well. */
const useLacking = (vessel: string): number => useSyncExternalStore(modelStore.onAny, () => {
  let lacking = 0;
  for (const pod of occupancy.podsIn(vessel)) {
    const glyph = modelStore.get("pod", pod)?.glyph;
    if (glyph !== "ready" && glyph !== "completed") lacking += 1;
  }
  return lacking;
});

interface FrameProps {
  readonly id: EntityKey;
  readonly width: number;
  readonly height: number;
}

/** Of a figure's letter, in px. */
const LETTER = 6.7;
/** Narrower than this it has no room for how many are ready. */
const COUNT_FROM = 96;

function Frame({ id, width, height }: FrameProps) {
  const texts = useTexts(canvasTexts);
  const count = useCount(id);
  const lacking = useLacking(id);
  const owner = useEntity("workload", workloadOfGroup(id) ?? "");
  const tabStop = usePlate((state) => state.focused === id);
  const selected = useSelection((state) => state.selected !== undefined && state.selected === owner?.key);
  const fontsCame = usePlate((state) => state.fontsCame);
  const owned = usePlate(({ shown }) => shown.filter((pod) => occupancy.standing(pod)?.vessel === id).map(cardId).join(" "));
  const { name, kind } = namesOf(id, texts.ungrouped);
  const left = owner ? 29 : 14;
  const figure = width < COUNT_FROM ? "" : `${count - lacking}/${count}`;
  const wide = width - left - 12 - (figure === "" ? 0 : figure.length * LETTER + 10);
  const fitted = fontsCame ? fitName(name, wide, NAME_FONT) : name;
  // What it is goes without saying where there is no room for it: the glyph, the tip and the list say so.
  const isKindShown = fontsCame && kind !== "" && fitName(`${name}  ${kind}`, wide, NAME_FONT) === `${name}  ${kind}`;
  const label = [texts.group(kind === "" ? name : `${kind} ${name}`, count), lacking > 0 ? texts.notReady(lacking) : ""].filter((part) => part !== "").join(", ");
  return (
    <div role="group" aria-label={label} aria-owns={owned === "" ? undefined : owned}>
      <svg className={styles.drawing} width={width} height={height} aria-hidden="true">
        <path d={`M.5 24.500V.5H${width - 0.5}V24.500M.5 24.500H${width - 0.5}M.5 24.500V${height - 0.5}H${width - 0.5}V24.500`} className={`${styles.none} ${styles.hair}`} />
        <text x={left} y={17} className={styles.name}>{fitted}{isKindShown && <tspan dx={6} className={styles.small}>{kind}</tspan>}</text>
        {figure !== "" && <text x={width - 12} y={17} className={`${lacking > 0 ? styles.monoWait : styles.mono} ${styles.end}`}>{figure}</text>}
      </svg>
      {owner && <span className={styles.groupGlyph}><PodGlyph glyph={workloadGlyphs[owner.state]} size={13} /></span>}
      <button
        type="button" id={rimId(id)} className={styles.rim} style={{ left: 4, top: 3, width: width - 8, height: 19 }} aria-label={label} title={fitted === name ? undefined : label} aria-pressed={selected} tabIndex={tabStop ? 0 : -1} data-group={id}
        onClick={() => { if (owner) select(owner.key); }} onFocus={() => usePlate.setState({ focused: id, here: id })} onBlur={() => usePlate.setState({ here: undefined })}
        onMouseEnter={() => useSelection.setState({ hovered: owner?.key })} onMouseLeave={() => useSelection.setState({ hovered: undefined })}
      />
    </div>
  );
}

/** "(app)": pods that have no such label; "Pod": pods that nobody controls; "Deployment web": its name and what it is. */
function namesOf(id: string, ungrouped: (key: string) => string): { readonly name: string; readonly kind: string } {
  const name = groupName(id);
  if (id === "group/owner/Pod") return { name: ungrouped(""), kind: "" };
  if (id.startsWith("group/owner/")) return { name: name.slice(name.indexOf(" ") + 1), kind: name.slice(0, name.indexOf(" ")) };
  return { name: id.startsWith("group/label/(") ? ungrouped(name.slice(1, -1)) : name, kind: "" };
}
