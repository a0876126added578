// Claims of any structure for tests: a tree that says of each member and element whether it is hidden, as we write that, as
// another implementation's frame does, and as plain JSON.
import fc from "fast-check";
import { publicKeyBytes } from "../keys/index.ts";
import type { MlDsaJwk, Primitives, PublicJwk } from "../keys/index.ts";
import { algorithmOf } from "./jws.ts";
import { hide, pad } from "./sd-jwt-token.ts";
import type { Claims, SignatureCheck } from "./sd-jwt-token.ts";

export type Tree =
  | { readonly kind: "leaf"; readonly value: null | boolean | number | string }
  | { readonly kind: "array"; readonly items: readonly Branch[]; readonly decoys: number }
  | { readonly kind: "object"; readonly members: Readonly<Record<string, Branch>>; readonly decoys: number };
interface Branch {
  readonly hidden: boolean;
  readonly tree: Tree;
}

const name = fc.stringMatching(/^[a-dé" ]{1,3}$/);
const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.string({ unit: "grapheme", maxLength: 20 }),
);
const { node } = fc.letrec<{ node: Tree; branch: Branch }>((tie) => ({
  branch: fc.record({ hidden: fc.boolean(), tree: tie("node") }),
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf.map((value): Tree => ({ kind: "leaf", value })),
    fc
      .tuple(fc.array(tie("branch"), { maxLength: 4 }), fc.nat(2))
      .map(([items, decoys]): Tree => ({ kind: "array", items, decoys })),
    fc
      .tuple(fc.dictionary(name, tie("branch"), { maxKeys: 4, noNullPrototype: true }), fc.nat(2))
      .map(([members, decoys]): Tree => ({ kind: "object", members, decoys })),
  ),
}));

/** A tree whose top is an object. */
export const claimsTree: fc.Arbitrary<Tree> = fc
  .dictionary(name, fc.record({ hidden: fc.boolean(), tree: node }), { maxKeys: 5, noNullPrototype: true })
  .map((members): Tree => ({ kind: "object", members, decoys: 1 }));

/** The tree as our issuer takes it. */
export function hideTree(tree: Tree): Claims {
  const below = (branch: Branch): Claims =>
    branch.hidden ? hide(hideTree(branch.tree)) : hideTree(branch.tree);
  switch (tree.kind) {
    case "leaf":
      return tree.value;
    case "array":
      return pad(tree.items.map(below), tree.decoys);
    case "object":
      return pad(
        Object.fromEntries(Object.entries(tree.members).map(([key, branch]) => [key, below(branch)])),
        tree.decoys,
      );
  }
}

/** The frame of hidden parts as `@sd-jwt/core` takes it beside the plain claims. */
export function frameOf(tree: Tree): object | undefined {
  if (tree.kind === "leaf") return undefined;
  const branches: [string | number, Branch][] =
    tree.kind === "array" ? [...tree.items.entries()] : Object.entries(tree.members);
  const frames = branches.map(([key, branch]) => [key, frameOf(branch.tree)] as const);
  return {
    ...Object.fromEntries(frames.filter(([, frame]) => frame !== undefined)),
    _sd: branches.filter(([, { hidden }]) => hidden).map(([key]) => key),
    _sd_decoy: tree.decoys,
  };
}

/** Plain claims; `shows` is asked once for each hidden part in the order of issuing, also of those inside one not shown. */
export function plainOf(tree: Tree, shows: () => boolean): unknown {
  const below = (branch: Branch): readonly unknown[] => {
    const shown = !branch.hidden || shows();
    const value = plainOf(branch.tree, shows);
    return shown ? [value] : [];
  };
  switch (tree.kind) {
    case "leaf":
      return tree.value;
    case "array":
      return tree.items.flatMap(below);
    case "object":
      return Object.fromEntries(
        Object.entries(tree.members).flatMap(([key, branch]) => below(branch).map((value) => [key, value])),
      );
  }
}

/** The check of signatures by `key`. */
export function checkOf(key: PublicJwk | MlDsaJwk, primitives: Primitives): SignatureCheck {
  const bytes = publicKeyBytes(key);
  return {
    alg: algorithmOf(key),
    verify: (message, signature) =>
      key.kty === "OKP"
        ? primitives.verifyEd25519(bytes, message, signature)
        : primitives.verifyMlDsa(key.alg, bytes, message, signature),
  };
}
