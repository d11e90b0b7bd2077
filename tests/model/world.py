# SPDX-License-Identifier: EUPL-1.2
"""Builds ledgers as plain folders: keys, signatures, records, files. The keys are worth nothing."""
import base64
import ctypes
import functools
import hashlib
import json
import os

from model import ED25519, SK, SODIUM, sha256, wire_string

APPLICATION = b'ssh:'


class Signer:
    """The Ed25519 key of seed SHA-256("akkoord-test:" + name)."""

    def __init__(self, name, sk=False):
        self.name, self.sk = name, sk
        public, secret = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
        SODIUM.crypto_sign_seed_keypair(public, secret, hashlib.sha256(b'akkoord-test:' + name.encode()).digest())
        self.public, self.secret = public.raw, secret.raw
        self.type = SK if sk else ED25519
        self.blob = wire_string(self.type) + wire_string(self.public) + (wire_string(APPLICATION) if sk else b'')
        self.line = self.type.decode() + ' ' + base64.b64encode(self.blob).decode()

    def raw(self, message):
        out = ctypes.create_string_buffer(64)
        SODIUM.crypto_sign_detached(out, None, message, ctypes.c_ulonglong(len(message)), self.secret)
        return out.raw

    def sign(self, message, namespace=b'akkoord', hash_name='sha512', version=1, reserved=b'', flags=1, tail=b'', inner_tail=b''):
        """An armoured SSHSIG; what is not the default makes bad ones."""
        digest = hashlib.new(hash_name, message).digest()
        signed = b'SSHSIG' + b''.join(map(wire_string, (namespace, reserved, hash_name.encode(), digest)))
        if self.sk:
            state = bytes([flags]) + (7).to_bytes(4, 'big')
            raw = self.raw(hashlib.sha256(APPLICATION).digest() + state + hashlib.sha256(signed).digest())
            signature = wire_string(self.type) + wire_string(raw) + state
        else:
            signature = wire_string(self.type) + wire_string(self.raw(signed))
        blob = b'SSHSIG' + version.to_bytes(4, 'big') + b''.join(
            map(wire_string, (self.blob, namespace, reserved, hash_name.encode(), signature + inner_tail))) + tail
        return armour(blob)


def armour(blob, width=70):
    text = base64.b64encode(blob)
    lines = [text[i:i + width] for i in range(0, len(text), width)]
    return b'-----BEGIN SSH SIGNATURE-----\n' + b'\n'.join(lines) + b'\n-----END SSH SIGNATURE-----\n'


@functools.lru_cache(1 << 14)
def signer(name, sk=False):
    return Signer(name, sk)


def to_bytes(value, indent=1, ascii_only=False):
    return (json.dumps(value, indent=indent, ensure_ascii=ascii_only) + '\n').encode()


def record_path(actor, seq, rid):
    return 'ledger/%s/%04d/%06d-%s.json' % (actor, seq // 100, seq, rid)


class Files:
    """The files of one ledger: path -> bytes, or a string for a link to that path."""

    def __init__(self, charter, roots, pinned=True):
        """`roots`: party -> Signer."""
        self.files = {}
        data = to_bytes(charter)
        self.ledger = sha256(data)
        self.files['ledger/charter.json'] = data
        for p, s in roots.items():
            self.files['ledger/charter.json.%s.sig' % p] = s.sign(data)
            if pinned:
                self.files['keys/%s.pub' % p] = s.line.encode() + b'\n'

    def add(self, raw, key, data=None):
        """Signs a record and puts both files in their place; its id."""
        data = to_bytes(raw) if data is None else data
        rid = sha256(data)
        path = record_path(raw['actor'], raw['seq'], rid)
        self.files[path] = data
        self.files[path[:-4] + 'sig'] = key.sign(data)
        return rid

    def write(self, folder):
        made = set()
        for path, data in self.files.items():
            full = os.path.join(folder, path)
            parent = os.path.dirname(full)
            if parent not in made:
                os.makedirs(parent, exist_ok=True)
                made.add(parent)
            if isinstance(data, str):
                os.symlink(data, full)
            else:
                with open(full, 'wb') as f:
                    f.write(data)
