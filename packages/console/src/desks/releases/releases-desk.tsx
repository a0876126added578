// The desk of releases: documents and how far each is, the plans of one, and one plan whole from planning to receipts.
import { Link } from "wouter";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { When } from "../../parts/when.tsx";
import { pathOf } from "../../shell/places.ts";
import type { CaseFacts, DeskProps } from "../../shell/desk-props.ts";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import "../../style/drafting.css";
import "../../style/releases.css";
import { useWords } from "../../words/locale.tsx";
import { stateOf } from "./checks.ts";
import { PlanForm } from "./plan-form.tsx";
import { PlanPage } from "./plan-page.tsx";
import { releaseWords } from "./releases-words.ts";

export function ReleasesDesk({ facts, rest }: DeskProps) {
  const [document, plan] = rest;
  const list = useRead([facts.slug, "documents"], (signal) =>
    node.GET("/api/cases/{case}/documents", { params: { path: { case: facts.slug } }, signal }),
  );
  const documents = "value" in list.answer ? list.answer.value.documents : [];
  // A plan tells what a document holds, so its screen bears the document's banner.
  useScreenBanner(
    documents.filter(({ name }) => document === undefined || name === document).map(({ banner }) => banner),
  );
  if (document !== undefined && plan !== undefined)
    return <PlanPage key={plan} facts={facts} document={document} plan={plan} />;
  if (document !== undefined) return <DocumentReleases facts={facts} document={document} />;
  return <Overview facts={facts} list={list} />;
}

interface OverviewProps {
  readonly facts: CaseFacts;
  readonly list: Parameters<typeof AnswerView<{ readonly documents: readonly Listed[] }>>[0]["read"];
}

interface Listed {
  readonly name: string;
  readonly title: string;
  readonly banner: string;
}

function Overview({ facts, list }: OverviewProps) {
  const say = useWords(releaseWords);
  return (
    <>
      <header className="desk-head">
        <h1>{say("list.title")}</h1>
        <p className="desk-lead">{say("list.lead")}</p>
      </header>
      <AnswerView read={list} words={say("reading")}>
        {({ documents }) =>
          documents.length === 0 ? (
            <Empty>{say("list.none", { lead: facts.lead })}</Empty>
          ) : (
            documents.map(({ name, title, banner }) => (
              <Section
                key={name}
                id={`document-${name}`}
                title={name}
                aside={<p className="mark">{banner}</p>}
              >
                <p className="release-title">{title}</p>
                <PlanList facts={facts} document={name} />
                <p className="release-ways">
                  <Link href={pathOf(facts.slug, "releases", name)}>{say("list.open")}</Link>
                  <Link href={pathOf(facts.slug, "documents", name)}>{say("list.text")}</Link>
                </p>
              </Section>
            ))
          )
        }
      </AnswerView>
    </>
  );
}

function PlanList({ facts: { slug }, document }: { readonly facts: CaseFacts; readonly document: string }) {
  const say = useWords(releaseWords);
  const read = useRead([slug, "releases", document], (signal) =>
    node.GET("/api/cases/{case}/documents/{name}/plans", {
      params: { path: { case: slug, name: document } },
      signal,
    }),
  );
  return (
    <AnswerView read={read} words={say("reading")}>
      {({ plans }) =>
        plans.length === 0 ? (
          <Empty>{say("plans.none")}</Empty>
        ) : (
          <ol className="plan-list">
            {plans.map((plan) => (
              <li key={plan.digest} data-state={stateOf(plan)}>
                <Link href={pathOf(slug, "releases", document, plan.digest)}>
                  {say("plan.name", { digest: plan.digest.slice(0, 12) })}
                </Link>{" "}
                <strong>{say(`state.${stateOf(plan)}`)}</strong>
                <p className="quiet">
                  {say("plan.by", { by: plan.proposedBy })}, <When instant={plan.proposedAt} />
                  {plan.approvedBy !== null && `, ${say("plan.approved-by", { by: plan.approvedBy })}`}
                </p>
              </li>
            ))}
          </ol>
        )
      }
    </AnswerView>
  );
}

function DocumentReleases({ facts, document }: { readonly facts: CaseFacts; readonly document: string }) {
  const say = useWords(releaseWords);
  return (
    <>
      <header className="desk-head">
        <p className="desk-back">
          <Link href={pathOf(facts.slug, "releases")}>{say("back")}</Link>
        </p>
        <h1>{document}</h1>
        <p>
          <Link href={pathOf(facts.slug, "documents", document)}>{say("list.text")}</Link>
        </p>
      </header>
      <Section id="plans" title={say("plans.title")}>
        <PlanList facts={facts} document={document} />
      </Section>
      <PlanForm facts={facts} document={document} />
    </>
  );
}
