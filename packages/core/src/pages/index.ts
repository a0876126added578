// pages: a verified cut as a page, as a sheet and as text, and the check of a page.
export { renderCutPage } from "./cut-page.ts";
export { renderCutText } from "./cut-text.ts";
export { describeCopy } from "./cut-facts.ts";
export type { CutCopy, Names } from "./cut-facts.ts";
export { describeSheet, renderSheetPage } from "./minister-sheet.ts";
export { NOTICE, NOTICE_STYLE } from "./check-notice.ts";
export type { CheckState } from "./check-notice.ts";
export { PART_IDS } from "./page-file.ts";
export type { PageParts } from "./page-file.ts";
export { checkPageSignature, extractCut, rewritePage, verifyCutPage } from "./verify-page.ts";
export type { WrittenPage } from "./verify-page.ts";
export { isStix, STIX_CUT, verifyStix } from "./verify-stix.ts";
