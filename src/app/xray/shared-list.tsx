import type { PodView, ProcessesView } from "../../graph/model.ts";
import { useTexts } from "../strings/language.ts";
import { xrayTexts } from "../strings/xray.ts";
import type { Box } from "./boxes.ts";
import styles from "./detail.module.css";
import { listedProcesses } from "./holdings.ts";
import { linesIn } from "./layout.ts";
import { ProcessLine } from "./slip.tsx";
import { Words } from "./words.tsx";

const COLUMN = 128;

/** One PID namespace round all containers: one list of processes, with pause as its PID 1. */
export function SharedList({ pod, processes, box }: { readonly pod: PodView; readonly processes: ProcessesView | undefined; readonly box: Box }) {
  const texts = useTexts(xrayTexts);
  const all = listedProcesses(pod, processes);
  const lines = linesIn(box);
  const columns = Math.max(Math.min(Math.floor((box.w - 8) / COLUMN), Math.ceil(all.length / Math.max(lines, 1))), 1);
  const width = (box.w - 14) / columns;
  const shown = all.length > lines * columns ? all.slice(0, lines * columns - 1) : all;
  const more = all.length - shown.length;
  const r = box.w / 2;
  const place = (i: number) => ({ x: box.x + 8 + width * Math.floor(i / lines), y: box.y + 22 + 15 * (i % lines), w: width - 6 });
  const digits = Math.max(...all.map(({ pid }) => String(pid).length), 2) * 6.6;
  return (
    <g className={all.length > 0 ? styles.drum : styles.drumEmpty} data-shared-list={all.length}>
      <path d={`M${box.x} ${box.y + 5}v${box.h - 10}a${r} 5 0 0 0 ${box.w} 0v${-(box.h - 10)}`} className={styles.listBody} />
      <ellipse cx={box.x + r} cy={box.y + 5} rx={r} ry={5} />
      {shown.map(({ pid, command, container }, i) => (
        <g key={pid}>
          <ProcessLine pid={pid} command={command} digits={digits} {...place(i)} />
          {container && <title>{container}</title>}
        </g>
      ))}
      {more > 0 && <Words at={place(shown.length)} face="note">{texts.moreProcesses(more)}</Words>}
    </g>
  );
}
