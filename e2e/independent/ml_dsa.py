"""ML-DSA as FIPS 204 has it (algorithms 8, 14 to 41), for checking only, with an empty context.

Written from the standard, sharing nothing with the product.
"""
import hashlib

Q = 8380417
DROPPED = 13

# name: (tau, bytes of the challenge, gamma1, gamma2, k, l, beta, omega)
SETS = {
    "ML-DSA-44": (39, 32, 1 << 17, (Q - 1) // 88, 4, 4, 78, 80),
    "ML-DSA-65": (49, 48, 1 << 19, (Q - 1) // 32, 6, 5, 196, 55),
}


def _reverse(number):
    return int(f"{number:08b}"[::-1], 2)


ZETAS = [pow(1753, _reverse(i), Q) for i in range(256)]


def _to_ntt(poly):
    w, m, length = list(poly), 0, 128
    while length >= 1:
        for start in range(0, 256, 2 * length):
            m += 1
            zeta = ZETAS[m]
            for j in range(start, start + length):
                t = zeta * w[j + length] % Q
                w[j + length] = (w[j] - t) % Q
                w[j] = (w[j] + t) % Q
        length //= 2
    return w


def _from_ntt(poly):
    w, m, length = list(poly), 256, 1
    while length < 256:
        for start in range(0, 256, 2 * length):
            m -= 1
            zeta = -ZETAS[m]
            for j in range(start, start + length):
                t = w[j]
                w[j] = (t + w[j + length]) % Q
                w[j + length] = zeta * (t - w[j + length]) % Q
        length *= 2
    factor = pow(256, Q - 2, Q)
    return [c * factor % Q for c in w]


def _unpack(data, bits):
    number, mask = int.from_bytes(data, "little"), (1 << bits) - 1
    return [(number >> (bits * i)) & mask for i in range(256)]


def _pack(poly, bits):
    number = 0
    for i, c in enumerate(poly):
        number |= c << (bits * i)
    return number.to_bytes(32 * bits, "little")


def _reject_ntt_poly(seed):
    poly, length = [], 840
    while True:
        stream = hashlib.shake_128(seed).digest(length)
        poly = []
        for i in range(0, length - 2, 3):
            c = stream[i] | stream[i + 1] << 8 | (stream[i + 2] & 0x7F) << 16
            if c < Q:
                poly.append(c)
                if len(poly) == 256:
                    return poly
        length *= 2


def _sample_in_ball(seed, tau):
    stream = hashlib.shake_256(seed).digest(8 + 1024)
    signs, at = int.from_bytes(stream[:8], "little"), 8
    c = [0] * 256
    for i in range(256 - tau, 256):
        while stream[at] > i:
            at += 1
        j = stream[at]
        at += 1
        c[i] = c[j]
        c[j] = -1 if signs & 1 else 1
        signs >>= 1
    return c


def _read_hints(data, omega, k):
    hints, index = [[0] * 256 for _ in range(k)], 0
    for i in range(k):
        end = data[omega + i]
        if end < index or end > omega:
            return None
        first = index
        while index < end:
            if index > first and data[index - 1] >= data[index]:
                return None
            hints[i][data[index]] = 1
            index += 1
    return hints if not any(data[index:omega]) else None


def _use_hint(hint, r, gamma2):
    m = (Q - 1) // (2 * gamma2)
    low = r % (2 * gamma2)
    if low > gamma2:
        low -= 2 * gamma2
    if r - low == Q - 1:
        high, low = 0, low - 1
    else:
        high = (r - low) // (2 * gamma2)
    if not hint:
        return high
    return (high + 1) % m if low > 0 else (high - 1) % m


def verify(name, public_key, message, signature):
    """True when `signature` is that of `message` under `public_key` for the parameter set `name`."""
    tau, challenge_length, gamma1, gamma2, k, l, beta, omega = SETS[name]
    z_bits = gamma1.bit_length()
    z_length = 32 * z_bits
    if len(public_key) != 32 + 320 * k or len(signature) != challenge_length + l * z_length + omega + k:
        return False
    challenge = signature[:challenge_length]
    z = []
    for i in range(l):
        start = challenge_length + i * z_length
        z.append([gamma1 - c for c in _unpack(signature[start : start + z_length], z_bits)])
    hints = _read_hints(signature[challenge_length + l * z_length :], omega, k)
    if hints is None or any(abs(c) >= gamma1 - beta for poly in z for c in poly):
        return False
    rho = public_key[:32]
    t1 = [_unpack(public_key[32 + 320 * i : 352 + 320 * i], 10) for i in range(k)]
    digest = hashlib.shake_256(public_key).digest(64)
    mu = hashlib.shake_256(digest + b"\x00\x00" + message).digest(64)
    c = _to_ntt(_sample_in_ball(challenge, tau))
    z_ntt = [_to_ntt(poly) for poly in z]
    encoded = b""
    for r in range(k):
        row = [0] * 256
        for s in range(l):
            a = _reject_ntt_poly(rho + bytes([s, r]))
            row = [(x + y * w) % Q for x, y, w in zip(row, a, z_ntt[s])]
        t = _to_ntt([x << DROPPED for x in t1[r]])
        w = _from_ntt([(x - y * v) % Q for x, y, v in zip(row, c, t)])
        high = [_use_hint(h, x, gamma2) for h, x in zip(hints[r], w)]
        encoded += _pack(high, 6 if gamma2 == (Q - 1) // 88 else 4)
    return hashlib.shake_256(mu + encoded).digest(challenge_length) == challenge
