import { useMoment } from "../state/moment.ts";
import { useOpened } from "../state/opened.ts";
import { useSelection } from "../state/selection.ts";
import { useSettings } from "../state/settings.ts";
import { directorTexts } from "../strings/director.ts";
import { galleryTexts } from "../strings/gallery.ts";
import { clockText } from "../clock.ts";
import { causesOf } from "./causes.ts";
import { svgText } from "./drawing/svg-text.ts";
import styles from "./print.module.css";
import { sheetOf } from "./sheet.ts";
import { tracePlate } from "./trace/trace-plate.ts";
import { placeOfPage } from "./use-sheet.ts";
import { useCaption } from "./words-fields.tsx";

/** What is printed is one sheet, black on white: the plate, its caption, and why. It is drawn when the browser asks for it. */
export function startPrinting(): void {
  let printed: HTMLElement | undefined;
  addEventListener("beforeprint", () => {
    printed?.remove();
    printed = sheetToPrint();
    if (printed) document.body.append(printed);
  });
  addEventListener("afterprint", () => printed?.remove());
}

function sheetToPrint(): HTMLElement | undefined {
  const { scenario } = useOpened.getState();
  const { language } = useSettings.getState();
  const texts = directorTexts[language];
  if (!scenario) return undefined;
  const root = document.documentElement;
  const theme = root.dataset["theme"] ?? "light";
  // Colours are read from the page: for this moment it is black on white, and nothing of it glides.
  root.dataset["theme"] = "print";
  root.dataset["filming"] = "";
  try {
    const plate = tracePlate();
    if (!plate) return undefined;
    const written = useCaption.getState();
    const mine = written.scene === scenario.name ? written : undefined;
    const title = mine?.title ?? scenario.title?.[language] ?? scenario.title?.["en"] ?? scenario.name;
    const { why } = useSelection.getState();
    const { viewMs } = useMoment.getState();
    const sheet = sheetOf(plate, {
      title, caption: mine?.caption ?? "", atMs: viewMs, link: placeOfPage(), place: placeOfPage(),
      facts: `${scenario.name} · v${scenario.cluster.version} · ${galleryTexts[language].seed(scenario.seed)}`, ...(why && { causes: causesOf(why, language) }),
    });
    const { documentElement } = new DOMParser().parseFromString(svgText(sheet, { title: texts.preview(title, clockText(viewMs)), description: mine?.caption ?? "", fragment: "" }), "image/svg+xml");
    const element = document.createElement("div");
    element.className = styles.printed ?? "";
    element.append(document.importNode(documentElement, true));
    return element;
  } finally {
    root.dataset["theme"] = theme;
    delete root.dataset["filming"];
  }
}
