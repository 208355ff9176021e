import { shellTexts } from "../strings/shell.ts";
import { useTexts } from "../strings/language.ts";
import { ABOUT } from "./address.ts";

/** Leads to the About page, by an address of its own. */
export function AboutLink({ className, onPressed }: { readonly className: string | undefined; readonly onPressed?: () => void }) {
  const { about } = useTexts(shellTexts);
  return (
    <a href={ABOUT} className={className} aria-label={about} title={about} onClick={onPressed}>
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
        <circle cx="8" cy="8" r="5.5" />
        <path d="M8 7.2v3.8M8 4.6v1.3" />
      </svg>
    </a>
  );
}
