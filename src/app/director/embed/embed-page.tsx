import { StrictMode, useEffect, useState } from "react";
import type { Root } from "react-dom/client";
import { LinkNotice } from "../../share/link-notice.tsx";
import { makeLink } from "../../share/made-link.ts";
import { Plate } from "../../shell/panels.tsx";
import { shellTexts } from "../../strings/shell.ts";
import { embedTexts } from "../../strings/embed.ts";
import { useTexts } from "../../strings/language.ts";
import { Transport } from "../../timeline/transport.tsx";
import { useOpened } from "../../state/opened.ts";
import { useSettings } from "../../state/settings.ts";
import { BrandMark } from "../../shell/brand-mark.tsx";
import { pageAddress } from "./address.ts";
import styles from "./embed.module.css";
import { playWhenSeen } from "./play-when-seen.ts";

/** In another page: the plate, its clock, and a way out. */
export function drawEmbed(root: Root): void {
  root.render(<StrictMode><EmbedPage /></StrictMode>);
}

function EmbedPage() {
  const { panels } = useTexts(shellTexts);
  const title = useTitle();
  useEffect(playWhenSeen, []);
  return (
    <main className={styles.embed}>
      <h1 className={styles.title}>{title}</h1>
      <section className={styles.plate} aria-label={panels.plate}><Plate /></section>
      <div className={styles.bar}>
        <div className={styles.transport}><Transport /></div>
        <WayOut title={title} />
      </div>
      <LinkNotice />
    </main>
  );
}

function useTitle(): string {
  const language = useSettings((state) => state.language);
  const scenario = useOpened((state) => state.scenario);
  return scenario?.title?.[language] ?? scenario?.title?.["en"] ?? scenario?.name ?? "Kubarium";
}

/** Leads to the page itself, at the moment that is shown when it is reached for. */
function WayOut({ title }: { readonly title: string }) {
  const texts = useTexts(embedTexts);
  const [address, setAddress] = useState(() => pageAddress(location));
  const refresh = (): void => void makeLink().then((link) => setAddress(link.address), () => undefined);
  return (
    <a className={styles.out} href={address} target="_blank" rel="noopener" title={texts.openTitle(title)} onPointerEnter={refresh} onFocus={refresh}>
      <BrandMark />
      <span>{texts.open}</span>
    </a>
  );
}
