/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/attr.h"
#include "tap.h"
#include "view/moment.h"
#include "view/template.h"
#include "view/words.h"

static void
test_read(void)
{
	struct tm time;

	ok(moment_read("2030-03-05T14:30:59.000Z", &time) &&
		time.tm_year == 130 && time.tm_mon == 2 && time.tm_mday == 5 &&
		time.tm_hour == 14 && time.tm_min == 30 && time.tm_sec == 59,
	    "a time is read as the database writes it");
	ok(!moment_read("tomorrow", &time), "a word is none");
	ok(!moment_read(NULL, &time), "nor is nothing");
}

static void
test_say(struct arena *arena, const struct words *words)
{
	is(moment_say(words, "2030-03-05T04:05:59.000Z", arena),
	    "5 March 2030, 04:05\u00a0UTC",
	    "a moment keeps its zone beside it");
	is(moment_say(words, "2030-12-31T23:59:59.999Z", arena),
	    "31 December 2030, 23:59\u00a0UTC", "so is the last of a year");
	is(moment_say(words, NULL, arena), NULL, "of none nothing is said");
}

/* On the first of a month, and on another day. */
static void
test_languages(struct arena *arena, const struct templates *templates)
{
	static const struct {
		const char *language, *said;
	} rows[] = {
		{ "de", "1. M\u00e4rz 2030, 04:05\u00a0Uhr\u00a0(UTC)" },
		{ "fr", "1er mars 2030 \u00e0 04:05\u00a0UTC" },
		{ "es", "1 de marzo de 2030, 04:05\u00a0UTC" },
		{ "ar",
		    "1 \u0645\u0627\u0631\u0633 2030\u060c "
		    "\u0627\u0644\u0633\u0627\u0639\u0629 04:05\u00a0"
		    "\u0628\u0627\u0644\u062a\u0648\u0642\u064a\u062a "
		    "\u0627\u0644\u0639\u0627\u0644\u0645\u064a "
		    "\u0627\u0644\u0645\u0646\u0633\u0642" },
	};
	size_t i;

	for (i = 0; i < COUNT_OF(rows); i++)
		is(moment_say(words_find(templates, rows[i].language),
		       "2030-03-01T04:05:59.000Z", arena),
		    rows[i].said, rows[i].language);
	is(moment_say(
	       words_find(templates, "fr"), "2030-03-11T04:05:59.000Z", arena),
	    "11 mars 2030 \u00e0 04:05\u00a0UTC", "only a first is an ordinal");
}

int
main(void)
{
	const char *source = getenv("srcdir"), *error;
	struct arena *arena = arena_new();
	const struct templates *templates = templates_load(
	    arena_printf(arena, "%s/templates", source == NULL ? "." : source),
	    NULL, arena, &error);

	test_read();
	if (ok(templates != NULL, "the templates are sound")) {
		test_say(arena, words_find(templates, "en"));
		test_languages(arena, templates);
	}
	arena_free(arena);
	return done();
}
