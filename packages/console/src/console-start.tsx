// The console itself, once its code is there.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Console } from "./shell/console.tsx";

export function start(root: Element): void {
  createRoot(root).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  );
}
