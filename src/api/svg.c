/* SPDX-License-Identifier: MIT */
/*
 * What an SVG image may hold. A browser that shows one in <img> runs no
 * script of it anyway; whoever opens or embeds the file otherwise has this.
 * The scan knows as much of XML as hiding a name in it takes.
 */
#include "api/svg.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "api/svg_value.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"

static const char blanks[] = " \t\r\n";

/* A scan on its way. */
struct scan {
	struct arena *arena;
	const char *at;
	int depth;
	int style_depth; /* of the <style> it is in; 0: it is in none */
	bool has_root;
	bool is_svg;	  /* by its namespace */
	struct buf style; /* all style sheets in a row */
	struct fault fault;
};

/* The first fault is told. */
static void
take_fault(struct scan *s, struct fault found)
{
	if (s->fault.code == NULL)
		s->fault = found;
}

static void
refuse(struct scan *s, const char *code, const char *detail)
{
	take_fault(s, format_fault(code, detail));
}

static void
refuse_form(struct scan *s)
{
	refuse(s, "bad_format", "is not an SVG image");
}

static void
refuse_rules(struct scan *s)
{
	refuse(s, "not_allowed", "must declare no entities");
}

/* A name without its prefix, in lower case; "": there is none. */
static const char *
take_name(struct scan *s, bool *has_prefix)
{
	size_t len = strcspn(s->at, " \t\r\n/>=\"'<");
	char *name = arena_copy(s->arena, s->at, len), *at;
	char *colon = strrchr(name, ':');

	s->at += len;
	*has_prefix = colon != NULL;
	for (at = name; *at != '\0'; at++)
		*at = (char)tolower((unsigned char)*at);
	return colon == NULL ? name : colon + 1;
}

/* ` = "value"`, behind an attribute's name. */
static void
take_attribute(struct scan *s)
{
	bool has_prefix;
	const char *name = take_name(s, &has_prefix), *value, *end;

	s->at += strspn(s->at, blanks);
	if (*name == '\0' || *s->at != '=') {
		refuse_form(s);
		return;
	}
	s->at++;
	s->at += strspn(s->at, blanks);
	end =
	    *s->at == '"' || *s->at == '\'' ? strchr(s->at + 1, *s->at) : NULL;
	if (end == NULL || memchr(s->at, '<', (size_t)(end - s->at)) != NULL) {
		refuse_form(s);
		return;
	}
	value = svg_decode(s->arena, s->at + 1, (size_t)(end - s->at - 1));
	s->at = end + 1;
	if (value == NULL) {
		refuse_rules(s);
		return;
	}
	if (strcmp(value, "http://www.w3.org/2000/svg") == 0)
		s->is_svg = true;
	take_fault(s, svg_check_attribute(s->arena, name, has_prefix, value));
}

static void
begin_element(struct scan *s, const char *name)
{
	static const char forbidden[] =
	    "script handler listener foreignobject iframe object embed audio "
	    "video canvas animate animatecolor animatemotion "
	    "animatetransform animation set discard mpath";

	if (*name == '\0' || (s->depth == 0 && s->has_root) ||
	    (s->depth == 0 && strcmp(name, "svg") != 0)) {
		refuse_form(s);
		return;
	}
	if (has_word(forbidden, name))
		refuse(s, "not_allowed",
		    "must hold no script, no animation and no other document");
	s->has_root = true;
	s->depth++;
	if (strcmp(name, "style") == 0 && s->style_depth == 0)
		s->style_depth = s->depth;
}

static void
end_element(struct scan *s)
{
	if (s->depth == 0)
		refuse_form(s);
	if (s->style_depth == s->depth)
		s->style_depth = 0;
	s->depth--;
}

static void
take_element(struct scan *s)
{
	bool is_end = *s->at == '/', is_empty, has_prefix;
	const char *name;

	s->at += is_end;
	name = take_name(s, &has_prefix);
	if (!is_end)
		begin_element(s, name);
	s->at += strspn(s->at, blanks);
	while (s->fault.code == NULL && *s->at != '>' && *s->at != '/') {
		take_attribute(s);
		s->at += strspn(s->at, blanks);
	}
	is_empty = *s->at == '/';
	s->at += is_empty;
	if (s->fault.code == NULL && *s->at++ != '>')
		refuse_form(s);
	if (s->fault.code == NULL && (is_end || is_empty))
		end_element(s);
}

/* Skip what ends so; NULL: it does not end. Otherwise what was skipped. */
static const char *
take_until(struct scan *s, const char *end)
{
	const char *found = strstr(s->at, end), *taken;

	if (found == NULL) {
		refuse_form(s);
		return NULL;
	}
	taken = arena_copy(s->arena, s->at, (size_t)(found - s->at));
	s->at = found + strlen(end);
	return taken;
}

/* What says how to read the rest, or names a style sheet. */
static void
take_instruction(struct scan *s)
{
	const char *said = take_until(s, "?>"), *encoding;

	if (said == NULL)
		return;
	if (strncasecmp(said, "?xml-", 5) == 0)
		refuse(s, "not_allowed", "must load nothing from elsewhere");
	encoding = strstr(said, "encoding");
	if (strncasecmp(said, "?xml", 4) != 0 || encoding == NULL)
		return;
	encoding += strlen("encoding");
	encoding += strspn(encoding, " \t\r\n=\"'");
	if (strncasecmp(encoding, "utf-8", 5) != 0 ||
	    strchr("\"'", encoding[5]) == NULL)
		refuse(s, "not_allowed", "must be UTF-8");
}

/*
 * A document type may name a file of rules, which browsers leave alone; rules
 * of its own may add what is nowhere to be seen.
 */
static void
take_declaration(struct scan *s)
{
	const char *said;

	if (starts_with(s->at, "!--")) {
		s->at += strlen("!--");
		take_until(s, "-->");
	} else if (starts_with(s->at, "![CDATA[")) {
		s->at += strlen("![CDATA[");
		said = take_until(s, "]]>");
		if (said != NULL && s->style_depth > 0)
			buf_puts(&s->style, said);
	} else {
		said = take_until(s, ">");
		if (said != NULL &&
		    (!starts_with(said, "!DOCTYPE") ||
			strpbrk(said, "[<") != NULL))
			refuse_rules(s);
	}
}

static void
take_text(struct scan *s)
{
	size_t len = strcspn(s->at, "<");
	const char *text = svg_decode(s->arena, s->at, len);

	s->at += len;
	if (text == NULL)
		refuse_rules(s);
	else if (s->style_depth > 0)
		buf_puts(&s->style, text);
}

struct fault
svg_check(struct arena *arena, const char *text)
{
	struct scan s = { .arena = arena, .at = text };

	buf_init(&s.style, arena, 0);
	if (starts_with(s.at, "\xef\xbb\xbf"))
		s.at += 3;
	while (s.fault.code == NULL && *s.at != '\0') {
		if (*s.at != '<') {
			take_text(&s);
			continue;
		}
		s.at++;
		if (*s.at == '?')
			take_instruction(&s);
		else if (*s.at == '!')
			take_declaration(&s);
		else
			take_element(&s);
	}
	take_fault(&s, svg_check_style(arena, s.style.data));
	if (!s.is_svg || s.depth != 0)
		refuse_form(&s);
	return s.fault;
}
