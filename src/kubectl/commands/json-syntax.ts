/** Why a text is no JSON, in the words of Go's encoding/json; undefined if it is. */
export function jsonSyntaxError(text: string): string | undefined {
  const scanner = new Scanner(text);
  return scanner.document();
}

class Scanner {
  private readonly text: string;
  private at = 0;
  constructor(text: string) {
    this.text = text;
  }

  document(): string | undefined {
    const problem = this.value();
    if (problem) return problem;
    this.spaces();
    return this.at < this.text.length ? this.refuse("after top-level value") : undefined;
  }

  private spaces(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? "")) this.at++;
  }

  private refuse(where: string): string {
    const char = [...this.text.slice(this.at)][0];
    return char === undefined ? "unexpected end of JSON input" : `invalid character '${char === "'" ? "\\'" : char}' ${where}`;
  }

  private value(): string | undefined {
    this.spaces();
    const char = this.text[this.at];
    if (char === "{") return this.items("}", () => this.member());
    if (char === "[") return this.items("]", () => this.value());
    if (char === '"') return this.string();
    const rest = this.text.slice(this.at);
    const literal = /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)/.exec(rest);
    if (!literal) return this.refuse("looking for beginning of value");
    this.at += literal[0].length;
    return undefined;
  }

  private items(close: string, item: () => string | undefined): string | undefined {
    this.at++;
    this.spaces();
    if (this.text[this.at] === close) {
      this.at++;
      return undefined;
    }
    for (;;) {
      const problem = item();
      if (problem) return problem;
      this.spaces();
      const char = this.text[this.at];
      if (char !== "," && char !== close) return this.refuse(close === "}" ? "after object key:value pair" : "after array element");
      this.at++;
      if (char === close) return undefined;
    }
  }

  private member(): string | undefined {
    this.spaces();
    if (this.text[this.at] !== '"') return this.refuse("looking for beginning of object key string");
    const problem = this.string();
    if (problem) return problem;
    this.spaces();
    if (this.text[this.at] !== ":") return this.refuse("after object key");
    this.at++;
    return this.value();
  }

  private string(): string | undefined {
    const match = /^"(?:[^"\\\u0000-\u001f]|\\.)*"/s.exec(this.text.slice(this.at));
    if (!match) return "unexpected end of JSON input";
    this.at += match[0].length;
    return undefined;
  }
}
