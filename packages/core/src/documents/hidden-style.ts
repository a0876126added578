// Whether an inline style keeps text from its readers. Text hidden in a source must neither pass for its body nor vanish, so
// what is taken for hidden here is set aside and reported.

const NOTHING = "-?0*(?:\\.0*)?(?:px|pt|em|rem|ex|ch|%|vw|vh)?";
const HIDING = [
  "display:none",
  "visibility:(?:hidden|collapse)",
  "content-visibility:hidden",
  `opacity:${NOTHING}`,
  "font-size:(?:[01](?:\\.\\d*)?|\\.\\d+)(?:px|pt)",
  `(?:font-size|(?:max-)?(?:width|height)|line-height):${NOTHING}`,
  "text-indent:-\\d{3,}.*",
  "(?:left|right|top|bottom|margin-left|margin-top):-\\d{3,}.*",
  "clip:rect\\(0.*",
  "clip-path:(?:inset\\((?:50|100)%.*|circle\\(0.*)",
  "transform:scale[xy]?\\(0\\).*",
  "(?:-webkit-text-fill-)?color:(?:transparent|rgba\\([^)]*,0?\\.?0*\\)|hsla\\([^)]*,0?\\.?0*\\))",
].map((pattern) => new RegExp(`^${pattern}(?:!important)?$`));
const WHITE =
  /^(?:white|#fff[f0-9]?|#ffffff(?:[0-9a-f]{2})?|rgba?\(255,255,255(?:,[^)]*)?\)|hsla?\(.*,100%(?:,[^)]*)?\))$/;

/** True when text with this `style` attribute is invisible, or as good as. */
export function hidesText(style: string): boolean {
  const declarations = style
    .toLowerCase()
    .replace(/\/\*[^*]*\*\//g, "")
    .split(";")
    .map((part) => part.replace(/\s+/g, ""));
  const valueOf = (...names: readonly string[]): string | undefined =>
    declarations
      .filter((part) => names.some((name) => part.startsWith(`${name}:`)))
      .at(-1)
      ?.replace(/^[^:]*:|!important$/g, "");
  const background = valueOf("background-color", "background");
  const color = valueOf("color");
  if (color !== undefined && (background === undefined ? WHITE.test(color) : color === background))
    return true;
  if (color !== undefined && background !== undefined && WHITE.test(color) && WHITE.test(background))
    return true;
  return declarations.some((part) => HIDING.some((pattern) => pattern.test(part)));
}
