# SPDX-License-Identifier: MIT
"""No secret that any program of this run saw stands in what is kept: dumps
of the databases, usher's log, nginx's access log, PostgreSQL's log. (nginx's
error log prints request lines; README says so.)"""
import base64
import os
import re
import subprocess
from pathlib import Path
from urllib.parse import quote

import tap

RUN = Path(os.environ["USHER_TEST_RUN"])
FOLDER = Path(os.environ["USHER_TEST_FOLDER"])
KEPT = ("dump*.sql", "usher*.log", "access.log", "postgres*.log")

# Six digits that are a whole value, and no process id.
CODE = re.compile(rb"(?<![\w.\[])(?<!pid=)(?<!child=)(\d{6})(?![\w.\]])")
COPY = re.compile(rb"^COPY \S+ \((.*)\) FROM stdin;$")
# Numbers that are nobody's, which may be any six digits: a column's, the
# server's own, and how long an answer is.
NUMBERS = {b"transaction_id"}
LENGTHS = re.compile(rb" LOG:  checkpoint .*|(?<=\" \d{3} )\d+(?= [\d.]+ )")


def secrets():
    """{program's folder: {kind: set of values}}"""
    found = {}
    for path in RUN.glob("*/secrets"):
        mine = found[path.parent] = {}
        for line in path.read_text().splitlines():
            kind, _, value = line.partition(" ")
            mine.setdefault(kind, set()).add(value)
    return found


def together(found):
    """{kind: set of values} of all programs."""
    every = {}
    for mine in found.values():
        for kind, values in mine.items():
            every.setdefault(kind, set()).update(values)
    return every


def kept_files():
    return [path for name in KEPT for path in sorted(RUN.rglob(name))
            if FOLDER not in path.parents]


def forms(secret):
    """How a secret may be written: as it is, escaped, in hex, and in base64
    behind none, one or two other bytes."""
    data = secret.encode()
    yield secret
    yield quote(secret, safe="")
    yield data.hex()
    yield data.hex().upper()
    for shift in range(3):
        text = base64.b64encode(bytes(shift) + data).decode().rstrip("=")
        text = text[-(-shift * 8 // 6):-1]  # what depends on it alone
        yield text
        yield text.translate(str.maketrans("+/", "-_"))
    if re.fullmatch(r"(usk_)?[\w-]{64}", secret, re.ASCII):
        # The bytes of a token that nobody could guess, as bytea prints them.
        yield base64.urlsafe_b64decode(secret[-64:])[-16:].hex()


def find_texts(texts, files):
    """Lines of grep that name where one of the secrets stands."""
    patterns = FOLDER / "patterns"
    patterns.write_text("\n".join(
        sorted({form for text in texts for form in forms(text)})) + "\n")
    done = subprocess.run(
        ["grep", "-aFon", "-f", patterns, "--", *files, os.devnull],
        capture_output=True, text=True, errors="replace",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"})
    if done.returncode > 1:
        raise AssertionError(done.stderr)
    return done.stdout.splitlines()


def values_of(path):
    """(line number, bytes) of a file, without numbers that are nobody's."""
    skipped = []
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            if match := COPY.match(line):
                names = match[1].split(b", ")
                skipped = [i for i, n in enumerate(names) if n in NUMBERS]
            elif line == b"\\.\n":
                skipped = []
            elif skipped:
                cells = line.split(b"\t")
                line = b"\t".join(c for i, c in enumerate(cells)
                                  if i not in skipped)
            yield number, LENGTHS.sub(b"", line)


def find_codes(codes, files):
    for path in files:
        for number, line in values_of(path):
            for code in CODE.findall(line):
                if code.decode() in codes:
                    yield f"{path}:{number}: {code.decode()}"


def find_all_texts(found, files):
    return find_texts(set().union(*(
        values for kind, values in found.items() if kind != "code")), files)


def search(found, files):
    """Each program's codes where they can have come to: among its own files
    and those that all share. Of the hundreds of codes and of other programs'
    six digits, such as telephones', two are the same now and then."""
    lines = find_all_texts(together(found), files)
    for folder, mine in found.items():
        lines += find_codes(mine.get("code", set()), [
            path for path in files
            if folder in path.parents or path.parent == RUN])
    return lines


def plant():
    """Each form of a made-up secret is found where it is put."""
    secret = base64.urlsafe_b64encode(os.urandom(48)).decode()
    password = "correct horse/battery+staple?"
    found = {FOLDER: {"token": {secret}, "password": {password},
                      "code": {"271828"}}}
    written = {f"{secret} as it is": f"x {secret} x"}
    for shift in range(3):
        for text in (secret, password):
            blob = base64.b64encode(b"{" * shift + text.encode() + b"}")
            written[f"{text} in base64 behind {shift}"] = blob.decode()
    for text in (secret, password):
        written[f"{text} in hex"] = "\\\\x7b" + text.encode().hex() + "7d"
        written[f"{text} escaped"] = "?q=" + quote(text, safe="") + "&r"
    written["a token's last bytes"] = base64.urlsafe_b64decode(
        secret).hex()
    written["a code in a column"] = "7\t271828\tx"
    written["a code in JSON"] = '{"code":"271828"}'
    for name, text in written.items():
        file = FOLDER / "planted.log"
        file.write_text(f"before\n{text}\nafter\n")
        tap.ok(search(found, [file]), name)
    for text in ("pid=271828", "12:00:01.271828", "1271828", "LOG: [271828]",
                 '"GET /docs HTTP/1.1" 200 271828 0.003 id',
                 "UTC [7] LOG:  checkpoint complete: distance=271828 kB"):
        file.write_text(text + "\n")
        tap.ok(not search(found, [file]), f"not {text}")
    file.write_text("271828\n")
    tap.ok(not search({RUN / "other": found[FOLDER]}, [file]),
           "nor another program's")


def main():
    with tap.test("a planted secret is found, however it is written"):
        plant()
    found, files = secrets(), kept_files()
    every = together(found)
    tap.diag(", ".join(f"{len(v)} {k}s" for k, v in sorted(every.items()))
             + f" in {len(files)} files of "
             f"{sum(f.stat().st_size for f in files) >> 10} KiB")
    with tap.test("there are secrets to look for, and places to look in"):
        tap.ok(every.get("key"))
        tap.ok(every.get("token"))
        for name in KEPT:
            tap.ok([f for f in files if f.match(name)], name)
    with tap.test("no secret of this run stands in a dump or a log"):
        tap.is_(search(found, files), [])
    tap.done()


main()
