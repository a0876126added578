"""The ledger's files: tree and inclusion (RFC 9162 section 2.1.3), signed notes, checkpoints and proofs (C2SP)."""
import re

import ed25519
from canonical import Refused, need, sha256, standard64, url64, write, to_url64

FIRST_LINE = "c2sp.org/tlog-proof@v1"
KINDS = {"release", "cut", "pledge", "publication", "unsealing", "notice", "approval", "resolution"}


def leaf_hash(entry):
    return sha256(b"\x00" + entry)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


def root_from_path(index, size, leaf, path):
    """The root that `path` leads to from `leaf`, or None where it cannot be a path of that place."""
    if not 0 <= index < size:
        return None
    node, last, value = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if node % 2 == 1 or node == last:
            value = node_hash(sibling, value)
            while node % 2 == 0 and node != 0:
                node, last = node >> 1, last >> 1
        else:
            value = node_hash(value, sibling)
        node, last = node >> 1, last >> 1
    return value if last == 0 else None


def read_vkey(line):
    """Name, key id and Ed25519 key of a verifier key line."""
    name, _, rest = line.partition("+")
    key_id, _, encoded = rest.partition("+")
    typed = standard64(encoded)
    need(name != "" and len(typed) == 33 and typed[0] == 1, "not an Ed25519 vkey")
    need(sha256(name.encode() + b"\n" + typed)[:4].hex() == key_id, "the key id is another key's")
    return name, bytes.fromhex(key_id), typed[1:]


def open_checkpoint(note, vkey):
    """Size and root of a checkpoint that the ledger `vkey` signed."""
    origin, key_id, key = read_vkey(vkey)
    text, empty, lines = note.rpartition("\n\n")
    need(empty != "" and lines.endswith("\n"), "not a signed note")
    text += "\n"
    need(re.search("[\x00-\x09\x0b-\x1f]", note) is None, "a control character")
    signed = False
    for line in lines[:-1].split("\n"):
        match = re.fullmatch(r"\u2014 ([^\s+]+) ([A-Za-z0-9+/]+=*)", line)
        need(match is not None, "not a signature line")
        blob = standard64(match.group(2))
        need(len(blob) > 4, "a signature line without a signature")
        if match.group(1) == origin and blob[:4] == key_id:
            need(not signed, "the ledger signed twice")
            need(ed25519.verify(key, text.encode(), blob[4:]), "the ledger's signature does not hold")
            signed = True
    need(signed, "not signed by this ledger")
    body = text.split("\n")
    need(len(body) >= 4 and body[0] == origin and body[-1] == "", "not a checkpoint of this ledger")
    need(all(line != "" for line in body[3:-1]), "an empty extension line")
    need(re.fullmatch("0|[1-9][0-9]{0,15}", body[1]) is not None, "not a size")
    root = standard64(body[2])
    need(len(root) == 32, "not a root")
    need(body[1] != "0" or root == sha256(b""), "an empty tree with another root")
    return int(body[1]), root


def check_proof(text, entry, vkey):
    """Index and size; refuses unless `entry` stands in the ledger where the proof says."""
    head, empty, note = text.partition("\n\n")
    need(empty != "", "not a proof")
    first, index, *path = head.split("\n")
    need(first == FIRST_LINE, "not a proof")
    match = re.fullmatch("index (0|[1-9][0-9]{0,15})", index)
    need(match is not None, "no index")
    hashes = [standard64(line) for line in path]
    need(len(hashes) <= 63 and all(len(one) == 32 for one in hashes), "not a path of hashes")
    size, root = open_checkpoint(note, vkey)
    reached = root_from_path(int(match.group(1)), size, leaf_hash(entry), hashes)
    need(reached == root, "the path does not lead to the root")
    return int(match.group(1)), size


def entry_of(opening, digest):
    """The public entry of a commitment to `digest`."""
    need(opening["kind"] in KINDS, "an unknown kind")
    url64(opening["salt"], 32)
    need(
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", opening["at"]) is not None, "not an instant"
    )
    full = {"at": opening["at"], "digest": to_url64(digest), "kind": opening["kind"], "salt": opening["salt"]}
    commitment = to_url64(sha256(write(full).encode()))
    return write({"at": opening["at"], "commitment": commitment}).encode()


__all__ = ["Refused", "check_proof", "entry_of", "open_checkpoint"]
