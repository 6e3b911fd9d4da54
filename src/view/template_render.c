/* SPDX-License-Identifier: MIT */
/* From nodes and data to text: each value looked up, made safe, put in. */
#include "view/template.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "door/json.h"
#include "view/bidi.h"
#include "view/node.h"

/* The data that names are looked up in: the innermost section's first. */
struct scope {
	const struct json *data;
	const struct scope *outer;
};

struct renderer {
	const struct templates *templates;
	const struct words *words; /* whose sentence it is; NULL: a template */
	struct buf *out;
	const char *indent; /* of the lines of a partial; never NULL */
	bool is_line_start;
};

static const struct json *
look_up(const struct scope *scope, const char *name)
{
	const struct json *value = NULL;
	char part[64];
	size_t len = strcspn(name, ".");

	if (strcmp(name, ".") == 0)
		return scope->data;
	for (; scope != NULL && value == NULL; scope = scope->outer) {
		snprintf(part, sizeof(part), "%.*s", (int)len, name);
		value = json_member(scope->data, part);
	}
	/* Only the first part of a dotted name looks outwards. */
	for (name += len; *name == '.' && value != NULL; name += len) {
		len = strcspn(++name, ".");
		snprintf(part, sizeof(part), "%.*s", (int)len, name);
		value = json_member(value, part);
	}
	return value;
}

static bool
is_true(const struct json *value)
{
	if (value == NULL)
		return false;
	switch (value->type) {
	case JSON_NULL:
		return false;
	case JSON_BOOLEAN:
		return value->is_true;
	case JSON_STRING:
		return *value->text != '\0';
	case JSON_LIST:
		return value->first != NULL;
	default:
		return true;
	}
}

static void
begin_line(struct renderer *r)
{
	if (r->is_line_start)
		buf_puts(r->out, r->indent);
	r->is_line_start = false;
}

/* Only a partial's own lines are indented, not those inside a value. */
static void
put_literal(struct renderer *r, const char *text, size_t left)
{
	const char *newline;
	size_t len;

	for (; left > 0; text += len, left -= len) {
		newline = memchr(text, '\n', left);
		len = newline == NULL ? left : (size_t)(newline - text) + 1;
		begin_line(r);
		buf_put(r->out, text, len);
		r->is_line_start = newline != NULL;
	}
}

static void
put_value(struct renderer *r, const struct node *node, const struct json *value)
{
	if (value == NULL)
		return;
	begin_line(r);
	if (r->words != NULL && value->type == JSON_STRING)
		bidi_put(r->out, value->text, r->words->is_rtl);
	else if (value->type == JSON_STRING || value->type == JSON_NUMBER)
		place_put(r->out, node->place, value->text);
	else if (value->type == JSON_BOOLEAN)
		place_put(
		    r->out, node->place, value->is_true ? "true" : "false");
}

static void
render(struct renderer *, const struct node *, const struct scope *);

static void
render_section(
    struct renderer *r, const struct node *node, const struct scope *scope)
{
	const struct json *value = look_up(scope, node->text), *item;
	struct scope inner = { .data = value, .outer = scope };

	if (!is_true(value))
		return;
	if (value->type != JSON_LIST) {
		render(r, node->first, &inner);
		return;
	}
	for (item = value->first; item != NULL; item = item->next) {
		inner.data = item;
		render(r, node->first, &inner);
	}
}

static void
render_partial(
    struct renderer *r, const struct node *node, const struct scope *scope)
{
	const struct template *partial =
	    template_find(r->templates, node->text);
	const char *indent = r->indent;

	if (partial == NULL)
		return;
	if (node->indent != NULL)
		r->indent =
		    arena_printf(r->out->arena, "%s%s", indent, node->indent);
	render(r, partial->nodes, scope);
	r->indent = indent;
}

static void
render(struct renderer *r, const struct node *node, const struct scope *scope)
{
	for (; node != NULL; node = node->next) {
		switch (node->type) {
		case NODE_LITERAL:
			put_literal(r, node->text, node->len);
			break;
		case NODE_VALUE:
			put_value(r, node, look_up(scope, node->text));
			break;
		case NODE_SECTION:
			render_section(r, node, scope);
			break;
		case NODE_INVERTED:
			if (!is_true(look_up(scope, node->text)))
				render(r, node->first, scope);
			break;
		case NODE_PARTIAL:
			render_partial(r, node, scope);
			break;
		}
	}
}

static void
render_all(const struct templates *templates, const struct words *words,
    const struct node *nodes, const struct json *data, struct buf *out)
{
	struct renderer r = { .templates = templates,
		.words = words,
		.out = out,
		.indent = "",
		.is_line_start = true };
	struct scope scope = { .data = data };

	render(&r, nodes, &scope);
}

void
sentence_render(const struct words *words, const struct sentence *sentence,
    const struct json *data, struct buf *out)
{
	render_all(words->templates, words, sentence->nodes, data, out);
}

int
template_render(const struct templates *templates, const char *name,
    const struct json *data, struct buf *out)
{
	const struct template *file = template_find(templates, name);

	if (file == NULL)
		return -1;
	render_all(templates, NULL, file->nodes, data, out);
	return 0;
}
