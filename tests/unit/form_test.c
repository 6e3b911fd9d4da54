/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/buf.h"
#include "door/json.h"
#include "page/form.h"
#include "page/numeral.h"
#include "tap.h"

static struct arena *arena;

static const char *
parse(const char *text)
{
	struct json *form = form_parse(arena, text);

	return form == NULL ? NULL : json_write(arena, form);
}

/* What a door gets of a form that asks for these fields. */
static const char *
fields_in(const char *decimal, const char *asked, const char *posted)
{
	const char *wrong;

	return json_write(arena,
	    form_fields(arena, form_parse(arena, posted),
		json_parse(arena, asked, strlen(asked), &wrong), decimal,
		false));
}

static const char *
fields(const char *asked, const char *posted)
{
	return fields_in(NULL, asked, posted);
}

#define ASK(name, type) "{\"name\":\"" name "\",\"type\":\"" type "\"}"
#define KNOWN(name, type, value) \
	"{\"name\":\"" name "\",\"type\":\"" type "\",\"value\":" value "}"

static const char *
repeat(const char *piece, int count)
{
	struct buf out;

	buf_init(&out, arena, 0);
	while (count-- > 0)
		buf_puts(&out, piece);
	return out.data;
}

static void
test_parse(void)
{
	struct json *form = form_parse(arena, "a=&b=1&b=2");

	is(parse("a=1&b=x+y%26z&a=2&c&=d&&"),
	    "{\"a\":[\"1\",\"2\"],\"b\":[\"x y&z\"],\"c\":[\"\"],\"\":[\"d\"]}",
	    "each name has the list of its texts");
	is(parse(""), "{}", "an empty form is empty");
	is(parse("a=%zz"), NULL, "a bad escape is refused");
	is(parse("a=%ff"), NULL, "so is what is not UTF-8");
	is(parse("a=%00"), NULL, "so is NUL");
	is(form_text(form, "b"), "1", "the first text of a name counts");
	is(form_text(form, "a"), NULL, "a blank one is none");
	is(form_text(form, "c"), NULL, "nor is one that is not there");
}

static void
test_bounds(void)
{
	ok(parse(repeat("a&", FORM_NAMES_MAX)) != NULL,
	    "a form may have 500 values");
	is(parse(repeat("a&", FORM_NAMES_MAX + 1)), NULL, "but not one more");
	ok(parse(repeat("a", FORM_NAME_MAX)) != NULL,
	    "a name may have 300 bytes");
	is(parse(repeat("a", FORM_NAME_MAX + 1)), NULL, "but not one more");
}

static void
test_types(void)
{
	is(fields("[" ASK("a", "text") "]", "a=+x+y%0d%0a&b=1"),
	    "{\"a\":\"x y\"}",
	    "a text loses the blanks around it; what is not asked is not "
	    "taken");
	is(fields(
	       "[" ASK("a", "text") "," ASK("b", "list") "]", "a=+&b=%0d%0a"),
	    "{}", "what is left blank is not given");
	is(fields("[" KNOWN("a", "text", "\"x\"") "," KNOWN("b", "list",
		      "[\"x\"]") "," KNOWN("c", "text", "null") "]",
	       "filled=a+b+c&a=&c="),
	    "{\"a\":null,\"b\":[]}",
	    "unless it came filled in: then it is taken away");
	is(fields("[" KNOWN("a", "text", "\"x\"") "]", "filled=ab&a="), "{}",
	    "what has been answered since is not");
	is(fields("[" ASK("a", "password") "]", "a=+x+"), "{\"a\":\" x \"}",
	    "a password keeps its blanks");
	is(fields(
	       "[" ASK("a", "boolean") "," ASK("b", "boolean") "]", "a=true"),
	    "{\"a\":true,\"b\":false}", "a box is ticked or not");
	is(fields("[" ASK("a", "list") "]", "a=x&a=+y%0d%0a%0d%0az&a="),
	    "{\"a\":[\"x\",\"y\",\"z\"]}",
	    "a list has one entry a name, and one a line");
}

static void
test_numbers(void)
{
	static const char *const others[] = { "1e", "1e-", "e9", "01", ".5",
		"5.", "-", "1,234", "1.5,2", "0x1", "1}", "NaN" };
	size_t i;

	is(fields("[" ASK("a", "number") "," ASK("b", "number") "," ASK(
		      "c", "number") "]",
	       "a=12&b=+-0.50&c=1.5E-9"),
	    "{\"a\":12,\"b\":-0.50,\"c\":1.5E-9}", "a number is one");
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		is(fields("[" ASK("a", "number") "]",
		       arena_printf(arena, "a=%s", others[i])),
		    arena_printf(arena, "{\"a\":\"%s\"}", others[i]),
		    "what is none stays text, for the door to refuse");
}

static void
test_edit(void)
{
	static const char asked[] =
	    "[{\"name\":\"url\",\"type\":\"text\",\"value\":\"x\"},"
	    "{\"name\":\"size\",\"type\":\"number\",\"value\":1.5},"
	    "{\"name\":\"sites\",\"type\":\"list\","
	    "\"value\":[\"a\",\"b\"]},"
	    "{\"name\":\"note\",\"type\":\"text\",\"value\":null}]";
	const char *wrong;
	const struct json *list =
	    json_parse(arena, asked, sizeof(asked) - 1, &wrong);

	is(json_write(arena,
	       form_fields(arena,
		   form_parse(arena, "url=+x&size=1,5&sites=a%0D%0Ab&note="),
		   list, ",", true)),
	    "{}", "an edit does not give what stands as it was known");
	is(json_write(arena,
	       form_fields(arena,
		   form_parse(arena, "url=x&size=1,5&sites=b&sites=a"), list,
		   ",", true)),
	    "{}", "nor what boxes have in an order of their own");
	is(json_write(arena,
	       form_fields(arena,
		   form_parse(arena, "url=y&size=1,6&sites=a%0D%0Ac&note=n"),
		   list, ",", true)),
	    "{\"url\":\"y\",\"size\":1.6,\"sites\":[\"a\",\"c\"],"
	    "\"note\":\"n\"}",
	    "it gives what is another");
}

/* What a door gets for one number, in a language with this decimal sign. */
static const char *
number(const char *decimal, const char *typed)
{
	return fields_in(decimal, "[" ASK("a", "number") "]",
	    arena_printf(arena, "a=%s", typed));
}

static void
test_other_numbers(void)
{
	is(number(",", "12,5"), "{\"a\":12.5}", "a decimal may have a comma");
	is(number(".", "-0,5"), "{\"a\":-0.5}", "in any language");
	is(number(",", "12.5"), "{\"a\":12.5}", "or a dot");
	is(number(",", "1,234"), "{\"a\":1.234}",
	    "three digits behind the language's own sign are decimals");
	is(number(",", "1.234"), "{\"a\":\"1,234\"}",
	    "behind the other one they are no number");
	is(number(",", "0.125"), "{\"a\":0.125}", "unless a zero is before");
	is(number(",", "1234.125"), "{\"a\":1234.125}", "or four digits");
	is(number(",", "1.234,5"), "{\"a\":\"1.234,5\"}",
	    "nor are thousands with a sign of their own");
	is(number(".", "\u0661\u0662\u066b\u0665"), "{\"a\":12.5}",
	    "digits may be Arabic");
	is(number(".", "\u2212\u06f1\u060c\u06f5"), "{\"a\":-1.5}",
	    "or Persian, with a minus and a comma");
	is(number(".", "\u00a0\u200e12\u200f"), "{\"a\":12}",
	    "what nobody sees is dropped");
}

static void
test_codes(void)
{
	static const char *const typed[] = { "541288", " 541 288\n", "541-288",
		"541\u2013288", "541\u00a0288", "541\u202f288", "\u200e541288",
		"Code: 541288.", "\u0665\u0664\u0661\u0662\u0668\u0668",
		"\u06f5\u06f4\u06f1\u06f2\u06f8\u06f8",
		"\uff15\uff14\uff11\uff12\uff18\uff18" };
	size_t i;

	for (i = 0; i < sizeof(typed) / sizeof(typed[0]); i++)
		is(numeral_code(arena, typed[i]), "541288",
		    "a code's digits count, whatever stands around them");
	is(numeral_code(arena, "none"), "none",
	    "what has no digit stays, for the door to refuse");
}

static void
test_nesting(void)
{
	is(fields("[" ASK("address.line1", "text") "," ASK("customFields.a.b",
		      "number") "," ASK("address.city", "text") "]",
	       "address.line1=x&address.city=y&customFields.a.b=1"),
	    "{\"address\":{\"line1\":\"x\",\"city\":\"y\"},"
	    "\"customFields\":{\"a.b\":1}}",
	    "a dotted name is an object's member, of two levels at most");
	is(fields("[" ASK("signatures.t1", "signature") "," ASK("signatures.t2",
		      "signature") "," ASK("signatures.t3", "signature") "]",
	       "signatures.t3=Ann&signatures.t2=&signatures.t1=Ann+B"),
	    "{\"signatures\":[{\"templateId\":\"t1\",\"name\":\"Ann B\"},"
	    "{\"templateId\":\"t3\",\"name\":\"Ann\"}]}",
	    "signatures are a list of those that were given");
}

int
main(void)
{
	arena = arena_new();
	test_parse();
	test_bounds();
	test_types();
	test_edit();
	test_numbers();
	test_other_numbers();
	test_codes();
	test_nesting();
	arena_free(arena);
	return done();
}
