// A small community, written by hand: one scheme of markings, and for each member how far it is cleared.
import { useState } from "react";
import { useMemberNames } from "../../api/use-member-names.ts";
import type { OwnSeat } from "../../shell/seat.ts";
import { listCodes } from "../../words/iso-codes.ts";
import { useWords } from "../../words/locale.tsx";
import { nameOfCode } from "../../words/names.ts";
import { schemes, writeCommunity } from "./case-draft.ts";
import type { DraftMember } from "./case-draft.ts";
import { openCaseWords } from "./open-case-words.ts";

interface MembersProps {
  readonly seat: OwnSeat;
  readonly title: string;
  readonly onFile: (file: string) => void;
}

/** Other members than states that a response is often made with. */
const ORGANISATIONS = ["EU", "NATO", "OPCW"];

export function MembersForm({ seat, title, onFile }: MembersProps) {
  const say = useWords(openCaseWords);
  const name = useMemberNames();
  const [scheme, setScheme] = useState(schemes[0]?.id ?? "");
  const [others, setOthers] = useState<readonly Omit<DraftMember, "name">[]>([]);
  const levels = schemes.find(({ id }) => id === scheme)?.levels.map((level) => level.name) ?? [];
  const highest = levels.at(-1) ?? "";
  const change = (next: readonly Omit<DraftMember, "name">[], under: string) => {
    const top = schemes.find(({ id }) => id === under)?.levels.at(-1)?.name ?? "";
    setOthers(next);
    setScheme(under);
    // Names in a file are English, whoever writes it.
    const members = [{ id: seat.member, upTo: top }, ...next].map((one) => ({
      ...one,
      name: nameOfCode("en", one.id),
    }));
    const asOf = new Date().toISOString().slice(0, 10);
    onFile(
      writeCommunity(members, {
        scheme: under,
        asOf,
        name: title.trim() === "" ? "Community" : title.trim(),
      }),
    );
  };
  const free = [...ORGANISATIONS, ...listCodes()].filter(
    (id) => id !== seat.member && !others.some((one) => one.id === id),
  );
  return (
    <div className="members-form">
      <label className="field">
        <span className="label">{say("scheme")}</span>
        <select
          value={scheme}
          onChange={({ target }) => {
            const top = schemes.find(({ id }) => id === target.value)?.levels[0]?.name ?? "";
            // A level of one scheme says nothing in another: everyone begins at the lowest.
            change(
              others.map(({ id }) => ({ id, upTo: top })),
              target.value,
            );
          }}
        >
          {schemes.map(({ id, name: called }) => (
            <option key={id} value={id}>
              {called}
            </option>
          ))}
        </select>
      </label>
      <ul className="member-rows">
        <li>
          <span className="member-row-name">{name(seat.member)}</span>
          <span className="quiet">{say("members.own", { level: highest })}</span>
        </li>
        {others.map(({ id, upTo }) => (
          <li key={id}>
            <span className="member-row-name">{name(id)}</span>
            <label className="field">
              <span className="unseen">{say("members.level", { member: name(id) })}</span>
              <select
                value={upTo}
                onChange={({ target }) =>
                  change(
                    others.map((one) => (one.id === id ? { id, upTo: target.value } : one)),
                    scheme,
                  )
                }
              >
                {levels.map((level) => (
                  <option key={level} value={level}>
                    {say("members.up-to", { level })}
                  </option>
                ))}
              </select>
            </label>
            <button
              type="button"
              className="button small"
              aria-label={say("members.remove", { member: name(id) })}
              onClick={() =>
                change(
                  others.filter((one) => one.id !== id),
                  scheme,
                )
              }
            >
              {say("members.remove.short")}
            </button>
          </li>
        ))}
      </ul>
      <label className="field">
        <span className="label">{say("members.add")}</span>
        <select
          value=""
          onChange={({ target }) => change([...others, { id: target.value, upTo: levels[0] ?? "" }], scheme)}
        >
          <option value="" disabled>
            {say("community.choose")}
          </option>
          {free.map((id) => (
            <option key={id} value={id}>
              {name(id) === id ? id : `${name(id)} (${id})`}
            </option>
          ))}
        </select>
      </label>
      <p className="basis">{say("members.basis")}</p>
    </div>
  );
}
