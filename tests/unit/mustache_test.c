/* SPDX-License-Identifier: MIT */
/*
 * The cases of the Mustache specification 1.4.2 (github.com/mustache/spec,
 * Copyright (c) 2010-2022 Mustache Contributors, MIT), each by its name. Of its
 * optional modules we have none, nor partials within themselves. Changed is
 * only how a case is put: a partial is a file, so its name ends in .txt; the
 * cases that escape are HTML, all others plain text; and in `Standalone
 * Indentation` a partial puts its value with two braces, which in plain text is
 * what the case wants. What is refused in a partial is given as a text.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/attr.h"
#include "door/json.h"
#include "fill.h"
#include "tap.h"
#include "view/template.h"

static struct arena *arena;

static const struct row {
	const char *name, *text, *data, *said;
	bool is_html;
	struct {
		const char *name, *text;
	} partials[2];
} rows[] = {
	{ "Interpolation: No Interpolation", "Hello from {Mustache}!\n", "{}",
	    "Hello from {Mustache}!\n" },
	{ "Interpolation: Basic Interpolation", "Hello, {{subject}}!\n",
	    "{\"subject\":\"world\"}", "Hello, world!\n" },
	{ "Interpolation: No Re-interpolation", "{{template}}: {{planet}}",
	    "{\"template\":\"{{planet}}\",\"planet\":\"Earth\"}",
	    "{{planet}}: Earth" },
	{ "Interpolation: HTML Escaping",
	    "These characters should be HTML escaped: {{forbidden}}\n",
	    "{\"forbidden\":\"& \\\" < >\"}",
	    "These characters should be HTML escaped: &amp; &quot; &lt; &gt;\n",
	    .is_html = true },
	{ "Interpolation: Basic Integer Interpolation",
	    "\"{{mph}} miles an hour!\"", "{\"mph\":85}",
	    "\"85 miles an hour!\"" },
	{ "Interpolation: Basic Decimal Interpolation",
	    "\"{{power}} jiggawatts!\"", "{\"power\":1.21}",
	    "\"1.21 jiggawatts!\"" },
	{ "Interpolation: Basic Null Interpolation", "I ({{cannot}}) be seen!",
	    "{\"cannot\":null}", "I () be seen!" },
	{ "Interpolation: Basic Context Miss Interpolation",
	    "I ({{cannot}}) be seen!", "{}", "I () be seen!" },
	{ "Interpolation: Dotted Names - Basic Interpolation",
	    "\"{{person.name}}\" == \"{{#person}}{{name}}{{/person}}\"",
	    "{\"person\":{\"name\":\"Joe\"}}", "\"Joe\" == \"Joe\"" },
	{ "Interpolation: Dotted Names - Arbitrary Depth",
	    "\"{{a.b.c.d.e.name}}\" == \"Phil\"",
	    "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"name\":\"Phil\"}}}}}}",
	    "\"Phil\" == \"Phil\"" },
	{ "Interpolation: Dotted Names - Broken Chains",
	    "\"{{a.b.c}}\" == \"\"", "{\"a\":{}}", "\"\" == \"\"" },
	{ "Interpolation: Dotted Names - Broken Chain Resolution",
	    "\"{{a.b.c.name}}\" == \"\"",
	    "{\"a\":{\"b\":{}},\"c\":{\"name\":\"Jim\"}}", "\"\" == \"\"" },
	{ "Interpolation: Dotted Names - Initial Resolution",
	    "\"{{#a}}{{b.c.d.e.name}}{{/a}}\" == \"Phil\"",
	    "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"name\":\"Phil\"}}}}},\"b\":{"
	    "\"c\":{\"d\":{\"e\":{\"name\":\"Wrong\"}}}}}",
	    "\"Phil\" == \"Phil\"" },
	{ "Interpolation: Dotted Names - Context Precedence",
	    "{{#a}}{{b.c}}{{/a}}", "{\"a\":{\"b\":{}},\"b\":{\"c\":\"ERROR\"}}",
	    "" },
	{ "Interpolation: Dotted Names are never single keys", "{{a.b}}",
	    "{\"a.b\":\"c\"}", "" },
	{ "Interpolation: Dotted Names - No Masking", "{{a.b}}",
	    "{\"a.b\":\"c\",\"a\":{\"b\":\"d\"}}", "d" },
	{ "Interpolation: Implicit Iterators - Basic Interpolation",
	    "Hello, {{.}}!\n", "\"world\"", "Hello, world!\n" },
	{ "Interpolation: Implicit Iterators - HTML Escaping",
	    "These characters should be HTML escaped: {{.}}\n",
	    "\"& \\\" < >\"",
	    "These characters should be HTML escaped: &amp; &quot; &lt; &gt;\n",
	    .is_html = true },
	{ "Interpolation: Implicit Iterators - Basic Integer Interpolation",
	    "\"{{.}} miles an hour!\"", "85", "\"85 miles an hour!\"" },
	{ "Interpolation: Interpolation - Surrounding Whitespace",
	    "| {{string}} |", "{\"string\":\"---\"}", "| --- |" },
	{ "Interpolation: Interpolation - Standalone", "  {{string}}\n",
	    "{\"string\":\"---\"}", "  ---\n" },
	{ "Interpolation: Interpolation With Padding", "|{{ string }}|",
	    "{\"string\":\"---\"}", "|---|" },
	{ "Sections: Truthy",
	    "\"{{#boolean}}This should be rendered.{{/boolean}}\"",
	    "{\"boolean\":true}", "\"This should be rendered.\"" },
	{ "Sections: Falsey",
	    "\"{{#boolean}}This should not be rendered.{{/boolean}}\"",
	    "{\"boolean\":false}", "\"\"" },
	{ "Sections: Null is falsey",
	    "\"{{#null}}This should not be rendered.{{/null}}\"",
	    "{\"null\":null}", "\"\"" },
	{ "Sections: Context", "\"{{#context}}Hi {{name}}.{{/context}}\"",
	    "{\"context\":{\"name\":\"Joe\"}}", "\"Hi Joe.\"" },
	{ "Sections: Parent contexts",
	    "\"{{#sec}}{{a}}, {{b}}, {{c.d}}{{/sec}}\"",
	    "{\"a\":\"foo\",\"b\":\"wrong\",\"sec\":{\"b\":\"bar\"},\"c\":{"
	    "\"d\":\"baz\"}}",
	    "\"foo, bar, baz\"" },
	{ "Sections: Variable test", "\"{{#foo}}{{.}} is {{foo}}{{/foo}}\"",
	    "{\"foo\":\"bar\"}", "\"bar is bar\"" },
	{ "Sections: List Contexts",
	    "{{#tops}}{{#middles}}{{tname.lower}}{{mname}}.{{#bottoms}}{{tname."
	    "upper}}{{mname}}{{bname}}.{{/bottoms}}{{/middles}}{{/tops}}",
	    "{\"tops\":[{\"tname\":{\"upper\":\"A\",\"lower\":\"a\"},"
	    "\"middles\":[{\"mname\":\"1\",\"bottoms\":[{\"bname\":\"x\"},{"
	    "\"bname\":\"y\"}]}]}]}",
	    "a1.A1x.A1y." },
	{ "Sections: Deeply Nested Contexts",
	    "{{#a}}\n{{one}}\n{{#b}}\n{{one}}{{two}}{{one}}\n{{#c}}\n{{one}}{{"
	    "two}}{{three}}{{two}}{{one}}\n{{#d}}\n{{one}}{{two}}{{three}}{{"
	    "four}}{{three}}{{two}}{{one}}\n{{#five}}\n{{one}}{{two}}{{three}}{"
	    "{four}}{{five}}{{four}}{{three}}{{two}}{{one}}\n{{one}}{{two}}{{"
	    "three}}{{four}}{{.}}6{{.}}{{four}}{{three}}{{two}}{{one}}\n{{one}}"
	    "{{two}}{{three}}{{four}}{{five}}{{four}}{{three}}{{two}}{{one}}\n{"
	    "{/"
	    "five}}\n{{one}}{{two}}{{three}}{{four}}{{three}}{{two}}{{one}}\n{{"
	    "/d}}\n{{one}}{{two}}{{three}}{{two}}{{one}}\n{{/"
	    "c}}\n{{one}}{{two}}{{one}}\n{{/b}}\n{{one}}\n{{/a}}\n",
	    "{\"a\":{\"one\":1},\"b\":{\"two\":2},\"c\":{\"three\":3,\"d\":{"
	    "\"four\":4,\"five\":5}}}",
	    "1\n121\n12321\n1234321\n123454321\n12345654321\n123454321\n1234321"
	    "\n12321\n121\n1\n" },
	{ "Sections: List", "\"{{#list}}{{item}}{{/list}}\"",
	    "{\"list\":[{\"item\":1},{\"item\":2},{\"item\":3}]}", "\"123\"" },
	{ "Sections: Empty List", "\"{{#list}}Yay lists!{{/list}}\"",
	    "{\"list\":[]}", "\"\"" },
	{ "Sections: Doubled",
	    "{{#bool}}\n* first\n{{/bool}}\n* {{two}}\n{{#bool}}\n* "
	    "third\n{{/bool}}\n",
	    "{\"bool\":true,\"two\":\"second\"}",
	    "* first\n* second\n* third\n" },
	{ "Sections: Nested (Truthy)",
	    "| A {{#bool}}B {{#bool}}C{{/bool}} D{{/bool}} E |",
	    "{\"bool\":true}", "| A B C D E |" },
	{ "Sections: Nested (Falsey)",
	    "| A {{#bool}}B {{#bool}}C{{/bool}} D{{/bool}} E |",
	    "{\"bool\":false}", "| A  E |" },
	{ "Sections: Context Misses",
	    "[{{#missing}}Found key 'missing'!{{/missing}}]", "{}", "[]" },
	{ "Sections: Implicit Iterator - String",
	    "\"{{#list}}({{.}}){{/list}}\"",
	    "{\"list\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}",
	    "\"(a)(b)(c)(d)(e)\"" },
	{ "Sections: Implicit Iterator - Integer",
	    "\"{{#list}}({{.}}){{/list}}\"", "{\"list\":[1,2,3,4,5]}",
	    "\"(1)(2)(3)(4)(5)\"" },
	{ "Sections: Implicit Iterator - Decimal",
	    "\"{{#list}}({{.}}){{/list}}\"", "{\"list\":[1.1,2.2,3.3,4.4,5.5]}",
	    "\"(1.1)(2.2)(3.3)(4.4)(5.5)\"" },
	{ "Sections: Implicit Iterator - Array",
	    "\"{{#list}}({{#.}}{{.}}{{/.}}){{/list}}\"",
	    "{\"list\":[[1,2,3],[\"a\",\"b\",\"c\"]]}", "\"(123)(abc)\"" },
	{ "Sections: Implicit Iterator - HTML Escaping",
	    "\"{{#list}}({{.}}){{/list}}\"",
	    "{\"list\":[\"&\",\"\\\"\",\"<\",\">\"]}",
	    "\"(&amp;)(&quot;)(&lt;)(&gt;)\"", .is_html = true },
	{ "Sections: Implicit Iterator - Root-level",
	    "\"{{#.}}({{value}}){{/.}}\"",
	    "[{\"value\":\"a\"},{\"value\":\"b\"}]", "\"(a)(b)\"" },
	{ "Sections: Dotted Names - Truthy",
	    "\"{{#a.b.c}}Here{{/a.b.c}}\" == \"Here\"",
	    "{\"a\":{\"b\":{\"c\":true}}}", "\"Here\" == \"Here\"" },
	{ "Sections: Dotted Names - Falsey",
	    "\"{{#a.b.c}}Here{{/a.b.c}}\" == \"\"",
	    "{\"a\":{\"b\":{\"c\":false}}}", "\"\" == \"\"" },
	{ "Sections: Dotted Names - Broken Chains",
	    "\"{{#a.b.c}}Here{{/a.b.c}}\" == \"\"", "{\"a\":{}}",
	    "\"\" == \"\"" },
	{ "Sections: Surrounding Whitespace",
	    " | {{#boolean}}\t|\t{{/boolean}} | \n", "{\"boolean\":true}",
	    " | \t|\t | \n" },
	{ "Sections: Internal Whitespace",
	    " | {{#boolean}} {{! Important Whitespace }}\n {{/boolean}} | \n",
	    "{\"boolean\":true}", " |  \n  | \n" },
	{ "Sections: Indented Inline Sections",
	    " {{#boolean}}YES{{/boolean}}\n {{#boolean}}GOOD{{/boolean}}\n",
	    "{\"boolean\":true}", " YES\n GOOD\n" },
	{ "Sections: Standalone Lines",
	    "| This Is\n{{#boolean}}\n|\n{{/boolean}}\n| A Line\n",
	    "{\"boolean\":true}", "| This Is\n|\n| A Line\n" },
	{ "Sections: Indented Standalone Lines",
	    "| This Is\n  {{#boolean}}\n|\n  {{/boolean}}\n| A Line\n",
	    "{\"boolean\":true}", "| This Is\n|\n| A Line\n" },
	{ "Sections: Standalone Line Endings",
	    "|\r\n{{#boolean}}\r\n{{/boolean}}\r\n|", "{\"boolean\":true}",
	    "|\r\n|" },
	{ "Sections: Standalone Without Previous Line",
	    "  {{#boolean}}\n#{{/boolean}}\n/", "{\"boolean\":true}", "#\n/" },
	{ "Sections: Standalone Without Newline",
	    "#{{#boolean}}\n/\n  {{/boolean}}", "{\"boolean\":true}",
	    "#\n/\n" },
	{ "Sections: Padding", "|{{# boolean }}={{/ boolean }}|",
	    "{\"boolean\":true}", "|=|" },
	{ "Inverted: Falsey",
	    "\"{{^boolean}}This should be rendered.{{/boolean}}\"",
	    "{\"boolean\":false}", "\"This should be rendered.\"" },
	{ "Inverted: Truthy",
	    "\"{{^boolean}}This should not be rendered.{{/boolean}}\"",
	    "{\"boolean\":true}", "\"\"" },
	{ "Inverted: Null is falsey",
	    "\"{{^null}}This should be rendered.{{/null}}\"", "{\"null\":null}",
	    "\"This should be rendered.\"" },
	{ "Inverted: Context", "\"{{^context}}Hi {{name}}.{{/context}}\"",
	    "{\"context\":{\"name\":\"Joe\"}}", "\"\"" },
	{ "Inverted: List", "\"{{^list}}{{n}}{{/list}}\"",
	    "{\"list\":[{\"n\":1},{\"n\":2},{\"n\":3}]}", "\"\"" },
	{ "Inverted: Empty List", "\"{{^list}}Yay lists!{{/list}}\"",
	    "{\"list\":[]}", "\"Yay lists!\"" },
	{ "Inverted: Doubled",
	    "{{^bool}}\n* first\n{{/bool}}\n* {{two}}\n{{^bool}}\n* "
	    "third\n{{/bool}}\n",
	    "{\"bool\":false,\"two\":\"second\"}",
	    "* first\n* second\n* third\n" },
	{ "Inverted: Nested (Falsey)",
	    "| A {{^bool}}B {{^bool}}C{{/bool}} D{{/bool}} E |",
	    "{\"bool\":false}", "| A B C D E |" },
	{ "Inverted: Nested (Truthy)",
	    "| A {{^bool}}B {{^bool}}C{{/bool}} D{{/bool}} E |",
	    "{\"bool\":true}", "| A  E |" },
	{ "Inverted: Context Misses",
	    "[{{^missing}}Cannot find key 'missing'!{{/missing}}]", "{}",
	    "[Cannot find key 'missing'!]" },
	{ "Inverted: Dotted Names - Truthy",
	    "\"{{^a.b.c}}Not Here{{/a.b.c}}\" == \"\"",
	    "{\"a\":{\"b\":{\"c\":true}}}", "\"\" == \"\"" },
	{ "Inverted: Dotted Names - Falsey",
	    "\"{{^a.b.c}}Not Here{{/a.b.c}}\" == \"Not Here\"",
	    "{\"a\":{\"b\":{\"c\":false}}}", "\"Not Here\" == \"Not Here\"" },
	{ "Inverted: Dotted Names - Broken Chains",
	    "\"{{^a.b.c}}Not Here{{/a.b.c}}\" == \"Not Here\"", "{\"a\":{}}",
	    "\"Not Here\" == \"Not Here\"" },
	{ "Inverted: Surrounding Whitespace",
	    " | {{^boolean}}\t|\t{{/boolean}} | \n", "{\"boolean\":false}",
	    " | \t|\t | \n" },
	{ "Inverted: Internal Whitespace",
	    " | {{^boolean}} {{! Important Whitespace }}\n {{/boolean}} | \n",
	    "{\"boolean\":false}", " |  \n  | \n" },
	{ "Inverted: Indented Inline Sections",
	    " {{^boolean}}NO{{/boolean}}\n {{^boolean}}WAY{{/boolean}}\n",
	    "{\"boolean\":false}", " NO\n WAY\n" },
	{ "Inverted: Standalone Lines",
	    "| This Is\n{{^boolean}}\n|\n{{/boolean}}\n| A Line\n",
	    "{\"boolean\":false}", "| This Is\n|\n| A Line\n" },
	{ "Inverted: Standalone Indented Lines",
	    "| This Is\n  {{^boolean}}\n|\n  {{/boolean}}\n| A Line\n",
	    "{\"boolean\":false}", "| This Is\n|\n| A Line\n" },
	{ "Inverted: Standalone Line Endings",
	    "|\r\n{{^boolean}}\r\n{{/boolean}}\r\n|", "{\"boolean\":false}",
	    "|\r\n|" },
	{ "Inverted: Standalone Without Previous Line",
	    "  {{^boolean}}\n^{{/boolean}}\n/", "{\"boolean\":false}", "^\n/" },
	{ "Inverted: Standalone Without Newline",
	    "^{{^boolean}}\n/\n  {{/boolean}}", "{\"boolean\":false}",
	    "^\n/\n" },
	{ "Inverted: Padding", "|{{^ boolean }}={{/ boolean }}|",
	    "{\"boolean\":false}", "|=|" },
	{ "Comments: Inline", "12345{{! Comment Block! }}67890", "{}",
	    "1234567890" },
	{ "Comments: Multiline",
	    "12345{{!\n  This is a\n  multi-line comment...\n}}67890\n", "{}",
	    "1234567890\n" },
	{ "Comments: Standalone", "Begin.\n{{! Comment Block! }}\nEnd.\n", "{}",
	    "Begin.\nEnd.\n" },
	{ "Comments: Indented Standalone",
	    "Begin.\n  {{! Indented Comment Block! }}\nEnd.\n", "{}",
	    "Begin.\nEnd.\n" },
	{ "Comments: Standalone Line Endings",
	    "|\r\n{{! Standalone Comment }}\r\n|", "{}", "|\r\n|" },
	{ "Comments: Standalone Without Previous Line",
	    "  {{! I'm Still Standalone }}\n!", "{}", "!" },
	{ "Comments: Standalone Without Newline",
	    "!\n  {{! I'm Still Standalone }}", "{}", "!\n" },
	{ "Comments: Multiline Standalone",
	    "Begin.\n{{!\nSomething's going on here...\n}}\nEnd.\n", "{}",
	    "Begin.\nEnd.\n" },
	{ "Comments: Indented Multiline Standalone",
	    "Begin.\n  {{!\n    Something's going on here...\n  }}\nEnd.\n",
	    "{}", "Begin.\nEnd.\n" },
	{ "Comments: Indented Inline", "  12 {{! 34 }}\n", "{}", "  12 \n" },
	{ "Comments: Surrounding Whitespace",
	    "12345 {{! Comment Block! }} 67890", "{}", "12345  67890" },
	{ "Comments: Variable Name Collision",
	    "comments never show: >{{! comment }}<",
	    "{\"! comment\":1,\"! comment \":2,\"!comment\":3,\"comment\":4}",
	    "comments never show: ><" },
	{ "Partials: Basic Behavior", "\"{{>text.txt}}\"", "{}",
	    "\"from partial\"",
	    .partials = { { "text.txt", "from partial" } } },
	{ "Partials: Failed Lookup", "\"{{>text.txt}}\"", "{}", "\"\"" },
	{ "Partials: Context", "\"{{>partial.txt}}\"", "{\"text\":\"content\"}",
	    "\"*content*\"", .partials = { { "partial.txt", "*{{text}}*" } } },
	{ "Partials: Nested", "{{>outer.txt}}",
	    "{\"a\":\"hello\",\"b\":\"world\"}", "*hello world!*",
	    .partials = { { "outer.txt", "*{{a}} {{>inner.txt}}*" },
		{ "inner.txt", "{{b}}!" } } },
	{ "Partials: Surrounding Whitespace", "| {{>partial.txt}} |", "{}",
	    "| \t|\t |", .partials = { { "partial.txt", "\t|\t" } } },
	{ "Partials: Inline Indentation", "  {{data}}  {{> partial.txt}}\n",
	    "{\"data\":\"|\"}", "  |  >\n>\n",
	    .partials = { { "partial.txt", ">\n>" } } },
	{ "Partials: Standalone Line Endings", "|\r\n{{>partial.txt}}\r\n|",
	    "{}", "|\r\n>|", .partials = { { "partial.txt", ">" } } },
	{ "Partials: Standalone Without Previous Line", "  {{>partial.txt}}\n>",
	    "{}", "  >\n  >>", .partials = { { "partial.txt", ">\n>" } } },
	{ "Partials: Standalone Without Newline", ">\n  {{>partial.txt}}", "{}",
	    ">\n  >\n  >", .partials = { { "partial.txt", ">\n>" } } },
	{ "Partials: Standalone Indentation", "\\\n {{>partial.txt}}\n/\n",
	    "{\"content\":\"<\\n->\"}", "\\\n |\n <\n->\n |\n/\n",
	    .partials = { { "partial.txt", "|\n{{content}}\n|\n" } } },
	{ "Partials: Padding Whitespace", "|{{> partial.txt }}|",
	    "{\"boolean\":true}", "|[]|",
	    .partials = { { "partial.txt", "[]" } } },
};

static const struct {
	const char *name, *text;
} unescaped[] = {
	{ "Interpolation: Triple Mustache",
	    "These characters should not be HTML escaped: {{{forbidden}}}\n" },
	{ "Interpolation: Ampersand",
	    "These characters should not be HTML escaped: {{&forbidden}}\n" },
	{ "Interpolation: Triple Mustache Integer Interpolation",
	    "\"{{{mph}}} miles an hour!\"" },
	{ "Interpolation: Ampersand Integer Interpolation",
	    "\"{{&mph}} miles an hour!\"" },
	{ "Interpolation: Triple Mustache Decimal Interpolation",
	    "\"{{{power}}} jiggawatts!\"" },
	{ "Interpolation: Ampersand Decimal Interpolation",
	    "\"{{&power}} jiggawatts!\"" },
	{ "Interpolation: Triple Mustache Null Interpolation",
	    "I ({{{cannot}}}) be seen!" },
	{ "Interpolation: Ampersand Null Interpolation",
	    "I ({{&cannot}}) be seen!" },
	{ "Interpolation: Triple Mustache Context Miss Interpolation",
	    "I ({{{cannot}}}) be seen!" },
	{ "Interpolation: Ampersand Context Miss Interpolation",
	    "I ({{&cannot}}) be seen!" },
	{ "Interpolation: Dotted Names - Triple Mustache Interpolation",
	    "\"{{{person.name}}}\" == \"{{#person}}{{{name}}}{{/person}}\"" },
	{ "Interpolation: Dotted Names - Ampersand Interpolation",
	    "\"{{&person.name}}\" == \"{{#person}}{{&name}}{{/person}}\"" },
	{ "Interpolation: Implicit Iterators - Triple Mustache",
	    "These characters should not be HTML escaped: {{{.}}}\n" },
	{ "Interpolation: Implicit Iterators - Ampersand",
	    "These characters should not be HTML escaped: {{&.}}\n" },
	{ "Interpolation: Triple Mustache - Surrounding Whitespace",
	    "| {{{string}}} |" },
	{ "Interpolation: Ampersand - Surrounding Whitespace",
	    "| {{&string}} |" },
	{ "Interpolation: Triple Mustache - Standalone", "  {{{string}}}\n" },
	{ "Interpolation: Ampersand - Standalone", "  {{&string}}\n" },
	{ "Interpolation: Triple Mustache With Padding", "|{{{ string }}}|" },
	{ "Interpolation: Ampersand With Padding", "|{{& string }}|" },
	{ "Sections: Implicit Iterator - Triple mustache",
	    "\"{{#list}}({{{.}}}){{/list}}\"" },
	{ "Sections: Implicit Iterator - Ampersand",
	    "\"{{#list}}({{&.}}){{/list}}\"" },
};

static const struct {
	const char *name, *text;
} delimiters[] = {
	{ "Delimiters: Pair Behavior", "{{=<% %>=}}(<%text%>)" },
	{ "Delimiters: Special Characters", "({{=[ ]=}}[text])" },
	{ "Delimiters: Sections",
	    "[\n{{#section}}\n  {{data}}\n  |data|\n{{/section}}\n\n{{= | | "
	    "=}}\n|#section|\n  {{data}}\n  |data|\n|/section|\n]\n" },
	{ "Delimiters: Inverted Sections",
	    "[\n{{^section}}\n  {{data}}\n  |data|\n{{/section}}\n\n{{= | | "
	    "=}}\n|^section|\n  {{data}}\n  |data|\n|/section|\n]\n" },
	{ "Delimiters: Partial Inheritence",
	    "[ {{>include}} ]\n{{= | | =}}\n[ |>include| ]\n" },
	{ "Delimiters: Post-Partial Behavior",
	    ".{{value}}. {{= | | =}} .|value|." },
	{ "Delimiters: Surrounding Whitespace", "| {{=@ @=}} |" },
	{ "Delimiters: Outlying Whitespace (Inline)", " | {{=@ @=}}\n" },
	{ "Delimiters: Standalone Tag", "Begin.\n{{=@ @=}}\nEnd.\n" },
	{ "Delimiters: Indented Standalone Tag",
	    "Begin.\n  {{=@ @=}}\nEnd.\n" },
	{ "Delimiters: Standalone Line Endings", "|\r\n{{= @ @ =}}\r\n|" },
	{ "Delimiters: Standalone Without Previous Line", "  {{=@ @=}}\n=" },
	{ "Delimiters: Standalone Without Newline", "=\n  {{=@ @=}}" },
	{ "Delimiters: Pair with Padding", "|{{= @   @ =}}|" },
};

static const char *
path_of(const char *dir, const char *name)
{
	return arena_printf(arena, "%s/%s", dir, name);
}

/* The folder of a case's partials, read; NULL: *error says why not. */
static const struct templates *
load_partials(const struct row *row, const char **error)
{
	char *dir = arena_string(arena, "/tmp/usher-mustache-XXXXXX");
	const struct templates *templates;
	FILE *file;
	size_t i;

	if (mkdtemp(dir) == NULL)
		return NULL;
	for (i = 0; i < 2 && row->partials[i].name != NULL; i++) {
		file = fopen(path_of(dir, row->partials[i].name), "w");
		fputs(row->partials[i].text, file);
		fclose(file);
	}
	templates = templates_load(dir, NULL, arena, error);
	while (i-- > 0)
		unlink(path_of(dir, row->partials[i].name));
	rmdir(dir);
	return templates;
}

static void
test_row(const struct row *row)
{
	const struct templates *templates = NULL;
	const struct json *data;
	const char *error = NULL, *said;

	data = json_parse(arena, row->data, strlen(row->data), &error);
	if (data != NULL && row->partials[0].name != NULL)
		templates = load_partials(row, &error);
	if (data == NULL || (row->partials[0].name != NULL && !templates)) {
		is(error, NULL, row->name);
		return;
	}
	said =
	    fill_text(templates, row->text, row->is_html, data, arena, &error);
	is(said == NULL ? error : said, row->said, row->name);
}

/* A partial within itself, which no data of ours ends. */
static void
test_recursion(void)
{
	static const struct row row = {
		.partials = { { "node.txt",
		    "{{content}}<{{#nodes}}{{>node.txt}}{{/nodes}}>" } }
	};
	const char *error = NULL;

	ok(load_partials(&row, &error) == NULL &&
		strstr(error,
		    "/node.txt:1: node.txt leads back to this "
		    "template") != NULL,
	    "refused: Partials: Recursion");
}

/* A text that must not be taken, in a mail's text no more than in HTML. */
static void
test_refusal(const char *name, const char *text, const char *why)
{
	const char *in_html, *in_text;
	bool is_taken = fill_text(NULL, text, true, json_object(arena), arena,
			    &in_html) != NULL ||
	    fill_text(NULL, text, false, json_object(arena), arena, &in_text) !=
		NULL;

	ok(!is_taken && strstr(in_html, why) != NULL &&
		strstr(in_text, why) != NULL,
	    arena_printf(arena, "refused: %s", name));
}

int
main(void)
{
	size_t i;

	arena = arena_new();
	for (i = 0; i < COUNT_OF(rows); i++)
		test_row(&rows[i]);
	test_recursion();
	for (i = 0; i < COUNT_OF(unescaped); i++)
		test_refusal(unescaped[i].name, unescaped[i].text,
		    "there is no unescaped output");
	for (i = 0; i < COUNT_OF(delimiters); i++)
		test_refusal(delimiters[i].name, delimiters[i].text,
		    "delimiters cannot be changed");
	arena_free(arena);
	return done();
}
