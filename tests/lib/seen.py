# SPDX-License-Identifier: MIT
"""Every secret a test program saw, kept for the search at the end of a run:
none of them may stand in a dump or in a log."""
import os
import re
import threading
from pathlib import Path

# 64 characters of base64url: links, proofs and, behind usk_, keys.
_TOKEN = re.compile(r"(?<![\w-])(?:usk_)?([\w-]{64})(?![\w-])", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")
# Of a logo's base64 any 64 characters may look like one.
_IMAGE = re.compile(r"data:image/[a-z+]+;base64,[\w+/=]+", re.ASCII)

_lock = threading.Lock()
_known = set()


def add(kind, value):
    """Record a secret: kind is token, key, code, form or password."""
    with _lock:
        if (kind, value) in _known:
            return
        _known.add((kind, value))
        folder = os.environ.get("USHER_TEST_FOLDER")
        if folder:
            with open(Path(folder, "secrets"), "a") as file:
                file.write(f"{kind} {value}\n")


def look(text):
    """Record the tokens and keys that stand in a text."""
    for match in _TOKEN.finditer(_IMAGE.sub("", text)):
        if not _DIGEST.fullmatch(match[1]):
            add("key" if match[0].startswith("usk_") else "token", match[0])
