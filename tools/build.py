# SPDX-License-Identifier: MIT
"""Build usher from a copy of the tree, so that the checkout stays clean and
may lie where autoconf would refuse to work (a path with a blank in it) or
where servers may not go (a folder that only root enters)."""
import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from servers import ENVIRONMENT, Trouble

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("configure.ac", "Makefile.am", "LICENSE", "README.md",
         ".clang-format", ".gitignore", "quickstart", "runtests",
         "src", "sql", "templates", "data", "nginx", "systemd", "tests",
         "tools")
PRODUCTS = re.compile(
    r"\.(o|a|log|trs|pyc)$|_test$|"
    r"^(__pycache__|\.deps|\.dirstamp|node_modules|usher\.(service|socket))$")
SAFE = re.compile(r"[A-Za-z0-9/._+@%-]+")


def is_plain(path):
    """Whether make, autoconf and every configuration file take the path."""
    return SAFE.fullmatch(str(path)) is not None


def place_key():
    """A short name for this checkout, for folders kept elsewhere."""
    return hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12]


def sources():
    """Every file of the tree that is no product, relative to its top."""
    for part in PARTS:
        path = ROOT / part
        if path.is_file():
            yield Path(part)
        for folder, folders, files in os.walk(path):
            folders[:] = [f for f in folders if not PRODUCTS.search(f)]
            for name in files:
                if not PRODUCTS.search(name):
                    yield Path(folder, name).relative_to(ROOT)


def _stamp_of(path):
    info = path.stat()
    return info.st_size, info.st_mtime_ns


def version():
    """What changes whenever a file of the tree does."""
    stamps = sorted((str(name), *_stamp_of(ROOT / name))
                    for name in sources())
    return hashlib.sha256(repr(stamps).encode()).hexdigest()


def copy_sources(target):
    """Bring a copy of the tree up to date."""
    wanted = set(sources())
    for name in wanted:
        here, there = ROOT / name, target / name
        if there.exists() and _stamp_of(here) == _stamp_of(there):
            continue
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(here, there)
    for part in PARTS:
        for folder, _, files in os.walk(target / part):
            for name in files:
                path = Path(folder, name)
                if (not PRODUCTS.search(name)
                        and path.relative_to(target) not in wanted):
                    path.unlink()


def run(command, folder, log):
    """Run one step of a build; its output goes to the log."""
    with open(log, "ab") as out:
        done = subprocess.run(
            [str(word) for word in command], cwd=folder, stdout=out,
            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            env={**ENVIRONMENT, "HOME": str(folder)}, umask=0o022)
    if done.returncode != 0:
        end = Path(log).read_text(errors="replace").splitlines()[-15:]
        raise Trouble(f"`{command[0]}` failed in {folder}. Its output, "
                      f"{log}, ends:\n" +
                      "\n".join("    " + line for line in end))


class Build:
    """One way to build: a folder holds copy, objects and installation."""

    def __init__(self, folder, options=(), name="build"):
        self.folder = Path(folder)
        self.source = self.folder / "source"
        self.objects = self.folder / name
        self.prefix = self.folder / f"{name}-installed"
        self.log = self.folder / f"{name}.log"
        self.binary = self.prefix / "bin" / "usher"
        self.options = [f"--prefix={self.prefix}", *options]

    def configure(self):
        """Copy, make the build system, configure: whatever is not done."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log.unlink(missing_ok=True)
        copy_sources(self.source)
        self._make_script()
        stamp, said = self.objects / "options", " ".join(self.options)
        if not (stamp.exists() and stamp.read_text() == said):
            shutil.rmtree(self.objects, ignore_errors=True)
            self.objects.mkdir()
            run([self.source / "configure", *self.options], self.objects,
                self.log)
            stamp.write_text(said)

    def _make_script(self):
        """Make configure, anew when what it is made from has changed, or
        something that was made is gone. Times say neither: a file that is
        put back is older than what was made of another."""
        stamp, source = self.folder / "autoreconf", self.source
        said = hashlib.sha256((source / "configure.ac").read_bytes()
                              + (source / "Makefile.am").read_bytes())
        last, *made = (stamp.read_text().split("\n") if stamp.exists()
                       else [None])
        if last == said.hexdigest() and all(map(os.path.exists, made)):
            return
        stamp.unlink(missing_ok=True)
        run(["autoreconf", "-fi"], source, self.log)
        made = [source / "configure", source / "Makefile.in",
                *sorted((source / "build-aux").iterdir())]
        stamp.write_text("\n".join([said.hexdigest(), *map(str, made)]))

    def make(self, *targets, jobs=None):
        run(["make", f"-j{jobs or os.cpu_count()}", *targets], self.objects,
            self.log)

    def install(self):
        """Build and install, unless nothing has changed since, nor the
        folder moved; whether it was needed."""
        done = self.objects / "installed"
        now = f"{version()} {' '.join(self.options)}"
        if done.exists() and done.read_text() == now:
            return False
        self.configure()
        done.unlink(missing_ok=True)
        self.make()
        shutil.rmtree(self.prefix, ignore_errors=True)
        self.make("install", jobs=1)
        done.write_text(now)
        return True
