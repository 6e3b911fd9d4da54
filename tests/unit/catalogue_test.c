/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "api/common.h"
#include "api/format.h"
#include "api/problem.h"
#include "api/route.h"
#include "base/arena.h"
#include "door/json.h"
#include "tap.h"
#include "view/check.h"
#include "view/template.h"
#include "view/words.h"

static struct arena *arena;
static const struct words *words;

/* Complain of a sentence that the catalogue lacks. */
static bool
has(const char *name)
{
	if (words_say(words, name, NULL, arena) != NULL)
		return true;
	printf("# there is no %s\n", name);
	return false;
}

static bool
has_parts(const char *group, const char *name, const char *const parts[])
{
	bool is_whole = true;

	for (; *parts != NULL; parts++)
		is_whole &=
		    has(arena_printf(arena, "%s.%s.%s", group, name, *parts));
	return is_whole;
}

static const char *const pair[] = { "heading", "text", NULL };

static void
test_kinds(void)
{
	static const char *const page[] = { "heading", "what", NULL };
	static const char *const mail[] = { "subject", "who", "what" };
	bool is_whole = true;
	size_t i, j;

	for (i = 0; invitation_kinds[i] != NULL; i++) {
		is_whole &= has_parts(invitation_kinds[i], "page", page);
		for (j = 0; j < COUNT_OF(mail); j++)
			is_whole &= has(arena_printf(
			    arena, "%s.%s", invitation_kinds[i], mail[j]));
	}
	ok(is_whole, "each kind has its mail's and its page's sentences");
}

static bool
has_labels(const struct field *field, const char *above)
{
	bool is_whole = true;
	const char *name;

	for (; field != NULL && field->kind != KIND_NONE; field++) {
		name = arena_printf(arena, "%s%s", above, field->name);
		if (field->kind == KIND_TOKEN || field->kind == KIND_PROOF)
			continue;
		if (field->kind == KIND_OBJECT)
			is_whole &= has_labels(
			    field->members, arena_printf(arena, "%s.", name));
		else if (strcmp(name, "code") == 0 ||
		    strcmp(name, "reason") == 0)
			is_whole &= has(arena_printf(arena, "page.%s", name));
		else if (strcmp(name, "customFields") != 0 &&
		    strcmp(name, "signatures") != 0)
			is_whole &= has(arena_printf(arena, "field.%s", name));
	}
	return is_whole;
}

static const char *const doors[] = { "linkVerify", "linkConfirm", "linkAccept",
	"linkReject" };

static void
test_fields(void)
{
	bool is_whole = true;
	size_t i;

	for (i = 0; i < COUNT_OF(doors); i++)
		is_whole &= has_labels(route_find(doors[i])->fields, "");
	ok(is_whole, "each field of a door that a page calls has its label");
}

static void
test_faults(void)
{
	static const char *const codes[] = { "required", "unknown",
		"wrong_type", "too_short", "too_long", "out_of_range",
		"bad_format", "forbidden_character", "not_allowed" };
	bool is_whole = true;
	size_t i;

	for (i = 0; i < COUNT_OF(codes); i++)
		is_whole &= has(arena_printf(arena, "fault.%s", codes[i]));
	ok(is_whole, "each field code has its words");
}

/* Each country that is taken can be chosen, and none besides. */
static void
test_countries(void)
{
	const struct json *one = words_list(words, "country", arena)->first;
	bool is_whole = true;
	char code[3] = "";

	for (; one != NULL; one = one->next)
		if (format_check(KIND_COUNTRY, json_text(one, "name")).code !=
		    NULL) {
			printf("# %s is none\n", json_text(one, "name"));
			is_whole = false;
		}
	for (code[0] = 'A'; code[0] <= 'Z'; code[0]++)
		for (code[1] = 'A'; code[1] <= 'Z'; code[1]++)
			if (format_check(KIND_COUNTRY, code).code == NULL)
				is_whole &= has(
				    arena_printf(arena, "country.%s", code));
	ok(is_whole, "each country has its name, and each name its country");
}

/* A refusal with 410 is an end, any other a problem. */
static void
test_problems(void)
{
	const struct problem *problem;
	bool is_whole = true;
	size_t i, j;

	for (i = 0; i < COUNT_OF(doors); i++)
		for (j = 0; (problem = problem_at(j)) != NULL; j++)
			if (route_may_refuse(route_find(doors[i]), problem) &&
			    strcmp(problem->code, "idempotency_key_reused") !=
				0)
				is_whole &= has_parts(
				    problem->status == 410 ? "end" : "problem",
				    problem->code, pair);
	ok(is_whole, "each problem of such a door has its words");
}

static void
test_ends(void)
{
	static const char *const ends[] = { "accepted", "pending", "rejected",
		"declined", "asked" };
	bool is_whole = true;
	size_t i;

	for (i = 0; i < COUNT_OF(ends); i++)
		is_whole &= has_parts("end", ends[i], pair);
	ok(is_whole, "each thing done has its words");
}

static void
test_roles(void)
{
	bool is_whole = true;
	size_t i;

	for (i = 0; roles[i] != NULL; i++)
		is_whole &= has(arena_printf(arena, "role.%s", roles[i]));
	ok(is_whole, "each role has its word");
}

/* Print what was found; true: nothing. */
static bool
is_none(const struct json *faults)
{
	const struct json *fault = faults->first;

	for (; fault != NULL; fault = fault->next)
		printf("# %s\n", fault->text);
	return faults->first == NULL;
}

/* Each sentence has the values and the sections that it has in English. */
static void
test_languages(const struct templates *templates)
{
	static const char *const languages[] = { "ar", "de", "es", "fr" };
	const struct words *other;
	struct json *faults;
	size_t i;

	for (i = 0; i < COUNT_OF(languages); i++) {
		faults = json_list(arena);
		other = words_find(templates, languages[i]);
		if (other != NULL) {
			words_check(other, words, faults, arena);
			words_check(words, other, faults, arena);
		}
		ok(other != NULL && is_none(faults), languages[i]);
		is(other == NULL
			? NULL
			: words_say(other, "language.tag", NULL, arena),
		    languages[i], "and it says which language it is");
	}
}

static void
test_check(const struct templates *templates)
{
	struct json *faults = json_list(arena);

	templates_check(templates, templates, NULL, faults, arena);
	ok(is_none(faults), "nothing is wrong with our templates");
}

int
main(void)
{
	const char *source = getenv("srcdir"), *error;
	const struct templates *templates;

	arena = arena_new();
	templates = templates_load(
	    arena_printf(arena, "%s/templates", source == NULL ? "." : source),
	    NULL, arena, &error);
	if (ok(templates != NULL, "the templates are sound")) {
		words = words_find(templates, "en");
		test_kinds();
		test_fields();
		test_faults();
		test_countries();
		test_problems();
		test_ends();
		test_roles();
		test_languages(templates);
		test_check(templates);
	}
	arena_free(arena);
	return done();
}
