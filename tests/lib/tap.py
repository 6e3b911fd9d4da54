# SPDX-License-Identifier: MIT
"""Tests that print TAP.

A test states one behaviour in its name:

    with tap.test("a second create of one address is 409"):
        tap.is_(answer.status, 409)

Checks inside it make it fail and say why; an exception does too, and the
program goes on with the next test. A check outside of any test is a test of
its own and needs a name. `done` ends every program.
"""
import contextlib
import re
import signal
import sys
import traceback

BRIEF = 800  # characters of a value that are shown

_count = 0
_failed = 0
_group = ""
_open = None  # the checks of the test under way: [passed?, ...]

# Told to end, a program still stops what it has started.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def _say(text):
    print(text, flush=True)


def diag(text):
    """Say something beside the results."""
    for line in str(text).splitlines():
        _say(f"# {line}")


def _result(passed, name):
    global _count, _failed
    _count += 1
    _failed += not passed
    _say(f"{'ok' if passed else 'not ok'} {_count} - "
         + (_group + name).replace("#", "\\#").replace("\n", " "))
    return passed


def _check(passed, name, why):
    if _open is None:
        if not name:
            raise ValueError("a check outside of a test needs a name")
        _result(passed, name)
    else:
        _open.append(passed)
    if not passed:
        if _open is not None and name:
            diag(f"failed: {name}")
        diag(why() + f"\n    {_caller()}")
    return passed


def _brief(value):
    text = repr(value)
    return text if len(text) <= BRIEF else f"{text[:BRIEF]} ..."


def _caller():
    for frame in reversed(traceback.extract_stack()):
        if frame.filename != __file__:
            return f"at {frame.filename}:{frame.lineno}: {frame.line}"
    return ""


def ok(value, name=""):
    """Something is true."""
    return _check(bool(value), name, lambda: f"got {_brief(value)}")


def is_(got, wanted, name=""):
    """Two values are equal."""
    return _check(got == wanted, name,
                  lambda: f"got    {_brief(got)}\nwanted {_brief(wanted)}")


def isnt(got, unwanted, name=""):
    """Two values differ."""
    return _check(got != unwanted, name, lambda: f"got {_brief(got)}")


def like(got, pattern, name=""):
    """A text has a match of a regular expression."""
    return _check(re.search(pattern, str(got)) is not None, name,
                  lambda: f"got     {_brief(got)}\npattern {pattern!r}")


def within(got, low, high, name=""):
    """A number is from low to high."""
    return _check(low <= got <= high, name,
                  lambda: f"got {_brief(got)}, not from {low} to {high}")


@contextlib.contextmanager
def group(name):
    """Tests whose names begin with what they have in common."""
    global _group
    before, _group = _group, f"{_group}{name}: "
    try:
        yield
    finally:
        _group = before


@contextlib.contextmanager
def test(name):
    """One behaviour: holds if every check inside does, and there is one."""
    global _open
    if _open is not None:
        raise ValueError("tests do not nest")
    _open = []
    try:
        yield
        if not _open:
            diag("checked nothing")
            _open.append(False)
    except Exception:
        diag(traceback.format_exc())
        _open.append(False)
    finally:
        checks, _open = _open, None
    _result(all(checks), name)


def done():
    """Print the plan and end the program; its status says how it went."""
    _say(f"1..{_count}")
    sys.exit(1 if _failed or _count == 0 else 0)
