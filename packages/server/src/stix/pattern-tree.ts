// The tree of a STIX pattern (STIX 2.1, sections 9.2 to 9.7).

/** Something that is observed at one time, or several such in a relation. Parts of one kind stand side by side. */
export type Observation =
  | { readonly kind: "observation"; readonly test: Comparison }
  | { readonly kind: "and" | "or" | "followed-by"; readonly parts: readonly Observation[] }
  | { readonly kind: "qualified"; readonly of: Observation; readonly by: Qualifier };

export type Qualifier =
  | { readonly kind: "repeats"; readonly times: number }
  /** The number and the timestamps as the pattern has them. */
  | { readonly kind: "within"; readonly seconds: string }
  | { readonly kind: "between"; readonly start: string; readonly stop: string };

export type Comparison =
  | { readonly kind: "and" | "or"; readonly parts: readonly Comparison[] }
  | { readonly kind: "exists"; readonly negated: boolean; readonly path: ObjectPath }
  | {
      readonly kind: "test";
      readonly path: ObjectPath;
      readonly negated: boolean;
      readonly operator: Operator;
      /** One constant, or for IN the members of the set. */
      readonly values: readonly Constant[];
    };

export type Operator =
  "=" | "!=" | "<" | ">" | "<=" | ">=" | "IN" | "LIKE" | "MATCHES" | "ISSUBSET" | "ISSUPERSET";

export interface ObjectPath {
  readonly type: string;
  readonly steps: readonly PathStep[];
}

/** A property or key by name, an item of a list by number, or any item. */
export type PathStep =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "item"; readonly index: number }
  | { readonly kind: "any" };

/** Numbers, bytes and times are kept as the pattern spells them; `value` of a text is without its escapes. */
export type Constant =
  | { readonly kind: "text" | "hex" | "binary" | "time" | "integer" | "float"; readonly value: string }
  | { readonly kind: "boolean"; readonly value: boolean };
