// What is said of a release afterwards: by its release authority, to every holder, and what the holders say to it.
import { Type } from "typebox";
import { communityOf } from "../cases/index.ts";
import { openRenewal } from "../ledger/index.ts";
import { CaseParams, defineChange, defineRead, NoBody, Nothing } from "../routing/index.ts";
import { acknowledgeNotice, sendNotice } from "./notices.ts";
import { listAcknowledgements, listNoticeFiles, listNotices } from "./store.ts";

const Text = Type.String();
const Maybe = Type.Union([Text, Type.Null()]);
const Kind = Type.Union([Type.Literal("correction"), Type.Literal("supersession"), Type.Literal("recall")]);
const OfRelease = Type.Object(
  { ...CaseParams.properties, release: Type.String({ maxLength: 64 }) },
  { additionalProperties: false },
);

/** Notices, and who acknowledged them. */
export const noticeRoutes = [
  // To whoever asks with the random id of a release, which its cuts carry: an unknown id and a release of which nothing is
  // said get the same answer.
  defineRead({
    ...{ id: "notice.list", method: "GET", path: "/releases/:release/notices" },
    summary: "Corrections, supersessions and recalls of a release, to whoever holds a cut of it.",
    ...{ who: "anyone", view: "release", takes: "json", stepUp: false },
    input: {
      params: Type.Object(
        { release: Type.String({ pattern: "^[A-Za-z0-9_-]{22}$" }) },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: NoBody },
    },
    answer: Type.Object({
      /** Signed notices, oldest first, each a file to be checked against the cut it is about. */
      notices: Type.Array(Type.String()),
    }),
    read: async (reader, { params, node }) => {
      const renew = await openRenewal(reader, node.folder);
      const notices: string[] = [];
      for (const file of await listNoticeFiles(reader, params.release))
        notices.push((await renew(file)).file);
      return { notices };
    },
  }),
  defineRead({
    ...{ id: "notice.of-case", method: "GET", path: "/api/cases/:case/notices" },
    summary:
      "What is said of releases you hold, oldest first; for the lead of all, with who acknowledged it.",
    who: {
      lead: ["drafter", "release-authority", "desk", "publisher"],
      allies: ["release-authority", "desk"],
    },
    ...{ view: "case", takes: "json", stepUp: false },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: Type.Object({
      notices: Type.Array(
        Type.Object({
          release: Text,
          kind: Text,
          text: Text,
          replacedBy: Maybe,
          at: Text,
          /** As far as you may know of them: for a member, itself. */
          holders: Type.Array(Type.Object({ member: Text, acknowledged: Maybe })),
        }),
      ),
    }),
    read: async (reader, { view }) => {
      const said = await listAcknowledgements(reader, view);
      return {
        notices: (await listNotices(reader, view)).map(({ id, release, kind, text, replacedBy, at }) => ({
          ...{ release, kind, text, replacedBy, at },
          holders: said
            .filter(({ noticeId }) => noticeId === id)
            .map(({ member, at: acknowledged }) => ({ member, acknowledged })),
        })),
      };
    },
  }),
  defineChange({
    ...{ id: "notice.send", method: "POST", path: "/api/cases/:case/releases/:release/notices" },
    summary: "Correct, supersede or recall an issued release: a signed notice to everybody who holds it.",
    ...{ who: { lead: ["release-authority"], allies: [] }, view: "case", takes: "json", stepUp: false },
    input: {
      ...{ params: OfRelease, query: Nothing },
      body: Type.Object(
        {
          kind: Kind,
          text: Type.String({ maxLength: 100_000 }),
          /** The release that takes its place; null unless it is superseded. */
          replacedBy: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
        },
        { additionalProperties: false },
      ),
    },
    answer: Type.Object({ release: Text, kind: Text, file: Text }),
    change: async (tx, { params: { release }, body, act, row, node: { keystore, ledger } }) => ({
      ...{ release, kind: body.kind },
      file: await sendNotice(tx, act, { release, ...body, community: communityOf(row), keystore, ledger }),
    }),
  }),
  defineChange({
    ...{ id: "notice.acknowledge", method: "POST" },
    path: "/api/cases/:case/releases/:release/acknowledgement",
    summary: "Say for your member that it read what is said of a release it holds.",
    ...{ who: { lead: [], allies: ["release-authority", "desk"] }, view: "case" },
    ...{ takes: "json", stepUp: false },
    input: { params: OfRelease, query: Nothing, body: NoBody },
    answer: Type.Object({ release: Text, acknowledged: Type.Integer() }),
    change: async (tx, { params: { release }, act }) => ({
      ...{ release, acknowledged: await acknowledgeNotice(tx, act, { release }) },
    }),
  }),
];
