// STANAG 4774 labels and their STANAG 4778 bindings in XML (label and binding versions 1:0). Read strictly: namespaces are
// checked, an element or attribute nobody asked for is refused, because in a label it could be what narrows it. The
// published examples spell one attribute URL where the schema has URI: both are read, URI is written.
import { InputError } from "@entente/core/encoding";
import type { ConfidentialityLabel, LabelCategory, LabelCategoryType } from "@entente/core/markings";
import { refuseElement } from "./xml.ts";
import type { XmlElement } from "./xml.ts";

export const LABEL_NAMESPACE = "urn:nato:stanag:4774:confidentialitymetadatalabel:1:0";
export const BINDING_NAMESPACE = "urn:nato:stanag:4778:bindinginformation:1:0";
const XMIME = "http://www.w3.org/2005/05/xmlmime";

const TYPES: readonly LabelCategoryType[] = ["PERMISSIVE", "RESTRICTIVE", "INFORMATIVE"];
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/;
/** Characters XML 1.0 has no way to write. */
// prettier-ignore
// eslint-disable-next-line no-control-regex -- these are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/u;

/** What a binding says it belongs to. The URI is text: nothing is ever fetched from it. */
export interface DataReference {
  readonly uri: string;
  readonly contentType: string | null;
}

export interface LabelDocument {
  readonly label: ConfidentialityLabel;
  /** The same in other policies, as the label's maker has it; whether they agree is for the reader to check. */
  readonly alternatives: readonly ConfidentialityLabel[];
  /** Of a binding; none for a label alone. */
  readonly references: readonly DataReference[];
}

/** True for an element that {@link readLabelDocument} is for. */
export function isLabelElement(root: XmlElement): boolean {
  return root.namespace === LABEL_NAMESPACE || root.namespace === BINDING_NAMESPACE;
}

/**
 * Reads a label alone, or a binding of one label to data.
 * @throws InputError LABEL_INVALID with the position.
 */
export function readLabelDocument(root: XmlElement): LabelDocument {
  if (root.namespace === LABEL_NAMESPACE && root.name === "originatorConfidentialityLabel")
    return { label: readLabelElement(root), alternatives: [], references: [] };
  if (root.namespace !== BINDING_NAMESPACE || root.name !== "BindingInformation")
    return refuseElement(
      "LABEL_INVALID",
      root,
      `expected originatorConfidentialityLabel of ${LABEL_NAMESPACE} or BindingInformation of ${BINDING_NAMESPACE}`,
    );
  const container = onlyChild(content(root), "MetadataBindingContainer", root);
  const binding = onlyChild(content(container), "MetadataBinding", container);
  const children = content(binding);
  const metadata = children[0];
  if (metadata?.name !== "Metadata" || metadata.namespace !== BINDING_NAMESPACE)
    return refuseElement("LABEL_INVALID", binding, "expected Metadata first");
  const [own, ...others] = content(metadata).map((element) => {
    if (element.namespace !== LABEL_NAMESPACE || !element.name.endsWith("ConfidentialityLabel"))
      refuseElement("LABEL_INVALID", element, "only confidentiality labels are read as metadata");
    return element;
  });
  if (own?.name !== "originatorConfidentialityLabel")
    return refuseElement("LABEL_INVALID", own ?? metadata, "expected originatorConfidentialityLabel first");
  return {
    label: readLabelElement(own),
    alternatives: others.map((element) => {
      if (element.name !== "alternativeConfidentialityLabel")
        refuseElement(
          "LABEL_INVALID",
          element,
          "expected alternativeConfidentialityLabel: one label is the originator's",
        );
      return readLabelElement(element);
    }),
    references: children.slice(1).map(readReference),
  };
}

/** The label as XML. @throws InputError MARKING_INEXPRESSIBLE for a text with a character XML cannot hold. */
export function writeLabelDocument({ label, alternatives, references }: LabelDocument): string {
  const own = (indent: string, xmlns: string): string[] =>
    writeLabelElement("originatorConfidentialityLabel", label, { indent, xmlns });
  const declaration = `<?xml version="1.0" encoding="UTF-8"?>`;
  if (references.length === 0 && alternatives.length === 0)
    return `${[declaration, ...own("", ` xmlns="${LABEL_NAMESPACE}"`)].join("\n")}\n`;
  const xmlns = ` xmlns="${LABEL_NAMESPACE}"`;
  return `${[
    declaration,
    `<mb:BindingInformation xmlns:mb="${BINDING_NAMESPACE}" xmlns:xmime="${XMIME}">`,
    "  <mb:MetadataBindingContainer>",
    "    <mb:MetadataBinding>",
    "      <mb:Metadata>",
    ...own("        ", xmlns),
    ...alternatives.flatMap((one) =>
      writeLabelElement("alternativeConfidentialityLabel", one, { indent: "        ", xmlns }),
    ),
    "      </mb:Metadata>",
    ...references.map(
      ({ uri, contentType }) =>
        `      <mb:DataReference${attribute("URI", uri)}${attribute("xmime:contentType", contentType)}/>`,
    ),
    "    </mb:MetadataBinding>",
    "  </mb:MetadataBindingContainer>",
    "</mb:BindingInformation>",
  ].join("\n")}\n`;
}

function readLabelElement(element: XmlElement): ConfidentialityLabel {
  const attributes = readAttributes(element, ["Id", "ReviewDateTime"]);
  const children = content(element, LABEL_NAMESPACE);
  const information = onlyNamed(children, "ConfidentialityInformation", element);
  const originator = atMostOne(children, "OriginatorID", element);
  const created = atMostOne(children, "CreationDateTime", element);
  requireKnown(children, ["ConfidentialityInformation", "OriginatorID", "CreationDateTime"]);
  const parts = content(information, LABEL_NAMESPACE);
  readAttributes(information, []);
  requireKnown(parts, ["PolicyIdentifier", "Classification", "PrivacyMark", "Category"]);
  const policy = onlyNamed(parts, "PolicyIdentifier", information);
  const classification = onlyNamed(parts, "Classification", information);
  return {
    policyIdentifier: textOf(policy),
    policyUri: readUri(policy, []),
    classification: textOf(classification),
    classificationUri: readUri(classification, []),
    privacyMarks: parts.filter(({ name }) => name === "PrivacyMark").map(readPlainText),
    categories: parts.filter(({ name }) => name === "Category").map(readCategory),
    originator: originator === null ? null : readOriginator(originator),
    created: created === null ? null : readDateTime(readPlainText(created), created),
    reviewBy: attributes.has("ReviewDateTime")
      ? readDateTime(attributes.get("ReviewDateTime") ?? "", element)
      : null,
  };
}

function readOriginator(element: XmlElement): ConfidentialityLabel["originator"] {
  const idType = readAttributes(element, ["IDType"]).get("IDType");
  if (idType === undefined) return refuseElement("LABEL_INVALID", element, "expected the attribute IDType");
  return { id: textOf(element), idType };
}

function readCategory(element: XmlElement): LabelCategory {
  const attributes = readAttributes(element, ["TagName", "Type", "URI", "URL"]);
  const type = TYPES.find((known) => known === attributes.get("Type"));
  if (type === undefined)
    return refuseElement("LABEL_INVALID", element, `expected the attribute Type, one of ${TYPES.join(", ")}`);
  const tagName = attributes.get("TagName");
  if (tagName === undefined || tagName === "")
    return refuseElement("LABEL_INVALID", element, "expected the attribute TagName");
  const values = content(element, LABEL_NAMESPACE).map((value) => {
    if (value.name !== "GenericValue")
      refuseElement(
        "LABEL_INVALID",
        value,
        "only GenericValue is read: numbers and bits say nothing without their registry",
      );
    return readPlainText(value);
  });
  return { tagName, type, uri: readUri(element, ["TagName", "Type"]), values };
}

function readReference(element: XmlElement): DataReference {
  if (element.namespace !== BINDING_NAMESPACE || element.name !== "DataReference")
    refuseElement("LABEL_INVALID", element, "expected DataReference");
  if (content(element).length > 0)
    refuseElement("LABEL_INVALID", element, "expected no content: data is named by its URI");
  const uri = element.attributes.find(({ namespace, name }) => namespace === "" && name === "URI");
  const type = element.attributes.find(
    ({ namespace, name }) => namespace === XMIME && name === "contentType",
  );
  if (uri === undefined) return refuseElement("LABEL_INVALID", element, "expected the attribute URI");
  requireOnly(element, [uri, type]);
  return { uri: uri.value, contentType: type?.value ?? null };
}

/** The URI under either name. Both at once must agree. */
function readUri(element: XmlElement, others: readonly string[]): string | null {
  const attributes = readAttributes(element, ["URI", "URL", ...others]);
  const [uri, url] = [attributes.get("URI"), attributes.get("URL")];
  if (uri !== undefined && url !== undefined && uri !== url)
    refuseElement("LABEL_INVALID", element, "URI and URL differ");
  return uri ?? url ?? null;
}

function readAttributes(element: XmlElement, known: readonly string[]): ReadonlyMap<string, string> {
  const found = element.attributes.filter(({ namespace, name }) => namespace === "" && known.includes(name));
  requireOnly(element, found);
  return new Map(found.map(({ name, value }) => [name, value]));
}

function requireOnly(
  element: XmlElement,
  known: readonly (XmlElement["attributes"][number] | undefined)[],
): void {
  const foreign = element.attributes.find((one) => !known.includes(one));
  if (foreign !== undefined)
    refuseElement("LABEL_INVALID", element, `the attribute ${foreign.name} is not known here`);
}

function readDateTime(text: string, element: XmlElement): string {
  return DATE_TIME.test(text) ? text : refuseElement("LABEL_INVALID", element, "expected a date and time");
}

function readPlainText(element: XmlElement): string {
  readAttributes(element, []);
  return textOf(element);
}

/** Text without the white space around it, which editors add; none inside is touched. */
function textOf(element: XmlElement): string {
  if (element.children.length > 0) refuseElement("LABEL_INVALID", element, "expected text alone");
  const text = element.text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  return text === "" ? refuseElement("LABEL_INVALID", element, "expected text, found nothing") : text;
}

/** Child elements, where nothing else may stand; all of one namespace where that is given. */
function content(element: XmlElement, namespace: string | null = null): readonly XmlElement[] {
  if (/[^ \t\r\n]/.test(element.text))
    refuseElement("LABEL_INVALID", element, "expected elements, found text");
  for (const child of element.children)
    if (namespace !== null && child.namespace !== namespace)
      refuseElement("LABEL_INVALID", child, `expected the namespace ${namespace}`);
  return element.children;
}

function onlyChild(children: readonly XmlElement[], name: string, parent: XmlElement): XmlElement {
  const [first, second] = children;
  if (first?.name !== name || first.namespace !== BINDING_NAMESPACE || second !== undefined)
    return refuseElement("LABEL_INVALID", second ?? parent, `expected one ${name} and nothing else`);
  return first;
}

function atMostOne(children: readonly XmlElement[], name: string, parent: XmlElement): XmlElement | null {
  const [first = null, second] = children.filter((child) => child.name === name);
  return second === undefined
    ? first
    : refuseElement("LABEL_INVALID", parent, `expected one ${name}, found more`);
}

function onlyNamed(children: readonly XmlElement[], name: string, parent: XmlElement): XmlElement {
  return atMostOne(children, name, parent) ?? refuseElement("LABEL_INVALID", parent, `expected ${name}`);
}

function requireKnown(children: readonly XmlElement[], known: readonly string[]): void {
  const foreign = children.find(({ name }) => !known.includes(name));
  if (foreign !== undefined)
    refuseElement("LABEL_INVALID", foreign, `is not read here; what it says would be lost`);
}

function writeLabelElement(
  name: string,
  label: ConfidentialityLabel,
  { indent, xmlns }: { indent: string; xmlns: string },
): string[] {
  const element = (tag: string, text: string, attributes = ""): string =>
    `<${tag}${attributes}>${escape(text)}</${tag}>`;
  return [
    `<${name}${xmlns}${attribute("ReviewDateTime", label.reviewBy)}>`,
    "  <ConfidentialityInformation>",
    `    ${element("PolicyIdentifier", label.policyIdentifier, attribute("URI", label.policyUri))}`,
    `    ${element("Classification", label.classification, attribute("URI", label.classificationUri))}`,
    ...label.privacyMarks.map((mark) => `    ${element("PrivacyMark", mark)}`),
    ...label.categories.flatMap(({ tagName, type, uri, values }) => [
      `    <Category${attribute("TagName", tagName)}${attribute("Type", type)}${attribute("URI", uri)}>`,
      ...values.map((value) => `      ${element("GenericValue", value)}`),
      "    </Category>",
    ]),
    "  </ConfidentialityInformation>",
    ...(label.originator === null
      ? []
      : [`  ${element("OriginatorID", label.originator.id, attribute("IDType", label.originator.idType))}`]),
    ...(label.created === null ? [] : [`  ${element("CreationDateTime", label.created)}`]),
    `</${name}>`,
  ].map((line) => indent + line);
}

/** Empty for null. */
function attribute(name: string, value: string | null): string {
  return value === null ? "" : ` ${name}="${escape(value)}"`;
}

function escape(text: string): string {
  if (UNWRITABLE.test(text))
    throw new InputError(
      "MARKING_INEXPRESSIBLE",
      "A text of this label holds a character that XML cannot hold",
    );
  const names: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"\t\n\r]/g, (one) => names[one] ?? `&#${one.charCodeAt(0)};`);
}
