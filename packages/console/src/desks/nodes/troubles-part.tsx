// What is in the way between nodes, before anything else on the screen: what, why, and who can help.
import { useMemberNames } from "../../api/use-member-names.ts";
import { useWords } from "../../words/locale.tsx";
import { nodesWords } from "./nodes-words.ts";
import type { OtherNode } from "./other-node.ts";

export function TroublesPart({ nodes }: { readonly nodes: readonly OtherNode[] }) {
  const say = useWords(nodesWords);
  const name = useMemberNames();
  // A card that waits to be confirmed is no trouble: it is what is done next, further down.
  const told = nodes.flatMap(({ member, state, findings }) =>
    findings.flatMap((one) =>
      one.code === "PEER_UNPAIRED" && state === "added" ? [] : [{ member, state, ...one }],
    ),
  );
  if (told.length === 0) return null;
  return (
    <section className="notices" role="alert" aria-label={say("troubles", { count: told.length })}>
      <h2>{say("troubles", { count: told.length })}</h2>
      <ul>
        {told.map(({ member, state, code, said }) => (
          <li key={`${member} ${code} ${said}`}>
            <strong>{name(member)}</strong>
            {code === "PEER_UNPAIRED" && state === "asked" ? (
              <p>{say("trouble.asked", { member: name(member) })}</p>
            ) : (
              <p lang="en">{said}</p>
            )}
            <p className="quiet">
              <code>{code}</code>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
