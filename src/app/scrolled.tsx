import { useCallback, useLayoutEffect, useRef, type ReactNode } from "react";
import styles from "./scrolled.module.css";

interface ScrolledProps {
  /** The heading that names the region. */
  readonly labelledBy: string;
  readonly testId?: string;
  /** Keeps the end in view as text comes, unless the person has scrolled away from it. */
  readonly sticks?: boolean;
  /** Breaks lines that are too long, as a terminal does; else they are scrolled to. */
  readonly wraps?: boolean;
  /** True when the text is of a world that has stopped. */
  readonly stale?: boolean;
  readonly children: ReactNode;
}

/** Being so near to an edge is being there. */
const NEAR_PX = 4;

/** Preformatted text that scrolls in both directions: reachable by keyboard, with a hatched edge wherever there is more. */
export function Scrolled({ labelledBy, testId, sticks = false, wraps = false, stale = false, children }: ScrolledProps) {
  const text = useRef<HTMLPreElement>(null);
  const stuck = useRef(true);
  const put = useRef(0);
  const follow = useCallback((): void => {
    const element = text.current;
    if (!element) return;
    // The browser tells of scrolling a frame later: text that comes before that must not take the person back.
    if (element.scrollTop < put.current - NEAR_PX && !isAtEnd(element)) stuck.current = false;
    settle(element, sticks && stuck.current);
    put.current = element.scrollTop;
  }, [sticks]);
  useLayoutEffect(follow);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(follow);
    if (text.current) observer.observe(text.current);
    return () => observer.disconnect();
  }, [follow]);
  const scrolled = (): void => {
    stuck.current = text.current === null || isAtEnd(text.current);
    put.current = text.current?.scrollTop ?? 0;
    settle(text.current, false);
  };
  return (
    <div className={styles.frame}>
      <pre ref={text} className={[stale && styles.stale, wraps && styles.wraps].filter(Boolean).join(" ")} tabIndex={0} role="region" aria-labelledby={labelledBy} lang="en" data-testid={testId} onScroll={scrolled}>
        {children}
      </pre>
    </div>
  );
}

const isAtEnd = ({ scrollHeight, clientHeight, scrollTop }: HTMLElement): boolean => scrollHeight - clientHeight - scrollTop <= NEAR_PX;

function settle(element: HTMLElement | null, toEnd: boolean): void {
  if (!element) return;
  if (toEnd) element.scrollTop = element.scrollHeight;
  markEdges(element);
}

/** Says on the frame at which edges there is more to see. */
function markEdges(element: HTMLElement): void {
  const { scrollTop, scrollLeft, scrollWidth, clientWidth } = element;
  const more = {
    above: scrollTop > NEAR_PX,
    below: !isAtEnd(element),
    left: scrollLeft > NEAR_PX,
    right: scrollWidth - clientWidth - scrollLeft > NEAR_PX,
  };
  const edges = Object.entries(more).filter(([, is]) => is).map(([edge]) => edge);
  if (element.parentElement) element.parentElement.dataset["more"] = edges.join(" ");
}
