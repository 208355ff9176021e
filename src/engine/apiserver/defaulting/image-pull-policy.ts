const component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const domainLabel = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const domainPattern = new RegExp(`^(?:${domainLabel}(?:\\.${domainLabel})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const remainderPattern = new RegExp(
  `^(?<path>${component}(?:/${component})*)(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
);

// Mirrors SetDefaults_Container and ParseImageName (pkg/apis/core/v1/defaults.go, pkg/util/parsers/parsers.go).
/** Always for the tag "latest" and for no tag at all; what is no image name counts as tagged. */
export const defaultPullPolicy = (image: string | undefined): "Always" | "IfNotPresent" =>
  tagOf(image ?? "") === "latest" ? "Always" : "IfNotPresent";

/** "latest" stands for neither tag nor digest; undefined for a digest alone or no image name. */
function tagOf(image: string): string | undefined {
  if (/^[0-9a-f]{64}$/.test(image)) return undefined;
  const slash = image.indexOf("/");
  const first = slash < 0 ? "" : image.slice(0, slash);
  // A first part that looks like a host is one: the colon in it belongs to a port, not to a tag.
  const hasDomain = /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
  if (hasDomain && !domainPattern.test(first)) return undefined;
  const { tag, digest } = remainderPattern.exec(hasDomain ? image.slice(slash + 1) : image)?.groups ?? { digest: "none" };
  return tag ?? (digest === undefined ? "latest" : undefined);
}
