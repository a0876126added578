// Whatever breaks while a screen is drawn is said in its place: without this the whole page would be empty.
import { Component } from "react";
import type { ReactNode } from "react";
import type { ConsoleCode } from "../api/codes.ts";
import { CodeLost } from "./code-lost.ts";
import { loadAgain } from "./load-again.ts";

export type BrokenCode = Extract<ConsoleCode, "CODE_LOST" | "SCREEN_BROKEN">;

interface ScreenBoundaryProps {
  readonly children: ReactNode;
  readonly instead: (code: BrokenCode) => ReactNode;
}

interface ScreenState {
  readonly broken: BrokenCode | null;
}

/** `<ScreenBoundary instead={(code) => …}>…</ScreenBoundary>`; code that did not arrive is fetched again by itself. */
export class ScreenBoundary extends Component<ScreenBoundaryProps, ScreenState> {
  override readonly state: ScreenState = { broken: null };

  static getDerivedStateFromError(error: unknown): ScreenState {
    return { broken: error instanceof CodeLost ? "CODE_LOST" : "SCREEN_BROKEN" };
  }

  override componentDidCatch(error: unknown): void {
    if (error instanceof CodeLost) void loadAgain();
  }

  override render(): ReactNode {
    const { broken } = this.state;
    return broken === null ? this.props.children : this.props.instead(broken);
  }
}
