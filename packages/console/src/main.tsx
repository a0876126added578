// Entry of the console: the case, and the way in.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { CaseDesk } from "./desks/case/case-desk.tsx";
import { isSignInPath, SignInDesk } from "./desks/sign-in/sign-in-desk.tsx";
import "./style/fonts.css";
import "./style/tokens.css";
import "./style/base.css";
import "./style/frame.css";
import "./style/case.css";
import "./style/sign-in.css";
import "./style/plots.css";
import "./style/tables.css";
import "./style/print.css";

const root = document.getElementById("root");
const path = window.location.pathname;
if (root !== null)
  createRoot(root).render(
    <StrictMode>{isSignInPath(path) ? <SignInDesk path={path} /> : <CaseDesk path={path} />}</StrictMode>,
  );
