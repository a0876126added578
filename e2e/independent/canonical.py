"""Canonical JSON (RFC 8785) for files without fractions, base64 in its one spelling, and refusals with a reason."""
import base64
import json
import re


class Refused(Exception):
    """What was handed in is not accepted; the message says why."""


def need(condition, why):
    if not condition:
        raise Refused(why)


def sha256(data):
    import hashlib

    return hashlib.sha256(data).digest()


def _no_repeats(pairs):
    names = [name for name, _ in pairs]
    need(len(set(names)) == len(names), "a member stands twice")
    return dict(pairs)


def _no_fraction(text):
    raise Refused(f"{text} is no whole number")


def _utf16(name):
    return name.encode("utf-16-be", "surrogatepass")


def _text(value):
    need(not re.search("[\ud800-\udfff]", value), "half a surrogate pair")
    return json.dumps(value, ensure_ascii=False)


def write(value):
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: _utf16(member[0]))
        return "{" + ",".join(f"{_text(name)}:{write(member)}" for name, member in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(write(item) for item in value) + "]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def read(text):
    """The value of canonical JSON text; anything else is refused."""
    try:
        value = json.loads(
            text, object_pairs_hook=_no_repeats, parse_float=_no_fraction, parse_constant=_no_fraction
        )
    except (ValueError, RecursionError) as error:
        raise Refused(f"not JSON: {error}") from error
    need(write(value) == text, "not in canonical form")
    return value


def read_file(text):
    need(text.endswith("\n"), "no newline at the end")
    return read(text[:-1])


def members(value, names, optional=()):
    """Refuses anything but an object with exactly these members."""
    need(isinstance(value, dict), "not an object")
    need(set(names) <= set(value) <= set(names) | set(optional), f"members {sorted(value)}, not {sorted(names)}")
    return value


def string(value):
    need(isinstance(value, str), "not text")
    return value


def url64(text, length=None):
    """The bytes of base64url text without padding, in its one spelling."""
    need(isinstance(text, str) and re.fullmatch("[A-Za-z0-9_-]*", text) is not None, "not base64url")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as error:
        raise Refused("not base64url") from error
    need(to_url64(data) == text, "base64url in another spelling")
    need(length is None or len(data) == length, f"{len(data)} bytes, not {length}")
    return data


def to_url64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def standard64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Refused("not base64") from error
    need(base64.b64encode(data).decode() == text, "base64 in another spelling")
    return data
