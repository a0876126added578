// The text of a version, as the parts of a document's page are given it.

export interface StoredText {
  readonly version: number;
  readonly draftedBy: string;
  readonly banner: string;
  readonly source: string;
}
