// Letting persons in: giving a seat, inviting with a code that is read out, confirming what is read back, and letting a person
// in again, which takes two administrators.
import { useId, useState } from "react";
import type { ReactNode, SubmitEvent } from "react";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { useAct } from "../../acts/use-act.ts";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead, useReadAgain } from "../../api/use-read.ts";
import { Empty } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { When } from "../../parts/when.tsx";
import { useWords } from "../../words/locale.tsx";
import type { paths } from "../../../../../formats/api.d.ts";
import { roles, useRoles } from "./roles.ts";
import { seatWords } from "./seat-words.ts";
import { Shown } from "./shown.tsx";

type Invitation =
  paths["/api/invitations"]["get"]["responses"]["200"]["content"]["application/json"]["invitations"][number];

/** A code that was made just now: it is shown here and nowhere else. */
interface Code {
  readonly code: string;
  readonly expiresAt: string;
}

export function InvitationsPart({ member }: { readonly member: string }) {
  const say = useWords(seatWords);
  const read = useRead(["node", "invitations"], (signal) => node.GET("/api/invitations", { signal }));
  const [code, setCode] = useState<Code | null>(null);
  return (
    <>
      <Section id="invitations" title={say("invitations")}>
        {code !== null && (
          <div className="entry-form" role="status">
            <p>{say("invite.code")}</p>
            <p className="read-aloud">{code.code}</p>
            <p className="basis">
              {say("invite.until")} <When instant={code.expiresAt} />
            </p>
          </div>
        )}
        <Shown answer={read.answer} onRetry={read.refresh}>
          {({ invitations }) =>
            invitations.length === 0 ? (
              <Empty>{say("invitations.none")}</Empty>
            ) : (
              <ul className="plan-list">
                {invitations.map((invitation) => (
                  <Open key={invitation.id} {...{ invitation, member }} onCode={setCode} />
                ))}
              </ul>
            )
          }
        </Shown>
        <SeatForm member={member} onCode={setCode} />
      </Section>
      <Section id="recovery" title={say("recovery")} aside={<p className="basis">{say("recovery.basis")}</p>}>
        <RecoveryForm member={member} />
      </Section>
    </>
  );
}

interface OpenProps {
  readonly invitation: Invitation;
  readonly member: string;
  readonly onCode: (code: Code) => void;
}

function Open({ invitation, member, onCode }: OpenProps) {
  const say = useWords(seatWords);
  const sayRole = useRoles();
  const field = useId();
  const readAgain = useReadAgain();
  const { ask, dialog } = useConsent();
  const { busy, problem, run } = useAct();
  const [check, setCheck] = useState("");
  const [right, setRight] = useState<boolean | null>(null);
  const { id, kind, name, role, expiresAt, state } = invitation;
  const confirm = (event: SubmitEvent) => {
    event.preventDefault();
    run(async () => {
      const answer = await answerOf(
        node.POST("/api/invitations/{id}/confirmation", { params: { path: { id } }, body: { check } }),
      );
      setRight(answer.right);
      await readAgain("node");
    });
  };
  const takeBack = () =>
    run(async () => {
      await answerOf(node.DELETE("/api/invitations/{id}", { params: { path: { id } } }));
      await readAgain("node");
    });
  const approve = () => {
    let made: Code | null = null;
    ask({
      title: say("recovery.approve.title", { name: name ?? "" }),
      content: <code>{`${invitation.member} ${name ?? ""}`}</code>,
      recipients: [],
      consequence: say("recovery.approve.consequence"),
      verb: say("recovery.approve"),
      send: async (headers) => {
        made = await answerOf(
          node.POST("/api/recoveries/{id}/approval", { params: { path: { id } }, body: { member }, headers }),
        );
      },
      onDone: () => {
        if (made !== null) onCode(made);
        void readAgain("node");
      },
    });
  };
  return (
    <li>
      <p>
        <strong>
          {[name, role === null ? null : sayRole(role)].filter((one) => one !== null).join(" · ")}
        </strong>{" "}
        <span className="quiet">
          {say("invitation.kind", { kind })} · {say("invitation.state", { state })} · {say("col.until")}
        </span>{" "}
        <When instant={expiresAt} />
      </p>
      <Trouble problem={problem} />
      {right !== null && <p role="status">{say(right ? "invitation.right" : "invitation.wrong")}</p>}
      {state === "accepted" && (
        <form className="proof-form" onSubmit={confirm}>
          <label className="field" htmlFor={field}>
            <span className="label">{say("invitation.check")}</span>
            <input
              id={field}
              type="text"
              autoComplete="off"
              required
              value={check}
              onChange={({ target }) => setCheck(target.value)}
            />
          </label>
          <button type="submit" className="button primary" disabled={busy}>
            {say("invitation.confirm")}
          </button>
        </form>
      )}
      <p className="proof-form">
        {state === "proposed" && (
          <button type="button" className="button" disabled={busy} onClick={approve}>
            {say("recovery.approve")}
          </button>
        )}
        <button type="button" className="button small" disabled={busy} onClick={takeBack}>
          {say("invitation.withdraw")}
        </button>
      </p>
      {dialog}
    </li>
  );
}

function SeatForm({ member, onCode }: { readonly member: string; readonly onCode: (code: Code) => void }) {
  const say = useWords(seatWords);
  const sayRole = useRoles();
  const readAgain = useReadAgain();
  const { ask, dialog } = useConsent();
  const [role, setRole] = useState<string>("desk");
  const [name, setName] = useState("");
  const seat = `${member}/${role}/${name.trim()}`;
  const content: ReactNode = <code>{seat}</code>;
  const invite = (event: SubmitEvent) => {
    event.preventDefault();
    let made: Code | null = null;
    ask({
      ...{ title: say("invite.title", { seat }), content, recipients: [] },
      consequence: say("invite.consequence"),
      verb: say("invite.verb"),
      send: async (headers) => {
        made = await answerOf(node.POST("/api/invitations", { body: { seat, cases: "all" }, headers }));
      },
      onDone: () => {
        if (made !== null) onCode(made);
        setName("");
        void readAgain("node");
      },
    });
  };
  const give = () =>
    ask({
      ...{ title: say("give.title", { seat }), content, recipients: [seat] },
      consequence: say("give.consequence"),
      verb: say("give.verb"),
      send: (headers) => answerOf(node.POST("/api/seats", { body: { seat, cases: "all" }, headers })),
      onDone: () => {
        setName("");
        void readAgain("node");
      },
    });
  return (
    <form className="entry-form" onSubmit={invite}>
      <h3 className="label">{say("invite")}</h3>
      <label className="field">
        <span className="label">{say("give.role")}</span>
        <select value={role} onChange={({ target }) => setRole(target.value)}>
          {roles.map((one) => (
            <option key={one} value={one}>
              {sayRole(one)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="label">{say("give.name")}</span>
        <input
          type="text"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={64}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <p className="proof-form">
        <button type="submit" className="button primary">
          {say("invite.verb")}
        </button>
        <button type="button" className="button" disabled={name.trim() === ""} onClick={give}>
          {say("give")}
        </button>
      </p>
      {dialog}
    </form>
  );
}

function RecoveryForm({ member }: { readonly member: string }) {
  const say = useWords(seatWords);
  const readAgain = useReadAgain();
  const { ask, dialog } = useConsent();
  const [name, setName] = useState("");
  const propose = (event: SubmitEvent) => {
    event.preventDefault();
    ask({
      title: say("recovery.title", { name }),
      content: <code>{`${member} ${name}`}</code>,
      recipients: [],
      consequence: say("recovery.consequence"),
      verb: say("recovery.verb"),
      send: (headers) => answerOf(node.POST("/api/recoveries", { body: { member, name }, headers })),
      onDone: () => {
        setName("");
        void readAgain("node");
      },
    });
  };
  return (
    <form className="entry-form" onSubmit={propose}>
      <label className="field">
        <span className="label">{say("recovery.name")}</span>
        <input
          type="text"
          autoComplete="off"
          required
          maxLength={64}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <button type="submit" className="button">
        {say("recovery.verb")}
      </button>
      {dialog}
    </form>
  );
}
