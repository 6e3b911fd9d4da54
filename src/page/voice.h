/* SPDX-License-Identifier: MIT */
#ifndef PAGE_VOICE_H
#define PAGE_VOICE_H

#include "base/attr.h"

struct arena;
struct exchange;
struct json;
struct words;

/*
 * What speaks to a visitor: a language and a kind of invitation, whose own
 * sentence stands before one for all kinds.
 */
struct voice {
	const struct words *words; /* NULL: there are none */
	const char *kind;	   /* NULL: none is known */
	const struct json *data;   /* what sentences are filled with */
	struct arena *arena;
};

/*
 * The voice for a link's card (NULL: none): in the invitation's language,
 * else the organization's, else the browser's, else English.
 */
struct voice voice_of(const struct exchange *, const struct json *card);

/* One sentence; NULL: the language has none of that name. */
const char *voice_say(const struct voice *, const char *name) MUST_CHECK;

/*
 * A problem's or an end's `heading` and `text`, added to an object; what has
 * none of its own has those of `group.other`.
 */
void voice_add_pair(const struct voice *, const char *group, const char *name,
    struct json *object);

/* All sentences of a group as they stand: a list of {name, text}. */
struct json *voice_list(const struct voice *, const char *group) MUST_CHECK;

/* Add all sentences of a group to an object, as its members. */
void
voice_add_group(const struct voice *, const char *group, struct json *object);

#endif
