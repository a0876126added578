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
PORTION = ["id", "kind", "depth", "numbered", "spans", "judgement", "_sd"]
PORTION_OPTIONS = ["parent", "file", "origin", "marking", "grading", "number"]


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


def is_power_of_two(number):
    return number & (number - 1) == 0


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
        if "_sd" in value:
            out["_sd"] = value["_sd"]
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
    need(isinstance(pool, list) and len(pool) >= 8 and is_power_of_two(len(pool)), "not padded")
    for item in pool:
        url64(string(members(item, ["..."])["..."]), 32)


def opened_only(values):
    return [value for value in values if not (isinstance(value, dict) and "..." in value)]
