/* SPDX-License-Identifier: MIT */
#ifndef UNIT_FILL_H
#define UNIT_FILL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "view/node.h"
#include "view/template.h"

/*
 * Read and fill a text as a template that is called "text" in what is wrong
 * with it. partials may be NULL. NULL: *error says what is wrong; both are the
 * arena's.
 */
static inline const char *
fill_text(const struct templates *partials, const char *text, bool is_html,
    const struct json *data, struct arena *arena, const char **error)
{
	struct template file = { .name = "",
		.nodes = node_parse(arena, "text", 1, text, is_html, error),
		.next = partials == NULL ? NULL : partials->first };
	const struct templates all = { .first = &file };
	struct buf out;

	buf_init(&out, arena, 0);
	if (*error != NULL || template_render(&all, "", data, &out) < 0)
		return NULL;
	return out.data;
}

#endif
