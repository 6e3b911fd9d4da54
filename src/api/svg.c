/* SPDX-License-Identifier: MIT */
/*
 * What an SVG image may hold. A browser that shows one in <img> runs no
 * script of it anyway; whoever opens or embeds the file otherwise has this.
 */
#include "api/svg.h"

#include <string.h>
#include <strings.h>

#include "api/svg_value.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "door/xml.h"

/* An image that is looked through. */
struct look {
	struct arena *arena;
	int depth;
	int style_depth;  /* of the <style> it is in; 0: it is in none */
	struct buf style; /* all style sheets in a row */
	struct fault fault;
};

static bool
note(struct look *look, struct fault fault)
{
	look->fault = fault;
	return fault.code == NULL;
}

static struct fault
form_fault(void)
{
	return format_fault("bad_format", "is not an SVG image");
}

static struct fault
check_element(const struct look *look, const char *name)
{
	static const char forbidden[] =
	    "script handler listener foreignobject iframe object embed audio "
	    "video canvas animate animatecolor animatemotion "
	    "animatetransform animation set discard mpath";

	if (look->depth == 0 &&
	    strcmp(name, "http://www.w3.org/2000/svg svg") != 0)
		return form_fault();
	/* Namespaces whose elements do more than draw. */
	if (starts_with(name, "http://www.w3.org/1999/xhtml ") ||
	    starts_with(name, "http://www.w3.org/1998/Math/MathML "))
		return format_fault("not_allowed", "must hold SVG alone");
	if (has_word(
		forbidden, svg_fold(look->arena, xml_local_name(name), false)))
		return format_fault("not_allowed",
		    "must hold no script, no animation and no other document");
	return format_fine;
}

static bool
begin(void *arg, const char *name, const char **attributes)
{
	struct look *look = arg;

	if (!note(look, check_element(look, name)))
		return false;
	look->depth++;
	if (look->style_depth == 0 &&
	    strcasecmp(xml_local_name(name), "style") == 0)
		look->style_depth = look->depth;
	for (; *attributes != NULL; attributes += 2)
		if (!note(look,
			svg_check_attribute(
			    look->arena, attributes[0], attributes[1])))
			return false;
	return true;
}

static bool
end(void *arg)
{
	struct look *look = arg;

	if (look->style_depth == look->depth)
		look->style_depth = 0;
	look->depth--;
	return true;
}

static bool
hear_text(void *arg, const char *text, size_t len)
{
	struct look *look = arg;

	if (look->style_depth > 0)
		buf_put(&look->style, text, len);
	return true;
}

static bool
hear_instruction(void *arg, const char *target)
{
	return !starts_with(target, "xml-") ||
	    note(arg,
		format_fault(
		    "not_allowed", "must load nothing from elsewhere"));
}

struct fault
svg_check(struct arena *arena, const char *data, size_t len)
{
	static const struct xml_hearer hearer = { begin, end, hear_text,
		hear_instruction };
	struct look look = { .arena = arena };

	buf_init(&look.style, arena, 0);
	switch (xml_read(data, len, &hearer, &look)) {
	case XML_READ:
		return svg_check_style(arena, look.style.data);
	case XML_STOPPED:
		return look.fault;
	case XML_DECLARES:
		return format_fault("not_allowed", "must declare no entities");
	case XML_ENCODED:
		return format_fault("not_allowed", "must be UTF-8");
	case XML_BROKEN:
		break;
	}
	return form_fault();
}
