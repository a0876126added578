// The part of a page's check that needs no page: it runs in workers, so that reading and painting go on meanwhile. One
// worker checks the cut and writes its page again; another verifies the signatures the browser does not know, which take
// as long as all the rest. Where there can be no workers, `checkHere` does all of it.
// Invariant: no step is reported as passed before every signature was verified.
import { utf8 } from "@entente/core/encoding";
import { checkPageSignature, PART_IDS, rewritePage } from "@entente/core/pages";
import type { PageParts, WrittenPage } from "@entente/core/pages";
import { portablePrimitives } from "@entente/core/keys";
import type { Primitives } from "@entente/core/keys";
import type { CheckedStep, Trust } from "@entente/core/releases";
import { verifyByBrowser, verifyPortably } from "./browser-signatures.ts";
import { deferSignatures } from "./deferred-signatures.ts";
import type { SignatureClaim, VerifySignature } from "./deferred-signatures.ts";

/** What a check answers: the steps that passed, or the code and words of the failure. */
export type Verdict =
  | { readonly steps: readonly CheckedStep[] }
  | { readonly failure: { readonly code: string | null; readonly message: string } };

/** What a worker says: what the page must show, as soon as it is written again, and then what came of the check. */
export type Report =
  /** The page the cut gives without the texts it was itself written from. */
  { readonly shown: string } | { readonly verdict: Verdict };

/** What the checking worker is told, in this order: the signature stands at the end of a page and is known last. */
export type Order =
  | { readonly kind: "check"; readonly parts: Omit<PageParts, "signature">; readonly port: MessagePort }
  | { readonly kind: "conclude"; readonly signature: string };

/** Names of the workers: each knows by its own what it is for. */
export const WORKERS = { check: "entente-check", verify: "entente-verify" } as const;

const CARRIED: Trust = { kind: "carried" };
/** Stands where the signature does, which shows nothing and is not known when the page is written again. */
const LAST_LINE = "<!-- -->\n";

/** The whole check with the portable primitives, at once. */
export function checkHere(parts: PageParts): { readonly shown: string; readonly verdict: Verdict } {
  try {
    const { page, steps } = checkPage(parts, portablePrimitives);
    return { shown: leaveOutParts(page), verdict: { steps } };
  } catch (error) {
    return { shown: "", verdict: describeFailure(error) };
  }
}

/** Makes this worker check as it is told, and report by `post`. */
export function followOrders(post: (report: Report) => void): (order: Order) => void {
  const { subtle } = globalThis.crypto as { readonly subtle: SubtleCrypto | undefined };
  practise();
  let conclude: (signature: string) => Promise<Verdict>;
  return (order) => {
    if (order.kind === "conclude") {
      void conclude(order.signature).then((verdict) => {
        post({ verdict });
      });
      return;
    }
    const { parts, port } = order;
    conclude = beginCheck({
      ...{ parts, verify: verifyByBrowser(subtle, askThrough(port)) },
      digest: async (bytes) =>
        subtle === undefined
          ? portablePrimitives.sha256(bytes)
          : new Uint8Array(await subtle.digest("SHA-256", Uint8Array.from(bytes))),
      show: (shown) => {
        post({ shown });
      },
    });
  };
}

/** Makes this worker answer, by the port it is handed, whether signatures hold. */
export function answerClaims(port: MessagePort): void {
  port.onmessage = ({ data: { id, claim } }: MessageEvent<Question>) => {
    port.postMessage({ id, holds: verifyPortably(claim) } satisfies Reply);
  };
}

/** A browser makes code fast once it has run for a while: a worker that waits for its first order uses the time for that. */
function practise(): void {
  for (let turn = 0; turn < 400; turn += 1) portablePrimitives.digestText("practice".repeat(60));
}

/** As {@link practise}, for the worker that verifies: what it verifies here is no signature, and the answer is not kept. */
export function practiseVerifying(): void {
  portablePrimitives.verifyMlDsa("ML-DSA-65", new Uint8Array(1952), new Uint8Array(64), new Uint8Array(3309));
}

/**
 * Checks all but the page's signature, which is checked once it is known. `show` gets the page that must be there before it
 * is known whether the signatures hold.
 */
export function beginCheck({
  parts,
  verify,
  digest,
  show,
}: {
  readonly parts: Omit<PageParts, "signature">;
  readonly verify: VerifySignature;
  readonly digest: (bytes: Uint8Array) => Promise<Uint8Array>;
  readonly show: (shown: string) => void;
}): (signature: string) => Promise<Verdict> {
  const { primitives, settle } = deferSignatures(portablePrimitives, verify);
  const written = attempt(() => {
    const page = rewritePage({ parts, trust: CARRIED, primitives });
    show(leaveOutParts(`${page.page}${LAST_LINE}`));
    return { page, digest: digest(utf8(page.page)) };
  });
  const run = async (signature: string): Promise<readonly CheckedStep[]> => {
    const { page, digest: pending } = written();
    return checkPageSignature({ written: page, digest: await pending, signature }, primitives).steps;
  };
  return async (signature) => {
    const first = await run(signature).then(
      (steps): Verdict => ({ steps }),
      (error: unknown) => describeFailure(error),
    );
    const found = await settle();
    return found === null ? first : checkAgain({ ...parts, signature }, found);
  };
}

function checkAgain(parts: PageParts, primitives: Primitives): Verdict {
  try {
    return { steps: checkPage(parts, primitives).steps };
  } catch (error) {
    return describeFailure(error);
  }
}

function checkPage({ signature, ...parts }: PageParts, primitives: Primitives): WrittenPage {
  const written = rewritePage({ parts, trust: CARRIED, primitives });
  const digest = primitives.sha256(utf8(written.page));
  return checkPageSignature({ written, digest, signature }, primitives);
}

function leaveOutParts(page: string): string {
  return [PART_IDS.cut, PART_IDS.names].reduce((rest, id) => cutText(rest, `id="${id}">`), page);
}

/** Those texts are what is checked: parsing them again would compare them with themselves. */
function cutText(page: string, start: string): string {
  const from = page.indexOf(start) + start.length;
  return page.slice(0, from) + page.slice(page.indexOf("</script>", from));
}

function attempt<T>(work: () => T): () => T {
  try {
    const done = work();
    return () => done;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function describeFailure(error: unknown): Verdict {
  const code = error instanceof Error && "code" in error ? String(error.code) : null;
  const message = error instanceof Error ? error.message : "The check ended unexpectedly";
  return { failure: { code, message } };
}

interface Question {
  readonly id: number;
  readonly claim: SignatureClaim;
}

interface Reply {
  readonly id: number;
  readonly holds: boolean;
}

/** Asks the worker at the other end of `port`. */
function askThrough(port: MessagePort): VerifySignature {
  const waiting: ((holds: boolean) => void)[] = [];
  port.onmessage = ({ data: { id, holds } }: MessageEvent<Reply>) => {
    waiting[id]?.(holds);
  };
  return (claim) =>
    new Promise((done) => {
      const id = waiting.push(done) - 1;
      port.postMessage({ id, claim } satisfies Question);
    });
}
