import * as monaco from "monaco-editor/editor/editor.api";
import { useSettings } from "../../state/settings.ts";
import { isDark, type ShownTheme } from "../../state/theme.ts";
import { tokensNow } from "../../styles/tokens-now.ts";

/** Monaco draws in the page's tokens: read from the document, which has them for the theme that is shown. */
export function followTheme(): monaco.IDisposable {
  const show = (theme: ShownTheme): void => {
    const name = `kubarium-${theme}`;
    monaco.editor.defineTheme(name, themeFrom(tokensNow(), theme));
    monaco.editor.setTheme(name);
  };
  show(useSettings.getState().theme);
  const end = useSettings.subscribe(({ theme }, before) => theme !== before.theme && show(theme));
  return { dispose: end };
}

type Token = (name: string) => string;

/** Keys in ink, values in the colour of text; blue for what YAML reads as something else than a string. */
function themeFrom(token: Token, theme: ShownTheme): monaco.editor.IStandaloneThemeData {
  const bare = (name: string): string => token(name).replace("#", "");
  const nothing = "#00000000";
  return {
    base: isDark(theme) ? "vs-dark" : "vs",
    inherit: false,
    rules: [
      { token: "", foreground: bare("ink-2"), background: bare("leaf") },
      { token: "type", foreground: bare("ink"), fontStyle: "bold" },
      ...["number", "keyword", "tag", "namespace"].map((name) => ({ token: name, foreground: bare("blue") })),
      { token: "comment", foreground: bare("ink-3") },
      { token: "meta", foreground: bare("ink-3") },
    ],
    colors: {
      ...paint(token("leaf"), "editor.background", "editorWidget.background", "editorHoverWidget.background", "editorSuggestWidget.background", "menu.background", "quickInput.background", "input.background", "editorGutter.background", "dropdown.background"),
      ...paint(token("ink-2"), "editor.foreground", "editorSuggestWidget.foreground", "editorHoverWidget.foreground", "menu.foreground", "quickInput.foreground", "foreground", "icon.foreground", "symbolIcon.propertyForeground", "descriptionForeground"),
      ...paint(token("ink"), "editorCursor.foreground", "editorSuggestWidget.selectedForeground", "editorSuggestWidget.selectedIconForeground", "editorLineNumber.activeForeground", "menu.selectionForeground", "quickInputList.focusForeground", "editorWidget.border", "editorHoverWidget.border", "editorSuggestWidget.border", "menu.border", "input.foreground", "widget.border"),
      ...paint(token("ink-3"), "editorLineNumber.foreground", "editorLineNumber.dimmedForeground", "input.placeholderForeground", "editor.placeholder.foreground", "keybindingLabel.foreground", "editorHint.foreground", "editorInfo.foreground"),
      ...paint(token("blue"), "focusBorder", "editorSuggestWidget.highlightForeground", "editorSuggestWidget.focusHighlightForeground", "list.highlightForeground", "list.focusHighlightForeground", "textLink.foreground", "pickerGroup.foreground", "inputOption.activeBorder"),
      ...paint(token("blue-wash"), "editorSuggestWidget.selectedBackground", "menu.selectionBackground", "quickInputList.focusBackground", "list.hoverBackground", "editor.findMatchHighlightBackground", "inputOption.activeBackground"),
      ...paint(`${token("blue")}33`, "editor.selectionBackground", "editor.findMatchBackground"),
      ...paint(`${token("blue")}1f`, "editor.inactiveSelectionBackground"),
      ...paint(token("rule"), "menu.separatorBackground", "pickerGroup.border", "input.border", "keybindingLabel.border", "keybindingLabel.bottomBorder", "editorIndentGuide.background1"),
      ...paint(token("rule-2"), "editorBracketMatch.border"),
      ...paint(`${token("rule-2")}66`, "scrollbarSlider.background"),
      ...paint(`${token("rule-2")}aa`, "scrollbarSlider.hoverBackground", "scrollbarSlider.activeBackground"),
      ...paint(token("bad"), "editorError.foreground", "errorForeground", "inputValidation.errorBorder"),
      ...paint(token("wait"), "editorWarning.foreground", "editorUnicodeHighlight.border"),
      ...paint(token("paper"), "keybindingLabel.background", "editorHoverWidget.statusBarBackground", "textCodeBlock.background"),
      ...paint(nothing, "widget.shadow", "scrollbar.shadow", "editor.lineHighlightBackground", "editor.lineHighlightBorder", "editorOverviewRuler.border", "editorBracketMatch.background", "editorUnicodeHighlight.background"),
    },
  };
}

const paint = (colour: string, ...names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, colour]));
