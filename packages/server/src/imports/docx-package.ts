// The parts of a DOCX and how they point to each other.
import type { Archive } from "./archive.ts";
import { ImportRefusal } from "./refusal.ts";
import { childrenOf, readXml } from "./xml.ts";
import type { XmlElement } from "./xml.ts";

export interface Relationship {
  /** Last word of its type, `image`, `footnotes`; the same in the strict and the transitional form. */
  readonly type: string;
  /** Name of the part, or the address of something outside. */
  readonly target: string;
  readonly external: boolean;
}

export type Relationships = ReadonlyMap<string, Relationship>;

export class DocxPackage {
  readonly #archive: Archive;
  readonly document: string;
  readonly relations: Relationships;
  /** Content type of the main part. */
  readonly contentType: string;

  private constructor(
    archive: Archive,
    main: { document: string; relations: Relationships; contentType: string },
  ) {
    this.#archive = archive;
    this.document = main.document;
    this.relations = main.relations;
    this.contentType = main.contentType;
  }

  /** @throws ImportRefusal IMPORT_FORM_UNKNOWN when the archive is no word-processing document. */
  static async open(archive: Archive): Promise<DocxPackage> {
    const types = await readTypes(archive);
    const document = [...(await readRelations(archive, "")).values()].find(
      ({ type }) => type === "officeDocument",
    )?.target;
    const contentType = document === undefined ? undefined : types(document);
    if (
      document === undefined ||
      contentType === undefined ||
      !/wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)/.test(contentType)
    )
      throw new ImportRefusal(
        "IMPORT_FORM_UNKNOWN",
        "The file is an archive, and no DOCX: save it as DOCX in the program that made it; take a plain archive apart and import what is in it",
      );
    return new DocxPackage(archive, {
      document,
      contentType,
      relations: await readRelations(archive, document),
    });
  }

  get names(): readonly string[] {
    return this.#archive.names;
  }

  read(name: string): Promise<Uint8Array | null> {
    return this.#archive.read(name);
  }

  relationsOf(part: string): Promise<Relationships> {
    return readRelations(this.#archive, part);
  }

  /** The root of the part that the document names by this kind of relationship; null when there is none. */
  async readRelated(type: string): Promise<{ readonly name: string; readonly root: XmlElement } | null> {
    const related = [...this.relations.values()].find((one) => one.type === type && !one.external);
    const bytes = related === undefined ? null : await this.read(related.target);
    return related === undefined || bytes === null
      ? null
      : { name: related.target, root: readXml(bytes, { part: related.target }) };
  }
}

async function readTypes(archive: Archive): Promise<(part: string) => string | undefined> {
  const bytes = await archive.read("[Content_Types].xml");
  if (bytes === null) return () => undefined;
  const root = readXml(bytes, { part: "[Content_Types].xml" });
  const overrides = new Map(
    childrenOf(root, "ct:Override").map(({ attributes }) => [
      attributes["PartName"],
      attributes["ContentType"],
    ]),
  );
  const defaults = new Map(
    childrenOf(root, "ct:Default").map(({ attributes }) => [
      attributes["Extension"]?.toLowerCase(),
      attributes["ContentType"],
    ]),
  );
  return (part) => overrides.get(`/${part}`) ?? defaults.get(/[^.]*$/.exec(part)?.[0].toLowerCase());
}

async function readRelations(archive: Archive, part: string): Promise<Relationships> {
  const slash = part.lastIndexOf("/");
  const [folder, file] = [part.slice(0, slash + 1), part.slice(slash + 1)];
  const name = `${folder}_rels/${file}.rels`;
  const bytes = await archive.read(name);
  const relations = new Map<string, Relationship>();
  if (bytes === null) return relations;
  for (const { attributes } of childrenOf(readXml(bytes, { part: name }), "rel:Relationship")) {
    const { Id: id, Type: type, Target: target, TargetMode: mode } = attributes;
    if (id === undefined || type === undefined || target === undefined) continue;
    const external = mode === "External";
    relations.set(id, {
      type: /[^/]*$/.exec(type)?.[0] ?? "",
      target: external ? target : resolvePart(folder, target),
      external,
    });
  }
  return relations;
}

/** A target against the folder of its part; what leads above the archive names nothing in it. */
function resolvePart(folder: string, target: string): string {
  const steps = target.startsWith("/") ? [] : folder.split("/").filter((step) => step !== "");
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}
