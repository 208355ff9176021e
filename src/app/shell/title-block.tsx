import { AboutLink } from "../about/about-link.tsx";
import { PictureButton } from "../director/picture-button.tsx";
import { GalleryButton } from "../gallery/gallery-button.tsx";
import { Transport } from "../timeline/transport.tsx";
import { ShareButton } from "../share/share-button.tsx";
import { shellTexts } from "../strings/shell.ts";
import { useTexts } from "../strings/language.ts";
import { BrandMark } from "./brand-mark.tsx";
import { LanguageSwitch, ThemeSwitch } from "./switches.tsx";
import styles from "./title-block.module.css";

/** The title block of the sheet: whose plate this is, which scene, its clock, and how it is printed. */
export function TitleBlock() {
  const { tagline } = useTexts(shellTexts);
  return (
    <header className={styles.block}>
      <div className={styles.brand}>
        <BrandMark />
        <div>
          <h1>Kubarium</h1>
          <p className={styles.tagline}>{tagline}</p>
        </div>
      </div>
      <div className={styles.scene}><GalleryButton /></div>
      <div className={styles.transport}><Transport /></div>
      <div className={styles.actions}>
        <ShareButton />
        <PictureButton className={styles.act} />
        <LanguageSwitch />
        <ThemeSwitch />
        <AboutLink className={styles.act} />
      </div>
    </header>
  );
}
