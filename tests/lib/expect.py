# SPDX-License-Identifier: MIT
"""What tests expect of an answer again and again."""
import tap


def refused(answer, status, code, name=""):
    """A problem of this status and code; (200, None) is none."""
    tap.is_((answer.status, answer.code), (status, code), name)


def bad_fields(answer, wanted, name="", status=422):
    """Exactly these fields are wrong: {pointer or parameter: code}."""
    tap.is_((answer.status, answer.code), (status, "invalid_fields"), name)
    tap.is_(answer.pointers, wanted, name)
