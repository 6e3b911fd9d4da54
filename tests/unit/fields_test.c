/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "door/json.h"
#include "page/fields.h"
#include "page/form.h"
#include "page/voice.h"
#include "tap.h"
#include "view/template.h"
#include "view/words.h"

static const char card_text[] =
    "{\"kind\":\"applicants\",\"form\":["
    "{\"name\":\"firstName\",\"type\":\"text\",\"required\":true,"
    "\"value\":\"Ann\"},"
    "{\"name\":\"password\",\"type\":\"password\",\"required\":true,"
    "\"value\":null},"
    "{\"name\":\"customFields.size\",\"type\":\"choice\",\"required\":false,"
    "\"value\":\"m\"},"
    "{\"name\":\"siteIds\",\"type\":\"list\",\"required\":false,"
    "\"value\":[\"one\",\"two\"]},"
    "{\"name\":\"customFields.fit\",\"type\":\"boolean\",\"required\":true,"
    "\"value\":true},"
    "{\"name\":\"signatures.t1\",\"type\":\"signature\",\"required\":true,"
    "\"value\":null},"
    "{\"name\":\"signatures.t2\",\"type\":\"signature\",\"required\":true,"
    "\"value\":null}],"
    "\"extra\":{\"questions\":["
    "{\"key\":\"size\",\"label\":\"Your size\",\"options\":[\"s\",\"m\"]}],"
    "\"documents\":["
    "{\"templateId\":\"t1\",\"name\":\"Terms\",\"text\":\"a\\nb\","
    "\"sha256\":\"00\"},"
    "{\"templateId\":\"t2\",\"name\":\"More\",\"text\":\"c\","
    "\"sha256\":\"11\"}]}}";

static struct arena *arena;
static struct voice voice;
static struct json *card;

static struct fields
show(const char *posted, const char *errors)
{
	const char *wrong;

	return fields_show(&voice, card,
	    posted == NULL ? NULL : form_parse(arena, posted),
	    errors == NULL ? NULL
			   : json_parse(arena, errors, strlen(errors), &wrong),
	    false);
}

static const struct json *
field(const struct fields *fields, const char *name)
{
	const struct json *one = fields->list->first;

	while (one != NULL && strcmp(json_text(one, "name"), name) != 0)
		one = one->next;
	return one;
}

static void
test_known(void)
{
	struct fields fields = show(NULL, NULL);
	const struct json *size = field(&fields, "customFields.size");
	const struct json *choice = json_member(size, "choices")->last;

	is(json_text(field(&fields, "firstName"), "value"), "Ann",
	    "what is known is filled in");
	is(fields.filled,
	    "firstName customFields.size siteIds customFields.fit",
	    "and the form says where");
	is(json_text(field(&fields, "firstName"), "label"), "First name",
	    "the catalogue labels a field");
	is(json_text(field(&fields, "firstName"), "autocomplete"), "given-name",
	    "a browser is told what it is");
	is(json_text(size, "label"), "Your size", "a question labels its own");
	ok(json_is_true(size, "isChoice") &&
		strcmp(json_text(choice, "word"), "m") == 0 &&
		json_is_true(choice, "isChosen"),
	    "its options are chosen from");
	is(json_text(field(&fields, "siteIds"), "value"), "one\ntwo",
	    "a list has an entry a line");
	ok(json_is_true(field(&fields, "customFields.fit"), "isTicked"),
	    "a box is ticked");
	is(json_text(json_member(field(&fields, "signatures.t1"), "document"),
	       "text"),
	    "a\nb", "a document is shown whole");
	ok(fields.faults->first == NULL, "nothing is wrong yet");
}

static void
test_typed(void)
{
	struct fields fields =
	    show("firstName=&password=secret&customFields.size=s&siteIds=x"
		 "&signatures.t1=Ann&filled=firstName",
		NULL);
	const struct json *size = field(&fields, "customFields.size");

	is(json_text(field(&fields, "firstName"), "value"), "",
	    "what was typed is kept, and what was taken out");
	is(fields.filled, "firstName", "of what it came with at first");
	is(json_text(field(&fields, "password"), "value"), "",
	    "a password never is");
	ok(json_is_true(json_member(size, "choices")->first, "isChosen"),
	    "a choice is kept");
	ok(!json_is_true(field(&fields, "customFields.fit"), "isTicked"),
	    "so is a box without its tick");
	is(json_text(field(&fields, "signatures.t1"), "value"), "Ann",
	    "so is a signature");
}

static void
test_faults(void)
{
	struct fields fields = show("signatures.t2=Ann",
	    "[{\"pointer\":\"#/firstName\",\"code\":\"required\"},"
	    "{\"pointer\":\"#/customFields/size\",\"code\":\"not_allowed\"},"
	    "{\"pointer\":\"#/siteIds/1\",\"code\":\"bad_format\"},"
	    "{\"pointer\":\"#/signatures/0/name\",\"code\":\"too_long\"},"
	    "{\"pointer\":\"#/proof\",\"code\":\"required\"}]");
	const struct json *first = fields.faults->first;

	is(json_text(field(&fields, "firstName"), "error"),
	    "Please fill this in.", "a fault stands beside its field");
	is(json_text(field(&fields, "firstName"), "describedBy"),
	    "field-1-error", "which is described by it");
	is(json_text(field(&fields, "customFields.size"), "error"),
	    "Please choose one of the list.", "a type has words of its own");
	is(json_text(field(&fields, "siteIds"), "error"),
	    "One of these is not an id of a site.",
	    "a fault inside a list is the list's");
	is(json_text(field(&fields, "signatures.t1"), "error"),
	    "Please type your full name to sign.",
	    "a document that is not signed is missing");
	is(json_text(field(&fields, "signatures.t2"), "error"),
	    "This is too long.",
	    "a place in the list of signatures counts those that were given");
	is(json_text(first, "anchor"), "#field-1", "the summary leads there");
	is(json_text(fields.faults->last, "label"), NULL,
	    "what no field shows has no label");
	is(json_text(fields.faults->last, "error"),
	    "Please confirm your address first.", "but words");
	ok(json_text(field(&fields, "password"), "error") != NULL &&
		json_text(field(&fields, "customFields.fit"), "error") == NULL,
	    "what is missing besides is told at once, but no tick");
	fields = show("signatures.t2=Ann",
	    "[{\"pointer\":\"#/signatures\",\"code\":\"required\"}]");
	ok(json_text(field(&fields, "signatures.t1"), "error") != NULL &&
		json_text(field(&fields, "signatures.t2"), "error") == NULL,
	    "what is wrong with all signatures is wrong with those left blank");
}

/* Many entries of one name, as many more as a form can post. */
static void
test_entries(void)
{
	struct json *typed = json_object(arena), *list = json_list(arena);
	struct fields fields;
	clock_t began;
	int i;

	for (i = 0; i < 20000; i++)
		json_add(list, json_string(arena, "0123456789"));
	json_set(typed, "siteIds", list);
	began = clock();
	fields = fields_show(&voice, card, typed, NULL, false);
	ok(strlen(json_text(field(&fields, "siteIds"), "value")) == 219999 &&
		clock() - began < CLOCKS_PER_SEC,
	    "twenty thousand entries take less than a second");
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
	card = json_parse(arena, card_text, sizeof(card_text) - 1, &error);
	if (ok(templates != NULL && card != NULL, "the templates are sound")) {
		voice = (struct voice){ .words = words_find(templates, "en"),
			.kind = "applicants",
			.data = card,
			.arena = arena };
		test_known();
		test_typed();
		test_faults();
		test_entries();
	}
	arena_free(arena);
	return done();
}
