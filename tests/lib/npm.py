# SPDX-License-Identifier: MIT
"""What the tests use from npm, as tests/npm/package-lock.json pins it,
installed outside of the checkout."""
import os
import shutil
import subprocess
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "npm"
FILES = ("package.json", "package-lock.json")


def folder(place):
    return Path(place) / "npm"


def install(place):
    """Install what is pinned, unless it is there; gives the seconds it
    took, or None. No package's own scripts are run."""
    target = folder(place)
    target.mkdir(exist_ok=True)
    for script in SOURCE.glob("*.mjs"):
        shutil.copy(script, target)  # imports are sought beside it
    stamp = target / "installed"
    wanted = "".join((SOURCE / name).read_text() for name in FILES)
    if stamp.exists() and stamp.read_text() == wanted:
        return None
    began = time.monotonic()
    for name in FILES:
        shutil.copy(SOURCE / name, target)
    done = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=target, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise OSError(f"npm ci failed in {target}: {done.stderr.strip()}")
    stamp.write_text(wanted)
    return time.monotonic() - began


def _command(script, words):
    return ["node", folder(os.environ["USHER_TEST_BUILD"]) / script, *words]


def run(script, *words):
    """Run one of our scripts with node; gives subprocess's result."""
    return subprocess.run(_command(script, words), capture_output=True,
                          text=True)


def start(script, *words, **how):
    """Start one of our scripts, to be talked to; gives subprocess's
    Popen."""
    return subprocess.Popen(_command(script, words), stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, text=True, **how)
