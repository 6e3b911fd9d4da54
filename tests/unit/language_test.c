/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/attr.h"
#include "tap.h"
#include "view/language.h"
#include "view/template.h"
#include "view/words.h"

static const char *const languages[] = { "en", "de", "fr", "pt-BR" };

static struct arena *arena;
static const struct templates *templates;

static const char *
path_of(const char *dir, const char *language)
{
	return arena_printf(arena, "%s/words/%s.words", dir, language);
}

/* A folder of catalogues that each say their own name. */
static const char *
make_folder(void)
{
	char *dir = arena_string(arena, "/tmp/usher-language-XXXXXX");
	FILE *file;
	size_t i;

	if (mkdtemp(dir) == NULL)
		return NULL;
	mkdir(arena_printf(arena, "%s/words", dir), 0700);
	for (i = 0; i < COUNT_OF(languages); i++) {
		file = fopen(path_of(dir, languages[i]), "w");
		fprintf(file, "language.tag = %s\n", languages[i]);
		fclose(file);
	}
	return dir;
}

static void
remove_folder(const char *dir)
{
	size_t i;

	for (i = 0; i < COUNT_OF(languages); i++)
		unlink(path_of(dir, languages[i]));
	rmdir(arena_printf(arena, "%s/words", dir));
	rmdir(dir);
}

static const char *
choose(const char *invitation, const char *organization, const char *accepted)
{
	return words_say(
	    language_choose(templates, invitation, organization, accepted),
	    "language.tag", NULL, arena);
}

static void
test_order(void)
{
	is(choose("de", "fr", "pt-BR"), "de", "the invitation's comes first");
	is(choose(NULL, "fr", "de"), "fr", "then the organization's");
	is(choose(NULL, NULL, "de"), "de", "then the browser's");
	is(choose(NULL, NULL, NULL), "en", "then English");
	is(choose("zh", "fr", "de"), "fr", "one that is not there is passed");
	is(choose("zh", "ja", "ko"), "en", "and if none is, it is English");
}

static void
test_tags(void)
{
	is(choose("de-AT", NULL, NULL), "de", "de-AT is German");
	is(choose("de-Latn-AT-1996", NULL, NULL), "de", "however much follows");
	is(choose("den", NULL, NULL), "en", "den is another language");
	is(choose("PT-br", NULL, NULL), "pt-BR", "case says nothing");
	is(choose("pt", NULL, NULL), "en", "pt is wider than pt-BR");
}

/* RFC 9110, 12.5.4, with the weights of 12.4.2. */
static void
test_accepted(void)
{
	static const struct {
		const char *list;
		const char *language;
		const char *name;
	} rows[] = {
		{ "de-AT,de;q=0.9,en;q=0.8", "de", "the first weighs 1" },
		{ "en;q=0.5, fr;q=0.7, de;q=0.6", "fr", "the heaviest wins" },
		{ "fr;q=0.8,de;q=0.8", "fr", "of two as heavy the first" },
		{ "zh-CN,zh;q=0.9,de;q=0.2", "de", "what is not there is not" },
		{ "zh, *", "en", "any language is English" },
		{ "de;q=0, fr;q=0.001", "fr", "a weight of 0 is refused" },
		{ "de;q=0.000", "en", "with any number of digits" },
		{ " fr ; q=0.3\t,\tde ;\tQ=0.4 ", "de", "blanks say nothing" },
		{ ",, ,de,,", "de", "empty elements neither" },
		{ "", "en", "an empty header is none" },
		{ "fr;q=1.000,de", "fr", "1.000 is 1" },
		{ "fr;q=1.001,de;q=0.1", "de", "no weight is above 1" },
		{ "fr;q=2,de;q=0.1", "de", "nor of another digit" },
		{ "fr;q=0.1234,de;q=0.1", "de", "nor of four digits" },
		{ "fr;q=,de;q=0.1", "de", "nor empty" },
		{ "fr;q,de;q=0.1", "de", "nor without a sign" },
		{ "fr;q=-1,de;q=0.1", "de", "nor below 0" },
		{ "fr;level=1,de;q=0.1", "de", "nor of another name" },
		{ "../../etc/passwd,de;q=0.1", "de", "a path is no language" },
		{ "de-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa-a,fr;q=0.1", "fr",
		    "a tag that is too long is none" },
	};
	size_t i;

	for (i = 0; i < COUNT_OF(rows); i++)
		is(choose(NULL, NULL, rows[i].list), rows[i].language,
		    rows[i].name);
}

int
main(void)
{
	const char *dir, *error;

	arena = arena_new();
	dir = make_folder();
	templates = templates_load(dir, NULL, arena, &error);
	test_order();
	test_tags();
	test_accepted();
	remove_folder(dir);
	arena_free(arena);
	return done();
}
