// What a DOCX writes twice, for newer and for older readers.
import { isElement } from "./xml.ts";
import type { XmlElement } from "./xml.ts";

/** Word writes what older readers do not know twice; the first branch with anything in it is read. */
export function chooseBranch(alternate: XmlElement): XmlElement | undefined {
  const branches = alternate.children
    .filter(isElement)
    .filter(({ name }) => name === "mc:Choice" || name === "mc:Fallback");
  return branches.find((branch) => branch.children.some(isElement)) ?? branches[0];
}

/** True when the box lies in a branch that is not chosen, or in another box. */
export function isInOtherBranch(drawing: XmlElement, box: XmlElement): boolean {
  const visit = (element: XmlElement): boolean => {
    if (element === box) return true;
    if (element.name === "w:txbxContent") return false;
    const within = element.name === "mc:AlternateContent" ? [chooseBranch(element)] : element.children;
    return within.some((child) => child !== undefined && isElement(child) && visit(child));
  };
  return !visit(drawing);
}
