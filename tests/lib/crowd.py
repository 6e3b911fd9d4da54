# SPDX-License-Identifier: MIT
"""Many at the same moment, each with a connection of its own."""
import collections
import threading


def at_once(deeds):
    """Do all deeds at once, each in a thread of its own; gives what each
    gave, in their order, and raises what any raised."""
    deeds = list(deeds)
    gate = threading.Barrier(len(deeds))
    results = [None] * len(deeds)
    errors = []

    def run(number, deed):
        try:
            gate.wait(30)
            results[number] = deed()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=pair)
               for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results


def outcomes(answers):
    """How many answers of each kind: {(status, code): count}."""
    return dict(collections.Counter((a.status, a.code) for a in answers))
