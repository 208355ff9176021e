import { memo } from "react";
import { useTexts } from "../strings/language.ts";
import { xrayTexts } from "../strings/xray.ts";
import styles from "./detail.module.css";
import { bottom, right } from "./boxes.ts";
import type { DrumLayout, VolumesLayout } from "./volumes-layout.ts";
import { Words } from "./words.tsx";

/** The pipes from the volumes down to the containers: all outlines, then all bores, so that they join and cross cleanly. */
export const Pipes = memo(function Pipes({ layout: { pipes } }: { readonly layout: VolumesLayout }) {
  return (
    <g aria-hidden="true">
      {pipes.map((path) => <path key={path} d={path} className={styles.pipe} />)}
      {pipes.map((path) => <path key={path} d={path} className={styles.bore} />)}
    </g>
  );
});

/** The volumes as drums above the pod, and where each is mounted. */
export const Volumes = memo(function Volumes({ layout: { drums, mounts } }: { readonly layout: VolumesLayout }) {
  const texts = useTexts(xrayTexts);
  return (
    <g>
      {drums.map((drum) => <Drum key={drum.volumes[0]!.name} drum={drum} />)}
      {mounts.map(({ container, text, readOnly, at, dot }) => (
        <g key={`${container} ${text} ${at.y}`}>
          {dot && <circle cx={dot.x} cy={dot.y} r={1.8} className={styles.pin} />}
          {dot && <path d={`M${dot.x} ${dot.y}H${at.x - 3}`} className={styles.leader} />}
          <Words at={at} face="mono">{readOnly ? `${text} ${texts.readOnly}` : text}</Words>
        </g>
      ))}
    </g>
  );
});

function Drum({ drum: { volumes, box } }: { readonly drum: DrumLayout }) {
  const texts = useTexts(xrayTexts);
  const r = box.w / 2;
  const mounted = volumes.every((volume) => volume.mounted);
  const first = volumes[0]!;
  const name = volumes.length === 1 ? first.name : texts.moreVolumes(volumes.length);
  const type = volumes.length === 1 ? [first.type, first.source].filter(Boolean).join(" ") : volumes.map((volume) => volume.name).join(", ");
  return (
    <g className={mounted ? styles.volume : styles.volumePlanned}>
      <path d={`M${box.x} ${box.y + 5}V${bottom(box) - 5}a${r} 5 0 0 0 ${box.w} 0V${box.y + 5}z`} />
      <ellipse cx={box.x + r} cy={box.y + 5} rx={r} ry={5} className={styles.lid} />
      <Words at={{ x: box.x + 10, y: box.y + 22, w: right(box) - box.x - 18 }} face="name" tone="ink">{name}</Words>
      <Words at={{ x: box.x + 10, y: box.y + 34, w: right(box) - box.x - 18 }} face="mono">{type}</Words>
    </g>
  );
}
