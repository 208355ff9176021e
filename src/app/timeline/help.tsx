import { Fragment } from "react";
import { SheetDialog } from "../shell/sheet-dialog.tsx";
import { useTexts } from "../strings/language.ts";
import { branchTexts } from "../strings/branches.ts";
import { helpTexts } from "../strings/help.ts";
import styles from "./help.module.css";

/** The list of keys. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  const help = useTexts(helpTexts);
  const { helpUndo } = useTexts(branchTexts);
  const groups: readonly { readonly name: string; readonly keys: readonly (readonly [readonly string[], string])[] }[] = [
    {
      name: help.groups.time,
      keys: [
        [["Space"], help.space],
        [[",", "."], help.step],
        [["Shift ←", "Shift →"], help.tick],
        [["n"], help.next],
        [["e"], help.event],
        [["o"], help.occurrence],
        [["w"], help.warning],
        [["l"], help.live],
        [["[", "]"], help.speed],
        [["Ctrl Z", "Ctrl Shift Z"], helpUndo],
        [["?"], help.help],
      ],
    },
    {
      name: help.groups.timeline,
      keys: [
        [["←", "→", "↑", "↓"], help.lane],
        [["Enter"], help.goThere],
        [["+", "−"], help.zoom],
        [["Shift ←", "Shift →"], help.pan],
        [["f"], help.fit],
        [["p"], help.follow],
      ],
    },
    {
      name: help.groups.plate,
      keys: [
        [["←", "→", "↑", "↓"], help.walk],
        [["Enter", "Esc"], help.enter],
        [["/"], help.find],
        [["+", "−"], help.zoom],
        [["f"], help.fit],
      ],
    },
    { name: help.groups.files, keys: [[["Ctrl Enter"], help.apply], [["Alt Enter"], help.fix]] },
  ];
  return (
    <SheetDialog title={help.title} aside={help.aside} close={help.close} widest={700} onClose={onClose}>
      <div className={styles.groups}>
        {groups.map(({ name, keys }) => (
          <section key={name} aria-label={name}>
            <h3>{name}</h3>
            <dl>
              {keys.map(([pressed, does]) => (
                <Fragment key={does}>
                  <dt>{pressed.map((key) => <kbd key={key}>{key}</kbd>)}</dt>
                  <dd>{does}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </SheetDialog>
  );
}
