// What comes in and goes out about documents. What is not named here stays inside.
import { Type } from "typebox";

const Text = Type.String();
const Count = Type.Integer();
const Maybe = Type.Union([Text, Type.Null()]);

/** A file as it came: its name without folders, its bytes as base64. */
const FileSchema = Type.Object(
  {
    name: Type.String({ pattern: "^[^./\\\\\\u0000-\\u001f\\u007f][^/\\\\\\u0000-\\u001f\\u007f]{0,199}$" }),
    mediaType: Type.String({ pattern: "^[a-z]+/[a-z0-9.+-]{1,100}$" }),
    base64: Type.String(),
  },
  { additionalProperties: false },
);

/** The name of a document that is begun: it will be the name of files, so it is none of another folder. */
export const DraftNameSchema = Type.String({
  pattern: "^[^./\\\\\\u0000-\\u001f\\u007f][^/\\\\\\u0000-\\u001f\\u007f]{0,99}$",
});

export const DraftSchema = Type.Object(
  {
    /** Marked text. */
    source: Text,
    /** What the text was made from; null when the text itself is what came. */
    original: Type.Union([FileSchema, Type.Null()]),
    /** Where the pictures are found that the text names. */
    attachments: Type.Array(FileSchema, { maxItems: 1000 }),
  },
  { additionalProperties: false },
);

const VersionSchema = {
  version: Count,
  title: Text,
  banner: Text,
  digest: Text,
  draftedBy: Text,
  draftedAt: Text,
};

export const DraftedSchema = Type.Object({ name: Text, ...VersionSchema });

export const SourceSchema = Type.Object({ name: Text, ...VersionSchema, source: Text });

export const DocumentsSchema = Type.Object({
  documents: Type.Array(
    Type.Object({ name: Text, title: Text, banner: Text, portions: Count, classes: Count }),
  ),
});

export const VersionsSchema = Type.Object({ versions: Type.Array(Type.Object(VersionSchema)) });

export const VisibilitySchema = Type.Object({
  members: Type.Array(Text),
  markings: Type.Array(
    Type.Object({
      banner: Text,
      audience: Type.Array(Text),
      excluded: Type.Array(Type.Object({ member: Text, reason: Text })),
    }),
  ),
  places: Type.Array(Type.Object({ place: Text, kind: Text, marking: Type.Union([Count, Type.Null()]) })),
});

export const SideSchema = Type.Union([
  Type.Object({ kind: Text, number: Maybe, banner: Maybe, text: Text }),
  Type.Null(),
]);

export const DiffSchema = Type.Object({
  from: Count,
  to: Count,
  header: Type.Array(Type.Object({ field: Text, before: Text, after: Text })),
  portions: Type.Array(
    Type.Object({
      id: Text,
      change: Text,
      aspects: Type.Array(Text),
      marking: Maybe,
      before: SideSchema,
      after: SideSchema,
    }),
  ),
});

export const CustodySchema = Type.Object({
  originals: Type.Array(
    Type.Object({
      id: Text,
      name: Text,
      mediaType: Text,
      size: Count,
      sha256: Text,
      receivedAt: Text,
      receivedBy: Text,
    }),
  ),
  custody: Type.Array(
    Type.Object({
      act: Text,
      version: Type.Union([Count, Type.Null()]),
      original: Maybe,
      seat: Text,
      at: Text,
    }),
  ),
});
