/** The same scene on the page itself: the address without the word that makes an embed of it. */
export function pageAddress({ origin, pathname, search, hash }: Pick<Location, "origin" | "pathname" | "search" | "hash">): string {
  const rest = search.replace(/^\?/, "").split("&").filter((part) => part !== "" && !/^(?:embed|speed)(?:=|$)/.test(part));
  return `${origin}${pathname}${rest.length > 0 ? `?${rest.join("&")}` : ""}${hash}`;
}

/** How fast an embed plays, in virtual seconds per second: 1 unless its address says otherwise. */
export function askedSpeed(search: string): number {
  const speed = Number(new URLSearchParams(search).get("speed") ?? 1);
  return speed >= 0.1 && speed <= 1000 ? speed : 1;
}

interface Frame {
  readonly origin: string;
  readonly pathname: string;
  readonly fragment: string;
  readonly language: string;
  readonly theme: "light" | "dark" | undefined;
  readonly speed: number;
  readonly title: string;
  readonly width: number;
  readonly height: number;
}

/** What a person pastes into their own page. */
export function frameMarkup({ origin, pathname, fragment, language, theme, speed, title, width, height }: Frame): string {
  const query = [`embed=1`, `lang=${language}`, ...(theme ? [`theme=${theme}`] : []), ...(speed === 1 ? [] : [`speed=${speed}`])].join("&");
  const quoted = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<iframe src="${quoted(`${origin}${pathname}?${query}${fragment}`)}" title="${quoted(title)}" width="${width}" height="${height}" loading="lazy" style="border:0;max-width:100%" allow="clipboard-write"></iframe>`;
}
