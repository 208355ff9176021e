/** A text of our own with `code` between backquotes, which may hold Kubernetes' words. */
export function MarkedText({ text }: { readonly text: string }) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? <code key={index} lang="en">{part}</code> : part));
}
