/* SPDX-License-Identifier: MIT */
#ifndef VIEW_CHECK_H
#define VIEW_CHECK_H

struct arena;
struct json;
struct templates;
struct words;

/*
 * Find what is wrong with templates that can be read: those of an operator
 * over ours, or ours alone, against ours alone. A template or a partial that
 * nothing uses, a name that ours know nothing of, a language that lacks
 * sentences or has one empty. data is an object whose members are known names
 * too. Each fault is added to a list, as a string: "path:line: fault".
 */
void templates_check(const struct templates *all, const struct templates *ours,
    const struct json *data, struct json *faults, struct arena *);

/*
 * Find the sentences of a language with a {{value}} or a {{#section}} that
 * the same sentence of another does not have, and those that it lacks whole.
 */
void words_check(const struct words *, const struct words *other,
    struct json *faults, struct arena *);

#endif
