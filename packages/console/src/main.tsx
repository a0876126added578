// Entry of the console: one page for now, the case.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { CaseDesk } from "./desks/case/case-desk.tsx";
import "./style/fonts.css";
import "./style/tokens.css";
import "./style/base.css";
import "./style/frame.css";
import "./style/case.css";
import "./style/plots.css";
import "./style/tables.css";
import "./style/print.css";

const root = document.getElementById("root");
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <CaseDesk path={window.location.pathname} />
    </StrictMode>,
  );
