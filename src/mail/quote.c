/* SPDX-License-Identifier: MIT */
/* What people wrote, in a mail. Knows neither its kind nor its parts. */
#include "mail/quote.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "door/json.h"
#include "secret/token.h"

const char *
quote_text(struct arena *arena, const char *text)
{
	static const char path[] = "/i/";
	const char *at = text, *link;
	struct buf out;
	size_t len;

	if (text == NULL || strstr(text, path) == NULL)
		return text;
	buf_init(&out, arena, 0);
	while ((link = strstr(at, path)) != NULL) {
		link += sizeof(path) - 1;
		len = strspn(link, base64url_digits);
		if (len < TOKEN_TEXT) { /* not one of ours */
			buf_put(&out, at, (size_t)(link - at));
		} else {
			buf_put(&out, at, (size_t)(link - at) - 2);
			buf_puts(&out, "\xe2\x80\xa6");
			link += len;
		}
		at = link;
	}
	buf_puts(&out, at);
	return out.data;
}

struct json *
quote_lines(struct arena *arena, const char *text)
{
	struct json *list = json_list(arena);
	char *rest = arena_string(arena, text), *line;

	while ((line = strsep(&rest, "\n")) != NULL)
		json_add(list, json_string(arena, line));
	return list;
}
