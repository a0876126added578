// Opening a case: what happened, when and where; whom it concerns; and then it is there, led by the member that runs this node.
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useLocation } from "wouter";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useMemberNames } from "../../api/use-member-names.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { Section } from "../../parts/section.tsx";
import type { NodeDeskProps } from "../../shell/desk-props.ts";
import { pathOf } from "../../shell/places.ts";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import { useWords } from "../../words/locale.tsx";
import { nameCase, writeFacts } from "./case-draft.ts";
import type { CaseDraft } from "./case-draft.ts";
import { CommunityPart } from "./community-part.tsx";
import type { ChosenCommunity } from "./community-part.tsx";
import { openCaseWords } from "./open-case-words.ts";
import "../../style/approaches.css";
import "../../style/nodes.css";

const today = (): string => new Date().toISOString().slice(0, 10);

export function OpenCaseDesk({ seat }: NodeDeskProps) {
  const say = useWords(openCaseWords);
  const name = useMemberNames();
  const [, go] = useLocation();
  const readAgain = useReadAgain();
  const { ask, dialog } = useConsent();
  useScreenBanner([]);
  const [draft, setDraft] = useState<CaseDraft>({
    ...{ title: "", summary: "", date: today(), place: "", attributedTo: "" },
  });
  const [slug, setSlug] = useState<string | null>(null);
  const [community, setCommunity] = useState<ChosenCommunity | null>(null);
  const id = slug ?? nameCase(draft);
  const set = (change: Partial<CaseDraft>) => setDraft({ ...draft, ...change });
  const open = (event: SubmitEvent) => {
    event.preventDefault();
    if (community === null) return;
    let opened = id;
    ask({
      title: say("ask", { title: draft.title }),
      content: (
        <>
          <blockquote>{draft.summary}</blockquote>
          <p>{say("ask.community", { name: community.name, count: community.members })}</p>
        </>
      ),
      recipients: [],
      consequence: say("consequence", { member: name(seat.member) }),
      verb: say("open"),
      send: async (headers) => {
        const answer = await answerOf(
          node.POST("/api/cases", {
            body: {
              facts: writeFacts(draft, { id, host: seat.member }),
              ...{ community: community.file, coalition: null },
            },
            headers,
          }),
        );
        opened = answer.case;
      },
      onDone: () => {
        void readAgain("node").then(() => go(pathOf(opened, "case")));
      },
    });
  };
  const text = (field: "title" | "place" | "attributedTo", most: number, required: boolean) => (
    <label className="field">
      <span className="label">{say(`field.${field}`)}</span>
      <input
        type="text"
        className="wide-input"
        autoComplete="off"
        required={required}
        maxLength={most}
        value={draft[field]}
        onChange={({ target }) => set({ [field]: target.value })}
      />
    </label>
  );
  return (
    <form onSubmit={open} className="open-case">
      <header className="desk-head">
        <h1>{say("title")}</h1>
        <p className="desk-lead">{say("lead", { member: name(seat.member) })}</p>
      </header>
      <Section id="what" title={say("what")} aside={<p className="basis">{say("what.basis")}</p>}>
        {text("title", 200, true)}
        <label className="field">
          <span className="label">{say("field.summary")}</span>
          <textarea
            className="prose"
            rows={4}
            required
            maxLength={5000}
            value={draft.summary}
            onChange={({ target }) => set({ summary: target.value })}
          />
        </label>
        <div className="open-case-row">
          <label className="field">
            <span className="label">{say("field.date")}</span>
            <input
              type="date"
              required
              max={today()}
              value={draft.date}
              onChange={({ target }) => set({ date: target.value })}
            />
          </label>
          {text("place", 200, false)}
        </div>
        {text("attributedTo", 200, false)}
        <label className="field">
          <span className="label">{say("field.slug")}</span>
          <input
            type="text"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={100}
            pattern="[a-z0-9][a-z0-9\-]*"
            value={id}
            onChange={({ target }) => setSlug(target.value)}
          />
        </label>
        <p className="basis">{say("field.slug.basis")}</p>
      </Section>
      <CommunityPart {...{ seat }} title={draft.title} chosen={community} onChosen={setCommunity} />
      <div className="desk-acts">
        <button
          type="submit"
          className="button primary large"
          disabled={community === null || draft.title.trim() === "" || draft.summary.trim() === ""}
        >
          {say("open")}
        </button>
        {community === null && <p className="basis">{say("open.waits")}</p>}
      </div>
      {dialog}
    </form>
  );
}
