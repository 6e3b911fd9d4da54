/* SPDX-License-Identifier: MIT */
#ifndef VIEW_WORDS_H
#define VIEW_WORDS_H

#include <stddef.h>

#include "base/attr.h"

struct arena;
struct json;
struct templates;
struct words;

/*
 * The sentences of a language, read with the templates: words/LANGUAGE.words,
 * and beside it words/LANGUAGE.WHATEVER.words. A line is `group.name =
 * sentence`, each name once in a file; `#` begins a comment. A sentence is a
 * template without markup: it is filled as plain text, and escaped where a
 * template puts it.
 */

/*
 * The language for a BCP 47 tag: it, or what is left of it without its last
 * parts. NULL: there is none such, or no tag was said.
 */
const struct words *words_find(const struct templates *, const char *tag);

/* The tag of the language at a place; NULL past the last. */
const char *words_at(const struct templates *, size_t place);

/* Where a sentence stands, "path:line"; NULL: there is none of that name. */
const char *
words_place(const struct words *, const char *name, struct arena *) MUST_CHECK;

/* One sentence, filled; NULL: the language has none of that name. */
const char *words_say(const struct words *, const char *name,
    const struct json *data, struct arena *) MUST_CHECK;

/*
 * Fill all sentences of a group and add them to an object, whose members
 * they become, but those that it has. A group's name may hold dots; a group
 * inside the group is not part of it.
 */
void words_add(const struct words *, const char *group, const struct json *data,
    struct json *object, struct arena *);

/*
 * All sentences of a group, as words_add fills them without data, in their
 * order: a list of {name, text}. An operator's stand where ours do; where the
 * language has none, they are those of English.
 */
struct json *
words_list(const struct words *, const char *group, struct arena *) MUST_CHECK;

#endif
