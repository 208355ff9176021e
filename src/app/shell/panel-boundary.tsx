import { Component, type ErrorInfo, type ReactNode } from "react";
import { shellTexts } from "../strings/shell.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./panel-boundary.module.css";

interface PanelBoundaryProps {
  /** As the page calls the panel. */
  readonly name: string;
  readonly children: ReactNode;
}

interface PanelBoundaryState {
  readonly failed: boolean;
  /** Counts up when the panel is drawn anew. */
  readonly round: number;
}

/**
 * Around one panel: what fails in it ends there. The text and the world live in the stores, not in panels, so both go on;
 * the panel says so in its place and can be drawn anew.
 */
export class PanelBoundary extends Component<PanelBoundaryProps, PanelBoundaryState> {
  override state: PanelBoundaryState = { failed: false, round: 0 };

  static getDerivedStateFromError(): Partial<PanelBoundaryState> {
    return { failed: true };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    console.error(`${this.props.name} failed`, error, componentStack);
  }

  override render(): ReactNode {
    const { failed, round } = this.state;
    if (failed) return <Failed name={this.props.name} onAgain={() => this.setState({ failed: false, round: round + 1 })} />;
    return <Fresh key={round}>{this.props.children}</Fresh>;
  }
}

/** Another key makes another one of it: nothing of what failed is kept. */
const Fresh = ({ children }: { readonly children: ReactNode }): ReactNode => children;

function Failed({ name, onAgain }: { readonly name: string; readonly onAgain: () => void }) {
  const { failed } = useTexts(shellTexts);
  return (
    <div className={styles.failed} role="alert">
      <p className={styles.title}>{failed.title(name)}</p>
      <p>{failed.safe}</p>
      <button type="button" onClick={onAgain}>{failed.again}</button>
    </div>
  );
}
