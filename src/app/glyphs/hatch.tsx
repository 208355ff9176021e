import styles from "./glyphs.module.css";

type HatchName = "cut" | "wait" | "bad";

const kinds: Readonly<Record<HatchName, { readonly size: number; readonly turn: number; readonly line: string | undefined }>> = {
  cut: { size: 5, turn: 45, line: styles.hatchLine },
  wait: { size: 4, turn: -45, line: styles.hatchWait },
  bad: { size: 4.5, turn: -45, line: styles.hatchBad },
};

/**
 * The hatches of one drawing: cut matter (pause), work under way (a pull), the same gone wrong. `id` must be the drawing's
 * own, by React's useId, since ids belong to the whole page; fill with `hatch(id, "cut")`.
 */
export function Hatches({ id }: { readonly id: string }) {
  return (
    <defs>
      {(Object.keys(kinds) as HatchName[]).map((name) => {
        const { size, turn, line } = kinds[name];
        return (
          <pattern key={name} id={`${id}-${name}`} width={size} height={size} patternUnits="userSpaceOnUse" patternTransform={`rotate(${turn})`}>
            <line y2={size} className={line} />
          </pattern>
        );
      })}
    </defs>
  );
}

/** The `fill` that takes a hatch of `<Hatches id>`. */
export const hatch = (id: string, name: HatchName): string => `url(#${id}-${name})`;
