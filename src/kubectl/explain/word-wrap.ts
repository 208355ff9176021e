const isSpace = (char: string): boolean => /\s/.test(char) && char !== "\u00a0";

// Mirrors WrapString (github.com/mitchellh/go-wordwrap): what kubectl wraps descriptions with. Words longer than a line stay whole.
/** The text in lines of at most `limit` characters; its own line ends stay. */
export function wordWrap(text: string, limit: number): string {
  let out = "";
  let word = "";
  let space = "";
  let column = 0;
  const flush = (): void => {
    column += space.length + word.length;
    out += space + word;
    space = "";
    word = "";
  };
  for (const char of text) {
    if (char === "\n") {
      if (word === "" && column + space.length > limit) space = "";
      flush();
      out += char;
      column = 0;
    } else if (isSpace(char)) {
      if (space === "" || word !== "") flush();
      space += char;
    } else {
      word += char;
      if (column + space.length + word.length > limit && word.length < limit) {
        out += "\n";
        column = 0;
        space = "";
      }
    }
  }
  return word === "" && column + space.length > limit ? out : out + space + word;
}

export const indent = (text: string, by: number): string => " ".repeat(by) + text.replaceAll("\n", `\n${" ".repeat(by)}`);
