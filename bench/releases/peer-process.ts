// One peer of the benchmark of releases, alone in its process: PEER DOCUMENT PORTIONS SEED RUNS. Prints the milliseconds
// of processor time of each run of issuing, verifying and presenting half, and what it made, in bytes.
import { createHash, hash, randomBytes } from "node:crypto";
import { GeneralJSON, SDJwtGeneralJSONInstance, SDJwtInstance } from "@sd-jwt/core";
import type { SdJwtPayload } from "@sd-jwt/core";
import {
  decodeBase64url,
  decodeBase64urlText,
  encodeBase64url,
  parseJson,
  utf8,
} from "../../packages/core/src/encoding/index.ts";
import type { JsonObject } from "../../packages/core/src/encoding/index.ts";
import { publicKeyBytes } from "../../packages/core/src/keys/index.ts";
import {
  digestCut,
  digestRelease,
  issueRelease,
  presentCut,
  sealCut,
  verifyCut,
} from "../../packages/core/src/releases/index.ts";
import type { IssuedRelease } from "../../packages/core/src/releases/index.ts";
import { openDiscloser } from "../../packages/core/src/releases/sd-jwt.ts";
import { readCompact, writeCompact } from "../../packages/core/src/releases/sd-jwt-forms.ts";
import {
  deliverSdJwt,
  hide,
  issueSdJwt,
  presentSdJwt,
  verifySdJwt,
} from "../../packages/core/src/releases/sd-jwt-token.ts";
import type { Claims, Demands, HeldSdJwt } from "../../packages/core/src/releases/sd-jwt-token.ts";
import { nodePrimitives as primitives } from "../../packages/verifier/src/index.ts";
import { IAT, openReleaseDesk } from "./desk.ts";
import { writeLongRelease } from "./long-release.ts";
import { createNativeEd25519, createNativeMlDsa } from "./native-keys.ts";
import { frameOf } from "./peer-frame.ts";

/** Each gives what it made, in bytes; what is not measured is done before. */
interface Work {
  readonly issue: () => unknown;
  readonly verify: () => unknown;
  /** Made anew before every run, so that nothing is remembered from the one before. */
  readonly prepareToPresent: () => () => unknown;
  readonly bytes: number;
}

const [peer = "", kind = "", portions = "0", seed = "1", runs = "1"] = process.argv.slice(2);
const half = "half";
const type = "example+sd-jwt";
const binding = { audience: half, nonce: "n-1", iat: IAT + 60 };
const [issuer, holder] = [createNativeEd25519(), createNativeEd25519()];
const cnf = { jwk: { ...holder.publicKey } };

/** A flat document: one array of portions, each hidden by itself, and nothing more. */
function flatClaims(): Record<string, unknown> {
  const { document } = writeLongRelease(Number(portions), 2, Number(seed));
  return {
    ...{ cnf, iss: "M000" },
    portions: document.portions.map(({ id, kind: called, number, spans }) => ({
      id,
      kind: called,
      number,
      spans,
    })),
  };
}

function issueReal(): { readonly issued: IssuedRelease; readonly work: Work } {
  const desk = openReleaseDesk(writeLongRelease(Number(portions), 2, Number(seed)));
  const issued = issueRelease(desk.input);
  const classOf = (recipient: string): string =>
    issued.classes.find(({ recipients }) => recipients.includes(recipient))?.id ?? "";
  const { authority } = desk;
  const request = (recipient: string) => ({
    ...{ class: classOf(recipient), recipient, iat: IAT + 60, authority, primitives },
  });
  const release = desk.commit("release", digestRelease(issued, primitives));
  const body = presentCut({ issued, ...request("M000") });
  const text = sealCut(body, { release, cut: desk.commit("cut", digestCut(body, primitives)) });
  const asked = request("M001");
  return {
    issued,
    work: {
      issue: () => issueRelease(desk.input),
      verify: () => verifyCut({ text, trust: { kind: "carried" }, primitives }),
      prepareToPresent: () => {
        const fresh = structuredClone(issued);
        return () => presentCut({ issued: fresh, ...asked });
      },
      bytes: text.length,
    },
  };
}

function workFlat(): Work {
  const { portions: list, ...header } = flatClaims();
  const claims = { ...(header as JsonObject), portions: (list as readonly Claims[]).map((one) => hide(one)) };
  const issue = (): HeldSdJwt =>
    issueSdJwt({ claims, type, signers: [issuer], discloser: openDiscloser({ randomBytes, primitives }) });
  const held = issue();
  const text = writeCompact(deliverSdJwt(held));
  const key = publicKeyBytes(issuer.publicKey);
  const demands: Demands = {
    signatures: [
      { alg: "Ed25519", verify: (message, signature) => primitives.verifyEd25519(key, message, signature) },
    ],
    ...{ type, claims: ["iss", "portions"], now: IAT, keyBinding: "none" },
  };
  const chosen = Array.from({ length: held.disclosures.length / 2 }, (_, index) => index * 2);
  return {
    issue: () => writeCompact(deliverSdJwt(issue())),
    verify: () => verifySdJwt(readCompact(text), demands, primitives),
    prepareToPresent: () => () =>
      writeCompact(presentSdJwt({ held, chosen, binding: { holder, ...binding }, primitives })),
    bytes: text.length,
  };
}

const signFor =
  (signer: typeof issuer) =>
  (data: string): string =>
    encodeBase64url(signer.sign(utf8(data)));
const verifyFor =
  (signer: typeof issuer) =>
  (data: string, signature: string): boolean =>
    primitives.verifyEd25519(publicKeyBytes(signer.publicKey), utf8(data), decodeBase64url(signature));
const peerTools = {
  hasher: (data: string | ArrayBuffer): Uint8Array =>
    createHash("sha256")
      .update(typeof data === "string" ? data : new Uint8Array(data))
      .digest(),
  hashAlg: "sha-256" as const,
  // As many characters as our salts have, so that the same bytes are hashed.
  saltGenerator: (): string => randomBytes(32).toString("base64url"),
  ...{ signAlg: "Ed25519", signer: signFor(issuer), verifier: verifyFor(issuer) },
  ...{ kbSignAlg: "Ed25519", kbSigner: signFor(holder), kbVerifier: verifyFor(holder) },
};
const kb = { payload: { aud: binding.audience, nonce: binding.nonce, iat: binding.iat } };

/** The other implementation on the flat document, compact form. */
async function workPeerFlat(): Promise<Work> {
  const claims = flatClaims() as unknown as SdJwtPayload;
  const count = (claims["portions"] as readonly unknown[]).length;
  const frame = { portions: { _sd: Array.from({ length: count }, (_, index) => index) } } as never;
  const instance = new SDJwtInstance<SdJwtPayload>(peerTools);
  const text = await instance.issue(claims, frame, { header: { typ: type } });
  const shown = {
    portions: Object.fromEntries(Array.from({ length: count / 2 }, (_, at) => [at * 2, true])),
  };
  return {
    issue: () => instance.issue(claims, frame, { header: { typ: type } }),
    verify: () => instance.verify(text, { requiredClaimKeys: ["iss", "portions"] }),
    prepareToPresent: () => () => instance.present(text, shown as never, { kb }),
    bytes: text.length,
  };
}

/** The other implementation on the claims of our release, general JSON with one signature. */
async function workPeerReal(): Promise<Work> {
  const { issued } = issueReal();
  const payload = parseJson(decodeBase64urlText(issued.payload)) as JsonObject;
  const texts = issued.openings.map(({ text }) => text);
  const framed = frameOf({ ...payload, cnf }, texts, primitives);
  const [claims, frame] = [framed.claims as unknown as SdJwtPayload, framed.frame as never];
  const instance = new SDJwtGeneralJSONInstance<SdJwtPayload>(peerTools);
  const options = { sigs: [{ alg: "Ed25519", kid: "1", signer: signFor(issuer), header: { typ: type } }] };
  const general = await instance.issue(claims, frame, options);
  const serialized = (): string => JSON.stringify(general.toJson());
  const portionsShown = Array.from({ length: Number(portions) / 2 }, (_, at) => [at * 2, { marking: true }]);
  const shown = { portions: Object.fromEntries(portionsShown) as object, readings: { 0: true } };
  const bound = await instance.present(general, {} as never, { kb });
  const everything = new GeneralJSON({
    ...{ payload: general.payload, signatures: general.signatures },
    ...{ disclosures: general.disclosures },
  });
  const whole = JSON.stringify(everything.toJson());
  if (bound.kb_jwt === undefined) throw new Error("the other implementation bound nothing");
  return {
    issue: async () => JSON.stringify((await instance.issue(claims, frame, options)).toJson()),
    verify: () =>
      instance.verify(GeneralJSON.fromSerialized(JSON.parse(whole) as never), {
        requiredClaimKeys: ["iss", "portions"],
      }),
    prepareToPresent: () => () => instance.present(general, shown as never, { kb }),
    bytes: serialized().length,
  };
}

/** What cannot be avoided: SHA-256 of every disclosure, and one signature over the payload or its check. */
function workLimit(oneCall: boolean): Work {
  const real = kind === "release" ? issueReal().issued : null;
  const { portions: list, ...header } = flatClaims();
  const held =
    real === null
      ? issueSdJwt({
          claims: {
            ...(header as JsonObject),
            portions: (list as readonly Claims[]).map((one) => hide(one)),
          },
          ...{ type, signers: [issuer], discloser: openDiscloser({ randomBytes, primitives }) },
        })
      : null;
  const texts = (real?.openings ?? held?.disclosures ?? []).map(({ text }) => text);
  const pieces = oneCall ? [Buffer.from(texts.join(""))] : texts.map((text) => Buffer.from(text));
  const message = utf8(`header.${real?.payload ?? held?.payload ?? ""}`);
  const signature = issuer.sign(message);
  const key = publicKeyBytes(issuer.publicKey);
  const digestAll = (): void => {
    for (const piece of pieces) hash("sha256", piece, "hex");
  };
  return {
    issue: () => {
      digestAll();
      return issuer.sign(message);
    },
    verify: () => {
      digestAll();
      return primitives.verifyEd25519(key, message, signature);
    },
    prepareToPresent: () => digestAll,
    bytes: pieces.reduce((sum, piece) => sum + piece.length, 0),
  };
}

/** ML-DSA-65 alone, over the payload of this document. */
function workMlDsa(): Work {
  const { issued } = issueReal();
  const signer = createNativeMlDsa();
  const message = utf8(`header.${issued.payload}`);
  const signature = signer.sign(message);
  const key = publicKeyBytes(signer.publicKey);
  return {
    issue: () => signer.sign(message),
    verify: () => primitives.verifyMlDsa("ML-DSA-65", key, message, signature),
    prepareToPresent: () => () => undefined,
    bytes: message.length,
  };
}

const peers: Readonly<Record<string, () => Work | Promise<Work>>> = {
  entente: () => (kind === "release" ? issueReal().work : workFlat()),
  "sd-jwt-core": () => (kind === "release" ? workPeerReal() : workPeerFlat()),
  "sha-each": () => workLimit(false),
  "sha-once": () => workLimit(true),
  "ml-dsa": workMlDsa,
};
const open = peers[peer];
if (open === undefined) throw new Error(`no peer ${peer}`);
const work = await open();

/** Runs that warm up and do not count: as many as fit into this. */
const WARM_UP_MILLISECONDS = 1500;

/** Processor time of the whole process, threads that collect garbage included: others' load on the machine is not in it. */
function readClock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function time(prepare: () => () => unknown): Promise<number[]> {
  const times: number[] = [];
  const began = readClock();
  while (times.length < Number(runs)) {
    const act = prepare();
    const started = readClock();
    const made = act();
    // Waiting for what is no promise would only cost a turn.
    if (made instanceof Promise) await made;
    const ended = readClock();
    if (started - began >= WARM_UP_MILLISECONDS) times.push(ended - started);
  }
  return times;
}

const issue = await time(() => work.issue);
const verify = await time(() => work.verify);
const present = await time(work.prepareToPresent);
process.stdout.write(`${JSON.stringify({ issue, verify, present, bytes: work.bytes })}\n`);
