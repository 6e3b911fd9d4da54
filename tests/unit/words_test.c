/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/attr.h"
#include "door/json.h"
#include "tap.h"
#include "view/template.h"
#include "view/words.h"

static struct arena *arena;

static const char *
write_file(const char *dir, const char *name, const char *text)
{
	const char *path = arena_printf(arena, "%s/%s", dir, name);
	FILE *file = fopen(path, "w");

	fputs(text, file);
	fclose(file);
	return path;
}

/* The names and texts of a group, in their order. */
static const char *
list(const struct templates *templates, const char *tag, const char *group)
{
	const struct json *one =
	    words_list(words_find(templates, tag), group, arena)->first;
	const char *all = "";

	for (; one != NULL; one = one->next)
		all = arena_printf(arena, "%s %s=%s", all,
		    json_text(one, "name"), json_text(one, "text"));
	return all;
}

/* A folder of catalogues, en and pt-BR; english is en's. */
static const char *
make_folder(const char *english)
{
	char *dir = arena_string(arena, "/tmp/usher-words-XXXXXX");
	const char *words;

	if (mkdtemp(dir) == NULL)
		return NULL;
	words = arena_printf(arena, "%s/words", dir);
	mkdir(words, 0700);
	write_file(words, "en.words", english);
	write_file(words, "en.more.words", "more.b = B\nmore.a = A\n");
	write_file(words, "pt-BR.words", "a.one = um\n");
	return dir;
}

static void
remove_folder(const char *dir)
{
	unlink(arena_printf(arena, "%s/words/en.words", dir));
	unlink(arena_printf(arena, "%s/words/en.more.words", dir));
	unlink(arena_printf(arena, "%s/words/pt-BR.words", dir));
	rmdir(arena_printf(arena, "%s/words", dir));
	rmdir(dir);
}

static const char *
say(const struct templates *templates, const char *tag, const char *name)
{
	static const char text[] = "{\"who\":\"A & <B>\"}";
	const char *wrong;

	return words_say(words_find(templates, tag), name,
	    json_parse(arena, text, strlen(text), &wrong), arena);
}

static void
test_find(const struct templates *templates)
{
	is(say(templates, "pt-BR", "a.one"), "um", "a language is found");
	is(say(templates, "pt-BR-x-y", "a.one"), "um",
	    "so is what is left of a longer tag");
	is(say(templates, "PT-br", "a.one"), "um", "in any case");
	ok(words_find(templates, "pt") == NULL,
	    "a language that is not there is none");
	ok(words_find(templates, NULL) == NULL, "nor is one not said");
	is(say(templates, "en", "a.two"), "hello A & <B>",
	    "a sentence is filled, as plain text");
	is(say(templates, "en", "a.none"), NULL, "there may be none");
}

static void
test_groups(const struct templates *templates)
{
	const struct words *words = words_find(templates, "en");
	struct json *object = json_object(arena);

	json_set(object, "one", json_string(arena, "mine"));
	words_add(words, "a", NULL, object, arena);
	is(json_text(object, "two"), "hello ",
	    "a group's sentences become members");
	is(json_text(object, "one"), "mine", "but those that stand already");
	is(json_text(object, "three"), NULL, "another group's do not");
	is(json_text(object, "in.four"), NULL, "nor those of a group inside");
	words_add(words, "a.in", NULL, object, arena);
	is(json_text(object, "four"), "4", "which is a group of its own");
}

/* Names of the one direction in sentences of the other (UAX #9). */
static void
test_directions(void)
{
	static const struct {
		const char *direction, *who, *said, *name;
	} rows[] = {
		{ "ltr", "Acme", "by Acme.", "a name that runs along is bare" },
		{ "ltr", "\u0623\u0643", "by \u2068\u0623\u0643\u2069.",
		    "one that runs the other way is isolated" },
		{ "ltr", "\u05d0 Ltd", "by \u2068\u05d0 Ltd\u2069.",
		    "so is one that runs both ways" },
		{ "ltr", "M\u00fcller \u2013 \u6771\u4eac",
		    "by M\u00fcller \u2013 \u6771\u4eac.",
		    "most scripts run from left to right" },
		{ "rtl", "\u0623\u0643 12", "by \u0623\u0643 12.",
		    "an Arabic name in Arabic is bare" },
		{ "rtl", "a@b.example", "by \u2068a@b.example\u2069.",
		    "an address in Arabic is isolated" },
		{ "rtl", "12:30", "by 12:30.", "digits have no direction" },
	};
	const struct templates *templates;
	const char *dir, *error;
	struct json *data;
	size_t i;

	for (i = 0; i < COUNT_OF(rows); i++) {
		dir = make_folder(arena_printf(arena,
		    "language.direction = %s\na.one = by {{who}}.\n",
		    rows[i].direction));
		templates = templates_load(dir, NULL, arena, &error);
		data = json_object(arena);
		json_set(data, "who", json_string(arena, rows[i].who));
		is(words_say(words_find(templates, "en"), "a.one", data, arena),
		    rows[i].said, rows[i].name);
		remove_folder(dir);
	}
}

/* What an editor on another system leaves in a file. */
static void
test_editors(void)
{
	const char *dir = make_folder("\xef\xbb\xbf"
				      "a.one = one\r\n\r\n"
				      "# c\r\na.two = hello {{who}}\r\n");
	const char *error;
	const struct templates *templates =
	    templates_load(dir, NULL, arena, &error);

	if (ok(templates != NULL, "a file with a BOM and CRLF is read")) {
		is(say(templates, "en", "a.one"), "one",
		    "a BOM is no part of a name");
		is(say(templates, "en", "a.two"), "hello A & <B>",
		    "nor a CR of a sentence");
	}
	remove_folder(dir);
}

static void
test_refused(const char *english, const char *wrong, const char *name)
{
	const char *dir = make_folder(english), *error = NULL;

	ok(templates_load(dir, NULL, arena, &error) == NULL, name);
	is(error, arena_printf(arena, "%s/words/en.words:%s", dir, wrong),
	    "with its place");
	remove_folder(dir);
}

int
main(void)
{
	const char *dir, *other, *error;
	const struct templates *templates;

	arena = arena_new();
	dir = make_folder("# c\n\na.one = one\na.two = hello {{who}}\n"
			  "ab.three = 3\na.in.four = 4\n");
	other = make_folder("a.one = uno\n");
	templates = templates_load(dir, NULL, arena, &error);
	test_find(templates);
	test_groups(templates);
	is(list(templates, "en", "more"), " b=B a=A",
	    "a language may have several files; a list is in their order");
	is(list(templates, "pt-BR", "more"), " b=B a=A",
	    "what a language has nothing of is in English");
	is(list(templates, "pt-BR", "a"), " one=um", "else in its own words");
	templates = templates_load(dir, other, arena, &error);
	is(list(templates, "en", "a"), " one=uno two=hello ",
	    "an operator's stands where ours does");
	is(say(templates, "en", "a.one"), "uno",
	    "an operator's sentence stands in for ours");
	is(say(templates, "en", "a.two"), "hello A & <B>", "the others stay");
	remove_folder(other);
	remove_folder(dir);
	test_refused("a.one = 1\na.two\n", "2: is not `name = sentence`",
	    "a line that is no sentence is refused");
	test_refused("a.one = 1\na.two = 2\na.one = 3\n",
	    "3: a.one stands in line 1", "so is a name that was given before");
	test_refused("\nlanguage.direction = sideways\n",
	    "2: language.direction is ltr or rtl",
	    "and a direction that is none");
	test_editors();
	test_directions();
	arena_free(arena);
	return done();
}
