/* SPDX-License-Identifier: MIT */
#ifndef VIEW_NODE_H
#define VIEW_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "view/place.h"

struct arena;
struct buf;
struct json;

/* What a template is once it has been read; shared by the template files. */

enum node_type {
	NODE_LITERAL,
	NODE_VALUE,
	NODE_SECTION,
	NODE_INVERTED,
	NODE_PARTIAL
};

struct node {
	enum node_type type;
	int line;	  /* of a tag */
	const char *text; /* a literal's bytes, a tag's name */
	size_t len;
	const char *indent; /* of a partial that stands alone on its line */
	enum place place;
	struct node *first;
	struct node *next;
};

struct template
{
	const char *name;
	const char *path;
	struct node *nodes;
	const struct template *searched_for; /* the last, in vain */
	struct template *next;
};

struct sentence {
	const char *name;
	const char *path;
	int line;
	struct node *nodes;
	struct sentence *next;
};

struct words {
	const char *language;
	const char *path; /* of its file, or the first of them */
	bool is_rtl;
	const struct templates *templates; /* of its partials */
	struct sentence *first, *last;	   /* as they were first read */
	struct words *next;
};

struct templates {
	struct template *first;
	struct words *languages;
};

enum { TEMPLATE_DEPTH_MAX = 16 };

/*
 * Read a template's text, which must outlive the nodes, and begins at that
 * line. *error: NULL, or "path:line: fault". All is the arena's.
 */
struct node *node_parse(struct arena *, const char *path, int line,
    const char *text, bool is_html, const char **error);

/* Fill a sentence with data, each value in its direction, and append it. */
void sentence_render(const struct words *, const struct sentence *,
    const struct json *data, struct buf *out);

/* The template of a name; NULL: none, or no templates given. */
struct template *template_find(const struct templates *, const char *name);

/* The sentence of a name; NULL: none. */
struct sentence *sentence_find(const struct words *, const char *name);

/* True if a file below the folder of templates is a catalogue, by its name. */
bool words_is_file(const char *name);

/*
 * Take a catalogue's text, which must outlive it and is cut up; its
 * sentences stand in for those of the same names read before. NULL: fine;
 * else what is wrong, with file and line.
 */
const char *words_read(struct templates *, const char *path, const char *name,
    char *text, struct arena *) MUST_CHECK;

#endif
