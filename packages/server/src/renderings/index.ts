// renderings: a printed document as a file for people. Renderers see the printed model and the pictures it shows, nothing else.
export { renderDocx } from "./docx-on-demand.ts";
export { renderHtml } from "./html.ts";
export { renderPdf } from "./pdf.ts";
export { PICTURE_LIMIT } from "./picture.ts";
export type { PictureFiles } from "./pictures.ts";
