// Other nodes, for whoever looks after this one: their cards, the words that two persons read to each other, how it stands with
// each, and what is in the way.
import { readInstant } from "@entente/core/encoding";
import { writePeerCard } from "@entente/core/letters";
import { Type } from "typebox";
import type { Caller } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import { defineChange, defineLongRead, defineRead, NoBody, Nothing } from "../routing/index.ts";
import type { NodeServices } from "../routing/index.ts";
import { examinePeers } from "./doctor.ts";
import type { PeerHealth } from "./doctor.ts";
import { openOwnNode } from "./own-node.ts";
import { addPeer, endPeer, findMember, pairPeer, spellOwn } from "./pairing.ts";
import type { Tending } from "./pairing.ts";
import { syncPeer } from "./sending.ts";
import type { PeerRow } from "./store.ts";

const Text = Type.String();
const Maybe = Type.Union([Text, Type.Null()]);
const Strict = { additionalProperties: false } as const;
const Named = Type.Object({ member: Type.String({ maxLength: 32 }) }, Strict);

/** How it stands with a node is for who looks after it, and for the desk whose letters it carries. */
const looking = {
  who: { node: ["administrator", "desk", "release-authority"] },
  view: "none",
  takes: "json",
  stepUp: false,
  method: "GET",
} as const;
/** Whom this node believes is decided by who lets persons and machines in. */
const tending = { who: { node: ["administrator"] }, view: "none", takes: "json" } as const;

const TroubleSchema = Type.Object({ code: Text, said: Text });
const PeerSchema = Type.Object({
  ...{ member: Text, fingerprint: Text, address: Maybe, kitCase: Maybe },
  /** How it is read aloud; null before somebody here heard it: what is typed comes from a voice and from no screen. */
  ...{ words: Maybe, digits: Maybe },
  state: Type.Enum(["added", "asked", "paired", "stopped", "ended"]),
  ...{ heardAt: Maybe, lastIn: Maybe, lastOut: Maybe },
  ...{ waiting: Type.Integer(), held: Type.Integer() },
  /** What is in the way now, and what went wrong before, newest first. */
  findings: Type.Array(TroubleSchema),
  troubles: Type.Array(
    Type.Object({ at: Text, side: Type.Enum(["here", "there"]), ...TroubleSchema.properties }),
  ),
});
const TakenDown = Type.Object({ member: Text, fingerprint: Text });

export const pairingRoutes = [
  defineRead({
    ...{ ...looking, id: "node.list", path: "/api/nodes" },
    summary: "The other nodes this one knows: how it stands with each, what waits, and what is in the way.",
    input: { params: Nothing, query: Nothing, body: NoBody },
    answer: Type.Object({ nodes: Type.Array(PeerSchema) }),
    read: async (reader) => ({ nodes: (await examinePeers(reader)).map(describe) }),
  }),
  defineRead({
    ...{ ...looking, id: "node.card", path: "/api/nodes/own-card" },
    summary: "This node's own card, and how its fingerprint is read aloud.",
    input: { params: Nothing, query: Nothing, body: NoBody },
    answer: Type.Object({
      ...TakenDown.properties,
      ...{ words: Text, digits: Text, card: Text, address: Maybe },
    }),
    read: async (_reader, { node }) => {
      const own = await openOwnNode(node);
      const { card, party } = own;
      return {
        ...{ member: party.member, fingerprint: party.node, ...spellOwn(own) },
        ...{ card: writePeerCard(card), address: card.address },
      };
    },
  }),
  defineChange({
    ...{ ...tending, id: "node.add", method: "POST", path: "/api/nodes", stepUp: false },
    summary: "Takes down the card of another node. Nothing is believed of it before it is paired.",
    input: {
      ...{ params: Nothing, query: Nothing },
      body: Type.Object(
        {
          card: Type.String({ maxLength: 20_000 }),
          /** Where it is, if its card does not say so or it stands in a network of your own. */
          address: Type.Union([Type.String({ maxLength: 320 }), Type.Null()]),
        },
        Strict,
      ),
    },
    answer: TakenDown,
    change: async (tx, { caller, node, body }) =>
      sayTakenDown(await addPeer(tx, await tendingOf(caller, node), body)),
  }),
  defineChange({
    ...{ ...tending, id: "node.pair", method: "POST", path: "/api/nodes/:member/pairing", stepUp: true },
    summary: "Confirms the node of a member by the words that a person there read aloud to you.",
    input: {
      ...{ params: Named, query: Nothing },
      body: Type.Object({ heard: Type.String({ maxLength: 400 }) }, Strict),
    },
    answer: TakenDown,
    change: async (tx, { caller, node, params, body }) =>
      sayTakenDown(
        await pairPeer(tx, await tendingOf(caller, node), { member: params.member, heard: body.heard }),
      ),
  }),
  defineChange({
    ...{ ...tending, id: "node.end", method: "DELETE", path: "/api/nodes/:member", stepUp: false },
    summary: "Ends what two nodes had: nothing is taken and nothing written any more. Letters stay.",
    input: { params: Named, query: Nothing, body: NoBody },
    answer: Type.Object({ member: Text, ended: Type.Literal(true) }),
    change: async (tx, { caller, node, params: { member } }) => {
      await endPeer(tx, await tendingOf(caller, node), member);
      return { member, ended: true as const };
    },
  }),
  defineLongRead({
    ...{ id: "node.sync", method: "POST", path: "/api/nodes/:member/delivery" },
    summary: "Brings a node its letters now, and fetches its own, instead of waiting for the next time.",
    ...{ who: { node: ["administrator", "desk"] }, view: "none", takes: "json", stepUp: false },
    input: { params: Named, query: Nothing, body: NoBody },
    answer: Type.Object({
      ...{ member: Text, brought: Type.Integer(), fetched: Type.Integer(), waiting: Type.Integer() },
      trouble: Type.Union([TroubleSchema, Type.Null()]),
    }),
    read: (reader, { params }) => findMember(reader, params.member),
    finish: ({ fingerprint }, { node }) => syncPeer({ ...node, now }, fingerprint),
  }),
];

function now() {
  return readInstant(new Date().toISOString());
}

function describe(peer: PeerHealth) {
  const { findings, troubles, words, digits, ...rest } = peer;
  // What is still to be heard from a person there is not shown to the one who types it.
  const isHeard = peer.state !== "added";
  return {
    ...rest,
    ...{ words: isHeard ? words : null, digits: isHeard ? digits : null },
    findings: [...findings],
    troubles: troubles.map(({ at, side, code, said }) => ({ at, side, code, said })),
  };
}

function sayTakenDown({ member, fingerprint }: PeerRow) {
  return { member, fingerprint };
}

async function tendingOf(caller: Caller, node: NodeServices): Promise<Tending> {
  if (caller.kind !== "seat")
    throw new ServerError("NOT_FOUND", "There is nothing here, or you may not see it.");
  return { own: await openOwnNode(node), by: caller.seat.id, at: now() };
}
