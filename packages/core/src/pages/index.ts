// pages: a verified cut as a page and as text, and the check of a page.
export { renderCutPage } from "./cut-page.ts";
export { renderCutText } from "./cut-text.ts";
export { verifyCutPage } from "./page-file.ts";
