// A pledge in a case of another node. The names it may use came by letter. Where the lead's node tells none, all states are
// offered here; it reads the pledge when it comes, and what it does not know it refuses, which stands among the letters.
import { writeLevels } from "@entente/core/pledges";
import { builtInKinds } from "@entente/core/kinds";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useMemberNames } from "../../api/use-member-names.ts";
import type { OwnSeat } from "../../shell/seat.ts";
import { listCodes } from "../../words/iso-codes.ts";
import { useWords } from "../../words/locale.tsx";
import { BuildPart } from "../pledges/build-part.tsx";
import type { Placing } from "../pledges/place-part.tsx";
import type { Vocabulary } from "../pledges/pledge-answers.ts";
import { pledgeWords } from "../pledges/pledge-words.ts";
import type { ShownCase } from "./foreign-reads.ts";
import { foreignWords } from "./foreign-words.ts";

export interface ForeignPledgeProps {
  readonly seat: OwnSeat;
  readonly member: string;
  readonly foreign: string;
  readonly shown: ShownCase;
  readonly lead: string;
  readonly onDone: () => void;
}

const ORGANISATIONS = ["EU", "NATO"];

export function ForeignPledge({ seat, member, foreign, shown, lead, onDone }: ForeignPledgeProps) {
  const say = useWords(foreignWords);
  const sayPledge = useWords(pledgeWords);
  const name = useMemberNames();
  const { ask, dialog } = useConsent();
  const params = { path: { member, foreign } };
  const vocabulary: Vocabulary = {
    ...{ case: shown.id, member: seat.member },
    ...(shown.vocabulary ?? {
      ...{ groups: [], weights: [] },
      members: [...new Set([...listCodes(), ...ORGANISATIONS, member, seat.member])],
      kinds: builtInKinds.map(({ id, one, many, counted }) => ({ id, one, many, counted })),
    }),
  };
  const send: NonNullable<Placing["place"]> = ({ reading, authority, validUntil }, headers) =>
    answerOf(
      node.POST("/api/foreign-cases/{member}/{foreign}/pledges", {
        ...{ params, headers },
        body: { levels: writeLevels(reading.pledge), authority, validUntil, sealed: null },
      }),
    );
  const placing: Placing = {
    ...{ lead, check: null, place: send, onDone },
    seal: shown.takesSealed
      ? async ({ reading, authority, validUntil, salt }, headers) => {
          await answerOf(
            node.POST("/api/foreign-cases/{member}/{foreign}/pledges", {
              ...{ params, headers },
              body: { levels: writeLevels(reading.pledge), authority, validUntil, sealed: { salt } },
            }),
          );
          return null;
        }
      : null,
  };
  const said = shown.letters.filter(
    ({ direction, kind, state }) =>
      direction === "out" && ["pledge", "withdrawal"].includes(kind) && state !== "refused",
  );
  const stands = said.at(-1)?.kind === "pledge";
  const withdraw = () =>
    ask({
      title: sayPledge("own.withdraw.title"),
      content: say("pledge.withdraw.what"),
      recipients: [lead],
      consequence: sayPledge("own.withdraw.consequence"),
      verb: sayPledge("own.withdraw"),
      send: (headers) =>
        answerOf(node.POST("/api/foreign-cases/{member}/{foreign}/pledges/withdrawal", { params, headers })),
      onDone,
    });
  return (
    <section className="questions" aria-label={say("pledge")}>
      <h2>{say("pledge")}</h2>
      <p>{say(stands ? "pledge.stands" : "pledge.none", { lead })}</p>
      <p className="basis">{say(shown.vocabulary === null ? "pledge.names" : "pledge.told", { lead })}</p>
      {!shown.takesSealed && <p className="basis">{say("pledge.unsealed", { lead })}</p>}
      {stands && (
        <div className="desk-acts">
          <button type="button" className="button" onClick={withdraw}>
            {sayPledge("own.withdraw")}
          </button>
        </div>
      )}
      <BuildPart {...{ name, vocabulary, placing }} replaces={stands} />
      {dialog}
    </section>
  );
}
