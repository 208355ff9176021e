/**
 * The tokens' values as they stand now, by name, for what reads no CSS: the canvas layers, the terminal, the editor. A
 * colour comes as #rrggbb or #rrggbbaa, also where the system forces its own.
 */
export function tokensNow(): (name: string) => string {
  const style = getComputedStyle(document.documentElement);
  return (name) => {
    const value = style.getPropertyValue(`--${name}`).trim();
    if (/^#\w{3,4}$/.test(value)) return value.replace(/\w/g, "$&$&");
    return /^[a-z]+$/i.test(value) ? namedColour(value) : value;
  };
}

/** "CanvasText", as the system has it. */
function namedColour(name: string): string {
  const probe = document.createElement("i");
  probe.style.cssText = `display:none;forced-color-adjust:none;color:${name}`;
  document.body.append(probe);
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
  probe.remove();
  return `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}
