import { clockText } from "./clock.ts";
import styles from "./page.module.css";
import { usePage } from "./state.ts";
import type { Strings } from "./strings/en.ts";
import { openWorld } from "./world.ts";

/** What is wrong with the world, and the way out. */
export function Trouble({ text }: { text: Strings }) {
  const fault = usePage((page) => page.fault);
  const silent = usePage((page) => page.silent);
  if (!fault && !silent) return null;
  return (
    <div role="alert" className={fault ? styles.fault : styles.silence}>
      <p>{fault ? text.fault(fault.component, fault.key, fault.atMs === undefined ? undefined : clockText(fault.atMs)) : text.silent}</p>
      {fault && <pre tabIndex={0} lang="en">{fault.message}</pre>}
      <button type="button" onClick={() => openWorld()}>{text.manifest.restart}</button>
    </div>
  );
}

/** Says that something was not done since the world has stopped, and offers to do it in a new one. */
export function Refusal({ what, text, doAfresh }: { what: "apply" | "line"; text: Strings; doAfresh: () => void }) {
  const refused = usePage((page) => page.refused === what);
  const fault = usePage((page) => page.fault !== undefined);
  if (!refused) return null;
  const start = (): void => {
    openWorld();
    doAfresh();
  };
  return (
    <div role="alert" className={fault ? styles.fault : styles.silence}>
      <p>{text.refused(what, fault ? "fault" : "silence")}</p>
      <button type="button" onClick={start}>{text.afresh[what]}</button>
    </div>
  );
}
