/* SPDX-License-Identifier: MIT */
/* From a template's text to nodes: where every fault in it is found. */
#include "view/node.h"

#include <string.h>

#include "base/arena.h"
#include "view/walk.h"

/* One file on its way from text to nodes. */
struct parser {
	struct arena *arena;
	const char *text;
	const char *at;
	const char *counted; /* as far as its lines are */
	int line;
	struct walk walk;
	const char *wrong;
};

/* Count to a place, whose line is that of what is found there. */
static void
count_to(struct parser *p, const char *at)
{
	for (; p->counted < at; p->counted++)
		p->line += *p->counted == '\n';
	for (; p->counted > at; p->counted--)
		p->line -= p->counted[-1] == '\n';
}

static struct node *
add_node(struct parser *p, struct node ***tail, enum node_type type)
{
	struct node *node = arena_alloc(p->arena, sizeof(*node));

	node->type = type;
	node->line = p->line;
	**tail = node;
	*tail = &node->next;
	return node;
}

/* False: the HTML in it cannot be judged. */
static bool
add_literal(struct parser *p, struct node ***tail, const char *text, size_t len)
{
	struct node *node;
	const char *wrong;

	if (len == 0)
		return true;
	node = add_node(p, tail, NODE_LITERAL);
	node->text = text;
	node->len = len;
	wrong = walk_text(&p->walk, text, len);
	if (wrong == NULL)
		return true;
	count_to(p, wrong);
	p->wrong = p->walk.wrong;
	return false;
}

/* A tag in the text: {{sigil name}}. */
struct tag {
	char sigil; /* '\0': a variable */
	const char *name;
	const char *begin, *end;
	size_t indent; /* blanks before it, if it stands alone */
	bool is_alone;
};

/* Whether a tag is all there is on its line: then the line goes with it. */
static void
look_around(const struct parser *p, struct tag *tag)
{
	const char *before = tag->begin, *after = tag->end;

	if (tag->sigil == '\0')
		return;
	while (before > p->text && (before[-1] == ' ' || before[-1] == '\t'))
		before--;
	if (before > p->text && before[-1] != '\n')
		return;
	after += strspn(after, " \t");
	if (*after == '\r' && after[1] == '\n')
		after++;
	if (*after != '\n' && *after != '\0')
		return;
	tag->is_alone = true;
	tag->indent = (size_t)(tag->begin - before);
	tag->end = *after == '\n' ? after + 1 : after;
}

static bool
is_name(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789_-./";

	if (strcmp(name, ".") == 0)
		return true;
	return *name != '\0' && *name != '.' &&
	    name[strspn(name, letters)] == '\0';
}

/* Read the tag at begin. False: p->wrong says why not. */
static bool
read_tag(struct parser *p, const char *begin, struct tag *tag)
{
	const char *at = begin + 2, *end = strstr(at, "}}");
	char *name;
	size_t len;

	if (end == NULL) {
		p->wrong = "a tag is not closed";
		return false;
	}
	*tag = (struct tag){ .begin = begin, .end = end + 2 };
	if (strchr("#^/>!", *at) != NULL)
		tag->sigil = *at++;
	if (*at == '{' || *at == '&') {
		p->wrong = "there is no unescaped output";
		return false;
	}
	if (*at == '=') {
		p->wrong = "delimiters cannot be changed";
		return false;
	}
	look_around(p, tag);
	if (tag->sigil == '!')
		return true;
	at += strspn(at, " \t\r\n");
	for (len = (size_t)(end - at);
	     len > 0 && strchr(" \t\r\n", at[len - 1]) != NULL; len--)
		;
	name = arena_copy(p->arena, at, len);
	tag->name = name;
	if (!is_name(name)) {
		p->wrong = arena_printf(p->arena, "`%s` is not a name", name);
		return false;
	}
	return true;
}

static bool
parse_nodes(struct parser *, struct node ***, const char *section, int depth);

static bool
parse_section(
    struct parser *p, struct node ***tail, const struct tag *tag, int depth)
{
	struct node *node =
	    add_node(p, tail, tag->sigil == '#' ? NODE_SECTION : NODE_INVERTED);
	struct node **inside = &node->first;
	struct walk before = p->walk;

	node->text = tag->name;
	if (depth == TEMPLATE_DEPTH_MAX) {
		p->wrong = "sections are nested too deep";
		return false;
	}
	if (!parse_nodes(p, &inside, tag->name, depth + 1))
		return false;
	if (!walk_equals(&before, &p->walk)) {
		p->wrong = arena_printf(p->arena,
		    "section %s begins and ends in different places of the "
		    "HTML",
		    tag->name);
		return false;
	}
	return true;
}

static bool
parse_value(struct parser *p, struct node ***tail, const struct tag *tag)
{
	struct node *node =
	    add_node(p, tail, tag->sigil == '>' ? NODE_PARTIAL : NODE_VALUE);

	node->text = tag->name;
	node->place = walk_place(&p->walk);
	if (tag->sigil == '>' && tag->is_alone)
		node->indent =
		    arena_copy(p->arena, tag->begin - tag->indent, tag->indent);
	if (node->place == PLACE_NOWHERE ||
	    (tag->sigil == '>' && !walk_is_outside(&p->walk))) {
		p->wrong =
		    arena_printf(p->arena, "%s cannot stand here", tag->name);
		return false;
	}
	return true;
}

/* Up to the end of the text, or of the section. */
static bool
parse_nodes(
    struct parser *p, struct node ***tail, const char *section, int depth)
{
	const char *from, *begin;
	struct tag tag;
	bool is_good = true;

	while (is_good && (begin = strstr(p->at, "{{")) != NULL) {
		from = p->at;
		count_to(p, begin);
		if (!read_tag(p, begin, &tag) ||
		    !add_literal(
			p, tail, from, (size_t)(begin - from) - tag.indent))
			return false;
		if (tag.sigil == '/') {
			if (section == NULL || strcmp(section, tag.name) != 0)
				break;
			p->at = tag.end;
			return true;
		}
		p->at = tag.end;
		if (tag.sigil == '#' || tag.sigil == '^')
			is_good = parse_section(p, tail, &tag, depth);
		else if (tag.sigil != '!')
			is_good = parse_value(p, tail, &tag);
	}
	if (!is_good)
		return false;
	if (begin != NULL || section != NULL) {
		p->wrong = section == NULL
		    ? "a section ends that did not begin"
		    : arena_printf(
			  p->arena, "section %s does not end", section);
		return false;
	}
	if (!add_literal(p, tail, p->at, strlen(p->at)))
		return false;
	count_to(p, p->at + strlen(p->at));
	return true;
}

struct node *
node_parse(struct arena *arena, const char *path, int line, const char *text,
    bool is_html, const char **error)
{
	struct parser p = { .arena = arena,
		.text = text,
		.at = text,
		.counted = text,
		.line = line,
		.walk = { .is_html = is_html } };
	struct node *nodes = NULL, **tail = &nodes;

	*error = NULL;
	if (parse_nodes(&p, &tail, NULL, 0) && !walk_is_outside(&p.walk))
		p.wrong = "ends inside a tag";
	if (p.wrong != NULL)
		*error =
		    arena_printf(arena, "%s:%d: %s", path, p.line, p.wrong);
	return nodes;
}
