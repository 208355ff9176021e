/** A bell jar with something alive in it. */
export function BrandMark() {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" fill="none" stroke="currentColor" aria-hidden="true">
      <path d="M4 24h20M7 24V12a7 7 0 0 1 14 0v12" strokeWidth="1.6" />
      <ellipse cx="14" cy="16.5" rx="11" ry="3" strokeWidth="1.3" />
      <path d="M14 5V2" strokeWidth="1.6" />
      <circle cx="14" cy="11" r="2.2" fill="currentColor" stroke="none" />
    </svg>
  );
}
