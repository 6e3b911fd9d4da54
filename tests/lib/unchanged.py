# SPDX-License-Identifier: MIT
"""What must change nothing.

    with tap.test("looking changes nothing"), unchanged(stack):
        visitor.look()
"""
import contextlib

import tap


@contextlib.contextmanager
def unchanged(stack):
    """A check that every row of every table stays as it was, once all mail
    is sent."""
    before = stack.snapshot()
    yield
    after = stack.snapshot()
    tap.is_([table for table in after if after[table] != before.get(table)],
            [], "every row is as it was")
