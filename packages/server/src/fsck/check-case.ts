// What a case holds: originals, versions of documents, releases and cuts, pledges, the published record. Read one by one
// under the lead's view, because nothing is labelled so that an inspection could go around it.
import {
  decodeBase64url,
  decodeUtf8,
  InputError,
  parseJson,
  PolicyError,
  readAnyObject,
  readArray,
  readObject,
  readString,
  VerificationError,
} from "@entente/core/encoding";
import { digestManifest, verifyRecord } from "@entente/core/record";
import type { SignedManifest } from "@entente/core/record";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, readSeat } from "../access/index.ts";
import type { Reader } from "../storage/index.ts";
import { checkCommitted } from "./check-commitments.ts";
import type { Derived } from "./check-commitments.ts";
import { compareBytes, digestHex, explainFault, findByDigest, toHex } from "./finding.ts";
import type { Finding, Spot } from "./finding.ts";
import { checkPlans, listLater } from "./check-later.ts";
import type { FindAuthorities } from "./check-later.ts";
import { listReleased } from "./check-releases.ts";
import type { Released } from "./check-releases.ts";
import { checkPledges } from "./check-pledges.ts";
import { checkTZero } from "./check-t-zero.ts";
import { listEditions, listOriginals, listVersions, readRecord } from "./store.ts";

export interface CaseCheck {
  readonly checked: number;
  readonly findings: readonly Finding[];
}

interface CaseToCheck {
  readonly id: string;
  readonly slug: string;
  readonly lead: string;
  readonly exercise: boolean;
}

/**
 * Everything of one case that has a digest. `authorities` opens the
 * key the lead approves with; `derived` gets the digests of what was committed to.
 */
export async function checkCase(
  reader: Reader,
  of: CaseToCheck,
  { authorities, derived }: { readonly authorities: FindAuthorities; readonly derived: Derived },
): Promise<CaseCheck> {
  const view = openSeatView(readSeat(`${of.lead}/release-authority`), of);
  const findings: Finding[] = [];
  let checked = 0;
  const take = (found: readonly (Finding | null)[]): void => {
    checked += found.length;
    findings.push(...found.filter((finding) => finding !== null));
  };
  for await (const row of listOriginals(reader, view)) {
    const spot = { table: "original", row: row.id, column: "bytes" };
    const found = digestHex(row.bytes);
    const why = "the file is not the one whose digest was kept";
    take([found === row.sha256 ? null : findByDigest(spot, { expected: row.sha256, found, why })]);
  }
  for await (const { id, source, sourceDigest } of listVersions(reader, view)) {
    const spot = { table: "document_version", row: id, column: "source" };
    const expected = toHex(sourceDigest);
    const found = digestHex(source);
    const why = "the text is not the one whose digest was kept";
    take([found === expected ? null : findByDigest(spot, { expected, found, why })]);
  }
  take(await checkPlans(reader, view));
  for (const list of [listReleased(reader, view), listLater(reader, view, authorities)])
    for await (const released of list) {
      const wrong = await checkCommitted(reader, released, derived);
      // One wrong byte is named once, by what says most of it.
      take([wrong ?? (await checkRow(released))]);
    }
  take(await checkPledges(reader, { view, slug: of.slug, derived }));
  take(await checkTZero(reader, { view, slug: of.slug, derived }));
  for (const edition of await listEditions(reader, of.id))
    take(await checkRecord(reader, { of, edition }, derived));
  return { checked, findings };
}

/** What else the row says; named as a whole where it is not in its form. */
async function checkRow({ spot, check }: Released): Promise<Finding | null> {
  try {
    return await check();
  } catch (error) {
    const why = `it is not in its form: ${explainFault(error)}`;
    return findByDigest(spot, { expected: null, found: null, why });
  }
}

type Edition = Awaited<ReturnType<typeof listEditions>>[number];

/** An edition of the published record: its manifest is committed, and lists every other file. */
async function checkRecord(
  reader: Reader,
  { of, edition: publication }: { readonly of: CaseToCheck; readonly edition: Edition },
  derived: Derived,
): Promise<readonly (Finding | null)[]> {
  const { edition } = publication;
  const files = await readRecord(reader, { caseId: of.id, edition });
  const named = edition === 1 ? of.slug : `${of.slug} edition ${edition}`;
  const at = (path: string) => ({ table: "record_file", row: `${named} ${path}`, column: "bytes" });
  const sealed = files.get("record.json");
  if (sealed === undefined)
    return [
      findByDigest(at("record.json"), {
        expected: null,
        found: null,
        why: "the record's manifest is missing",
      }),
    ];
  const checks: (Finding | null)[] = [
    await checkCommitted(
      reader,
      {
        spot: at("record.json"),
        kind: "publication",
        leafIndex: publication.leafIndex,
        digest: () => digestManifest(readManifest(sealed), nodePrimitives),
      },
      derived,
    ),
  ];
  const digest = derived.get(publication.leafIndex);
  const spot = { table: "publication", row: named, column: "manifest_digest" };
  if (digest !== undefined && checks[0] === null) {
    const why = "the digest is not that of the record's manifest";
    checks.push(compareBytes(spot, { expected: digest, found: publication.digest, why }));
  }
  for (const { path, sha256 } of listFiles(sealed)) {
    const bytes = files.get(path);
    const found = bytes === undefined ? null : digestHex(bytes);
    const why =
      bytes === undefined
        ? "the record lists the file and it is missing"
        : "the file is not the one the record lists";
    checks.push(found === sha256 ? null : findByDigest(at(path), { expected: sha256, found, why }));
  }
  // What the manifest does not cover, its own evidence, only the whole check of a record does.
  const sound = !checks.some((finding) => finding !== null);
  if (sound) checks.push(verifyFiles(at("record.json"), files));
  return checks;
}

function verifyFiles(spot: Spot, files: ReadonlyMap<string, Uint8Array>): Finding | null {
  try {
    verifyRecord({ files, trust: { kind: "carried" }, primitives: nodePrimitives });
    return null;
  } catch (error) {
    if (
      !(error instanceof InputError) &&
      !(error instanceof VerificationError) &&
      !(error instanceof PolicyError)
    )
      throw error;
    const found = digestHex(files.get("record.json") ?? "");
    return findByDigest(spot, { expected: null, found, why: `the record does not verify: ${error.message}` });
  }
}

function readManifest(sealed: Uint8Array): SignedManifest {
  const { manifest } = readAnyObject(parseJson(decodeUtf8(sealed)), "record.json");
  const parts = readObject(manifest, "manifest", ["payload", "protected", "signature"]);
  return {
    payload: readString(parts["payload"], "manifest.payload"),
    protected: readString(parts["protected"], "manifest.protected"),
    signature: readString(parts["signature"], "manifest.signature"),
  };
}

/** Files of the manifest; none where it cannot be read, which its own digest tells. */
function listFiles(sealed: Uint8Array): readonly { readonly path: string; readonly sha256: string }[] {
  try {
    const payload = parseJson(decodeUtf8(decodeBase64url(readManifest(sealed).payload)));
    return readArray(readAnyObject(payload, "manifest")["files"], "files").map((value) => {
      const file = readAnyObject(value, "file");
      return { path: readString(file["path"], "path"), sha256: toHex(readString(file["sha256"], "sha256")) };
    });
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}
