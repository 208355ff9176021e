import { useMarksVersion } from "../state/marks.ts";
import { useMoment } from "../state/moment.ts";
import { useTexts } from "../strings/language.ts";
import { timelineTexts } from "../strings/timeline.ts";
import { shortfallAt } from "./area.ts";
import { lanesNow } from "./known-lanes.ts";
import styles from "./timeline.module.css";

/** What the counts' fills mean, and how many there are at the moment that is shown. */
export function AreaLegend() {
  useMarksVersion();
  const { panel } = useTexts(timelineTexts);
  // Changes only with the counts, not with every frame.
  const counts = useMoment(({ viewMs }) => {
    const { broken, lost, onTheWay } = shortfallAt(lanesNow().shortfalls, viewMs);
    return `${broken} ${lost} ${onTheWay}`;
  }).split(" ").map(Number);
  const [broken = 0, lost = 0, onTheWay = 0] = counts;
  return (
    <dl className={styles.legend} aria-label={panel.areaSummary(broken, lost, onTheWay)}>
      {([["onTheWay", onTheWay], ["lost", lost], ["broken", broken]] as const).map(([which, count]) => (
        <div key={which} data-which={which}>
          <dt>{panel[which]}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}
