// DOCX out, with its library loaded at the first one: a node that writes none keeps the memory.
import type { renderDocx as render } from "./docx.ts";

/** As {@link render}. */
export const renderDocx: typeof render = async (printed, options) => {
  const { renderDocx: renderNow } = await import("./docx.ts");
  return renderNow(printed, options);
};
