/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "door/json.h"
#include "fill.h"
#include "tap.h"
#include "view/template.h"

static struct arena *arena;
static const struct json *data;

static const char *
fill(const char *text, bool is_html)
{
	const char *error;
	const char *filled =
	    fill_text(NULL, text, is_html, data, arena, &error);

	return filled == NULL ? error : filled;
}

static void
test_values(void)
{
	is(fill("{{name}} {{ who.name }}|{{none}}|", false), "A & <B> Ann||",
	    "values, dotted names, and none at all");
	is(fill("{{#list}}({{.}}){{/list}}", false), "(1)(2)",
	    "a section repeats for each element");
	is(fill("{{#who}}{{name}} {{city}}{{/who}}", false), "Ann Bonn",
	    "inside a section names are looked up outwards");
	is(fill("{{#no}}x{{/no}}{{^no}}y{{/no}}", false), "y",
	    "an inverted section stands for what is false");
	is(fill("a\n{{#list}}\n{{.}}\n{{/list}}\nb", false), "a\n1\n2\nb",
	    "a tag alone on its line takes the line with it");
	is(fill("a{{! no word }}b", false), "ab", "a comment is nothing");
}

static void
test_places(void)
{
	is(fill("<p>{{name}}</p>", true), "<p>A &amp; &lt;B&gt;</p>",
	    "text is escaped");
	is(fill("<a title=\"{{name}}\">", true),
	    "<a title=\"A &amp; &lt;B&gt;\">", "so is an attribute");
	is(fill("<a href=\"{{place}}\">", true), "<a href=\"#&lt;b\">",
	    "a link may lead to a place on the page");
	is(fill("<a href=\"{{bad}}\">{{bad}}</a>", true),
	    "<a href=\"\">javascript:1</a>", "a link that is a script is none");
}

static void
test_faults(void)
{
	is(fill("{{{name}}}", true), "text:1: there is no unescaped output",
	    "three braces are refused");
	is(fill("{{&name}}", true), "text:1: there is no unescaped output",
	    "so is an ampersand");
	is(fill("a\n{{#list}}", false), "text:2: section list does not end",
	    "a fault has its line");
	is(fill("<{{name}}>", true), "text:1: name cannot stand here",
	    "a tag's name is no place for a value");
	is(fill("<b onclick=\"{{name}}\">", true),
	    "text:1: name cannot stand here", "nor is a script");
	is(fill("<!-- {{name}} -->", true), "text:1: name cannot stand here",
	    "nor is a comment");
	is(fill("<p title=a=\" {{name}} \">", true),
	    "text:1: name cannot stand here", "nor a value without quotes");
	is(fill("{{! a }}\n<{{! b }}!--\n-- {{name}} >", true),
	    "text:3: name cannot stand here",
	    "a tag in its middle hides no comment");
	is(fill("{{name}}\n<b>\na < b\n\n{{name}}", true),
	    "text:3: this < begins no tag: as text it is &lt;",
	    "HTML that cannot be judged is refused in its line");
	is(fill("<b>\na < b\n", true),
	    "text:2: this < begins no tag: as text it is &lt;",
	    "so it is behind all tags");
	is(fill("<p title=\"{{#a}}\" alt='{{/a}}{{name}}'>", true),
	    "text:1: section a begins and ends in different places of the HTML",
	    "a section ends in the quotes in which it began");
	is(fill("<title>{{> a.html}}</title>", true),
	    "text:1: a.html cannot stand here",
	    "a partial's tags would be text in a title");
	is(fill("<title>{{name}}", true), "text:1: ends inside a tag",
	    "no text ends in an element that takes tags for text");
}

static const char *
nested(int depth)
{
	const char *text = "x";

	while (depth-- > 0)
		text = arena_printf(arena, "{{#who}}%s{{/who}}", text);
	return text;
}

static void
test_depth(void)
{
	is(fill(nested(16), false), "x", "sections nest 16 deep");
	is(fill(nested(17), false), "text:1: sections are nested too deep",
	    "and no deeper");
}

int
main(void)
{
	static const char text[] =
	    "{\"name\":\"A & <B>\",\"who\":{\"name\":\"Ann\"},"
	    "\"city\":\"Bonn\",\"list\":[1,2],\"no\":false,"
	    "\"bad\":\"javascript:1\",\"place\":\"#<b\"}";
	const char *wrong;

	arena = arena_new();
	data = json_parse(arena, text, strlen(text), &wrong);
	test_values();
	test_places();
	test_faults();
	test_depth();
	arena_free(arena);
	return done();
}
