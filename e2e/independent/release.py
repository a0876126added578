"""Cuts of a release (`entente-cut/2`): SD-JWT of RFC 9901 in JWS general JSON under two signatures, a key binding, and two
ledger proofs. Written from docs/decisions/0009 and the RFC, sharing nothing with the product.

Not checked here: what a marking means (how a banner is joined), and whose keys they are.
"""
import ed25519
import ml_dsa
from canonical import (
    Refused,
    members,
    need,
    read,
    read_file,
    sha256,
    string,
    to_url64,
    url64,
    write,
)
from ledger import check_proof, entry_of

HEADER = ["format", "release", "iss", "iat", "exercise", "ledger", "cnf", "keys"]
KINDS = {
    *("title", "heading", "paragraph", "quotation", "judgement", "table", "row", "figure", "rendition"),
    *("footnote", "source"),
}


def digest_of(text):
    return to_url64(sha256(text.encode()))


def thumbprint(jwk):
    names = ["crv", "kty", "x"] if jwk.get("kty") == "OKP" else ["alg", "kty", "pub"]
    return digest_of(write({name: jwk[name] for name in names}))


def part(text):
    try:
        return read(url64(text).decode())
    except UnicodeDecodeError as error:
        raise Refused("not UTF-8") from error


class Disclosures:
    """The disclosures of a cut by digest; each must be met exactly once."""

    def __init__(self, texts):
        self.texts = texts
        self.by_digest = {digest_of(text): text for text in texts}
        need(len(self.by_digest) == len(texts), "a disclosure twice")
        self.met = set()
        self.opened = []

    def take(self, digest, arity):
        url64(digest, 32)
        need(digest not in self.met, "a digest twice")
        self.met.add(digest)
        text = self.by_digest.get(digest)
        if text is None:
            return None
        value = part(text)
        need(isinstance(value, list) and len(value) == arity, "a disclosure of the wrong shape")
        url64(value[0], 32)
        self.opened.append(text)
        return value[1:]

    def element(self, item):
        """(is a digest, opened or not, value) of an array's item."""
        if not (isinstance(item, dict) and "..." in item):
            return False, True, self.walk(item)
        need(len(item) == 1, "a digest with company")
        found = self.take(string(item["..."]), 2)
        return (True, False, None) if found is None else (True, True, self.walk(found[0]))

    def walk(self, value):
        """Opens what is opened: unopened elements stay as {"...": digest}, members of `_sd` are put in place."""
        if isinstance(value, list):
            out = []
            for item in value:
                digest, opened, inner = self.element(item)
                out.append(inner if opened else item)
            return out
        if not isinstance(value, dict):
            return value
        need("..." not in value, "... outside an array")
        out = {name: self.walk(inner) for name, inner in value.items() if name != "_sd"}
        for digest in value.get("_sd", []):
            found = self.take(string(digest), 3)
            if found is not None:
                name = string(found[0])
                need(name not in ("_sd", "...") and name not in out, "a member's name is taken")
                out[name] = self.walk(found[1])
        closed = [digest for digest in value.get("_sd", []) if digest not in self.by_digest]
        if closed:
            out["_sd"] = closed
        return out


def check_signatures(release, payload_text, payload):
    signatures = release["signatures"]
    need(isinstance(signatures, list) and len(signatures) == 2, "not two signatures")
    first = members(signatures[0], ["protected", "signature", "header"])
    second = members(signatures[1], ["protected", "signature"])
    keys = []
    for one, alg in ((first, "Ed25519"), (second, "ML-DSA-65")):
        header = members(part(string(one["protected"])), ["alg", "typ", "jwk"])
        need(header["alg"] == alg and header["typ"] == "entente-release+sd-jwt", "another algorithm or type")
        message = f'{one["protected"]}.{payload_text}'.encode()
        signature = url64(one["signature"])
        if alg == "Ed25519":
            jwk = members(header["jwk"], ["kty", "crv", "x"])
            need((jwk["kty"], jwk["crv"]) == ("OKP", "Ed25519"), "not an Ed25519 key")
            valid = ed25519.verify(url64(jwk["x"], 32), message, signature)
        else:
            jwk = members(header["jwk"], ["kty", "alg", "pub"])
            need((jwk["kty"], jwk["alg"]) == ("AKP", alg), "not an ML-DSA-65 key")
            valid = ml_dsa.verify(alg, url64(jwk["pub"], 1952), message, signature)
        need(valid, f"the {alg} signature does not hold")
        keys.append(thumbprint(jwk))
    need(payload["keys"] == keys, "the release names other keys than those that signed it")
    return first


def check_binding(first, payload_text, payload, disclosures):
    header_text, payload_of, signature = (string(first["header"]["kb_jwt"]).split(".") + ["", ""])[:3]
    need(first["header"]["kb_jwt"].count(".") == 2, "not a JWT")
    header = members(part(header_text), ["alg", "typ"])
    need(header == {"alg": "Ed25519", "typ": "kb+jwt"}, "not a key binding")
    key = url64(payload["cnf"]["jwk"]["x"], 32)
    message = f"{header_text}.{payload_of}".encode()
    need(ed25519.verify(key, message, url64(signature, 64)), "the key binding's signature does not hold")
    claims = members(part(payload_of), ["aud", "iat", "nonce", "sd_hash"], ["unseals"])
    compact = "~".join([f'{first["protected"]}.{payload_text}.{first["signature"]}', *disclosures, ""])
    need(claims["sd_hash"] == digest_of(compact), "places were added or taken")
    need(claims["nonce"] == payload["release"], "bound for another release")
    need(isinstance(claims["iat"], int) and claims["iat"] >= payload["iat"], "older than its release")
    need(string(claims["aud"]) != "", "bound for nobody")
    return claims


def check_pool(pool):
    need(isinstance(pool, list), "not a pool")
    padded(pool, 8)
    for item in pool:
        url64(string(members(item, ["..."])["..."]), 32)


def padded(items, least):
    need(isinstance(items, list) and len(items) >= least and len(items) & (len(items) - 1) == 0, "not padded")
    return items


def is_closed(value):
    return isinstance(value, dict) and "..." in value


def opened_only(values):
    return [value for value in values if not is_closed(value)]


def check_spans(spans, kind):
    """Spans that are known, and runs of parts filled up without telling how many of them are withheld."""
    run = []

    def close():
        if run:
            padded(run, 2)
            fillers = sum(one is None for one in run)
            need(fillers == 0 or not any(is_closed(one) for one in run), "a filler beside what is withheld")
            run.clear()

    need(isinstance(spans, list), "spans are an array")
    for span in spans:
        if span is None or is_closed(span):
            run.append(span)
            continue
        need(isinstance(span, dict), "not a span")
        word = span.get("kind")
        if word == "restricted":
            members(span, ["kind", "mark", "banner", "spans"], ["policies"])
            need(kind != "restricted", "a restricted span in another")
            check_spans(span["spans"], "restricted")
            run.append(span)
            continue
        if word == "cross-reference":
            url64(string(members(span, ["kind", "target"])["target"]), 16)
            run.append(span)
            continue
        close()
        if word == "text":
            string(members(span, ["kind", "text"])["text"])
        elif word == "note-reference":
            string(members(span, ["kind", "note"])["note"])
        elif word == "source-reference":
            string(members(span, ["kind", "source"])["source"])
        elif word == "withheld-at-source" or (word == "cell-break" and kind == "row"):
            members(span, ["kind"])
        else:
            raise Refused(f"an unknown span {word}")
    close()


def check_portion(portion):
    required = ["id", "kind", "depth", "numbered", "spans", "judgement", "marking"]
    members(portion, required, ["_sd", "parent", "file", "origin", "grading", "number"])
    url64(string(portion["id"]), 16)
    need(portion["kind"] in KINDS, "an unknown kind of portion")
    need((portion["kind"] in ("row", "rendition")) == ("parent" in portion), "a part without its whole")
    need(isinstance(portion["numbered"], bool) and isinstance(portion["depth"], int), "not a portion")
    opened = sum(name in portion for name in ("marking", "grading", "number"))
    need(opened + len(portion.get("_sd", [])) == (3 if portion["numbered"] else 2), "attributes")
    need("number" not in portion or portion["numbered"], "a number of what has none")
    members(portion["marking"], ["mark", "banner"], ["policies"])
    check_spans(portion["spans"], portion["kind"])
    judgement = portion["judgement"]
    if judgement is not None:
        members(judgement, ["scale", "term", "confidence", "supports"])
        padded(judgement["supports"], 4)
    return portion["id"]


def check_reading(reading, shown):
    """The reading places every portion that is shown, each once, and no other."""
    members(reading, ["aside", "order"])
    need(isinstance(reading["order"], list), "an order is an array")
    need(isinstance(reading["aside"], list) and len(reading["aside"]) == 1, "one element stands aside")
    placed = []
    for item in reading["order"]:
        if isinstance(item, str):
            placed.append(item)
        elif not is_closed(item):
            members(item, ["ids", "rest"])
            ids = [one for one in padded(item["ids"], 4)]
            for one in ids:
                url64(string(one), 16)
            unsealed = [one for one in ids if one in shown]
            need(unsealed, "a gap is opened and nothing of it shown")
            need(isinstance(item["rest"], list) and len(item["rest"]) == 1, "one rest")
            if not is_closed(item["rest"][0]):
                need(item["rest"][0] == unsealed, "a rest that is not shown")
            placed += unsealed
    if not is_closed(reading["aside"][0]):
        pairs = padded(reading["aside"][0], 4)
        for pair in pairs:
            need(isinstance(pair, list) and len(pair) == 2, "not a pair")
            need(isinstance(pair[0], int) and 0 <= pair[0] <= len(reading["order"]), "not a place")
            url64(string(pair[1]), 16)
        found = [one for _, one in pairs if one in shown]
        need(found, "what stands aside is opened and nothing of it shown")
        placed += found
    need(len(placed) == len(set(placed)) and set(placed) == shown, "the reading places other portions")
    # What stands aside has a place of its own; rows never do, so the rest is in order.
    return placed


def check_whole(portions, order):
    """What portions say of each other: parts behind their wholes, references to what is shown, numbers all or none."""
    told = [portion for portion in portions.values() if portion["numbered"]]
    need(len({"number" in portion for portion in told}) < 2, "one number told and not another")
    table = None
    for name in order:
        portion = portions[name]
        if portion["kind"] == "row":
            need(portion["parent"] == table, "a row that follows no table")
        elif portion["kind"] == "rendition":
            need(portions.get(portion["parent"], {}).get("kind") == "figure", "a picture of no figure")
        elif portion["kind"] not in ("footnote", "source"):
            table = name if portion["kind"] == "table" else None
        if portion["judgement"] is not None:
            for support in opened_only(portion["judgement"]["supports"]):
                need(string(support) in portions, "a judgement that rests on what is not shown")
        for target in targets(portion["spans"]):
            need(target in portions, "a reference to what is not shown")


def targets(spans):
    for span in opened_only(spans):
        if span is not None and span["kind"] == "cross-reference":
            yield span["target"]
        if span is not None and span["kind"] == "restricted":
            yield from targets(span["spans"])


def check_evidence(evidence, kinds, digest, vkey):
    members(evidence, ["opening", "proof"])
    opening = members(evidence["opening"], ["kind", "salt", "at"])
    need(opening["kind"] in kinds, "committed as something else")
    return check_proof(string(evidence["proof"]), entry_of(opening, digest), vkey)[0]


def check_cut(text):
    """Recipient and texts shown of a cut; anything wrong with it is refused."""
    file = members(read_file(text), ["format", "release", "evidence"])
    need(file["format"] == "entente-cut/2", "another format")
    release = members(file["release"], ["payload", "signatures"])
    payload_text = string(release["payload"])
    payload = members(part(payload_text), HEADER + ["_sd_alg", "_sd", "portions", "readings"])
    need(payload["format"] == "entente-release/2" and payload["_sd_alg"] == "sha-256", "another format")
    url64(string(payload["release"]), 16)
    need(isinstance(payload["iat"], int) and payload["iat"] >= 0, "no time")
    need(isinstance(payload["exercise"], bool) and string(payload["iss"]) != "", "no originator")
    need(isinstance(payload["_sd"], list) and len(payload["_sd"]) == 1, "members of a release")
    check_pool(payload["portions"])
    check_pool(payload["readings"])
    ledger = members(payload["ledger"], ["origin", "vkey"])
    need(string(ledger["vkey"]).startswith(string(ledger["origin"]) + "+"), "another ledger's key")
    jwk = members(members(payload["cnf"], ["jwk"])["jwk"], ["kty", "crv", "x"])
    need((jwk["kty"], jwk["crv"]) == ("OKP", "Ed25519"), "not an Ed25519 key")

    first = check_signatures(release, payload_text, payload)
    unprotected = members(first["header"], ["disclosures", "kb_jwt"])
    texts = unprotected["disclosures"]
    need(isinstance(texts, list) and all(isinstance(one, str) for one in texts), "not disclosures")
    disclosures = Disclosures(texts)
    opened = disclosures.walk({name: payload[name] for name in sorted(payload)})
    need(disclosures.opened == texts, "a disclosure that belongs nowhere, or out of order")
    claims = check_binding(first, payload_text, payload, texts)

    portions = opened_only(opened["portions"])
    ids = [check_portion(portion) for portion in portions]
    need(ids and len(ids) == len(set(ids)), "no portion, or one id twice")
    readings = opened_only(opened["readings"])
    need(len(readings) == 1, "not one reading")
    order = check_reading(readings[0], set(ids))
    check_whole({portion["id"]: portion for portion in portions}, order)
    if "counts" in opened:
        of = members(opened["counts"], ["portions"])["portions"]
        need(isinstance(of, int) and of >= len(ids), "a count below what is shown")

    digest = sha256(
        write(
            {
                "payload": payload_text,
                "signatures": [
                    {"protected": one["protected"], "signature": one["signature"]}
                    for one in release["signatures"]
                ],
            }
        ).encode()
    )
    evidence = members(file["evidence"], ["release", "cut"])
    at_release = check_evidence(evidence["release"], ["release"], digest, ledger["vkey"])
    bound = write({"kb_jwt": unprotected["kb_jwt"], "release": to_url64(digest)}).encode()
    at_cut = check_evidence(evidence["cut"], ["cut", "unsealing"], sha256(bound), ledger["vkey"])
    need(at_cut > at_release, "the ledger holds the cut before its release")
    return {"recipient": claims["aud"], "portions": len(ids)}


def positions(value, found):
    """Where the digests of a payload stand, so that disclosures can be put in the order of a cut."""
    if isinstance(value, list):
        for item in value:
            positions(item, found)
    elif isinstance(value, dict):
        if "..." in value:
            found.append(value["..."])
        for name in sorted(value):
            if name not in ("_sd", "..."):
                positions(value[name], found)
        found += value.get("_sd", [])


def order_disclosures(payload, texts):
    """`texts` in the order in which a walk of the payload meets them, each before what is inside it."""
    by_digest = {digest_of(text): text for text in texts}
    need(len(by_digest) == len(texts), "a disclosure twice")
    ordered = []

    def visit(value):
        found = []
        positions(value, found)
        for digest in found:
            text = by_digest.get(digest)
            if text is not None:
                ordered.append(text)
                visit(part(text)[-1])

    visit(payload)
    need(len(ordered) == len(texts), "a disclosure that belongs nowhere")
    return ordered


def check_unsealing(cut, unsealing):
    """The cut its holder has after `unsealing`, which must be of this cut and of nothing else."""
    check_cut(cut)
    file = members(read_file(unsealing), ["format", "before", "disclosures", "kb_jwt", "evidence"])
    need(file["format"] == "entente-unsealing/1", "another format")
    held = read_file(cut)
    first, second = held["release"]["signatures"]
    before = part(first["header"]["kb_jwt"].split(".")[1])
    need(file["before"] == before["sd_hash"], "an unsealing of another cut")
    added = file["disclosures"]
    need(isinstance(added, list) and added and all(isinstance(one, str) for one in added), "nothing opened")
    payload = part(held["release"]["payload"])
    whole = order_disclosures(payload, first["header"]["disclosures"] + added)
    need([one for one in whole if one in set(added)] == added, "disclosures in another order")
    header = {"disclosures": whole, "kb_jwt": string(file["kb_jwt"])}
    after = {
        "format": held["format"],
        "release": {
            "payload": held["release"]["payload"],
            "signatures": [{**first, "header": header}, second],
        },
        "evidence": {"release": held["evidence"]["release"], "cut": file["evidence"]},
    }
    need(file["evidence"]["opening"]["kind"] == "unsealing", "committed as something else")
    text = write(after) + "\n"
    now = check_cut(text)
    need(now["recipient"] == before["aud"], "bound to another recipient")
    return text
