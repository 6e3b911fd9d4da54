/* SPDX-License-Identifier: MIT */
/* Answers for people on a terminal. */
#include "admin/print.h"

#include <string.h>

#include "base/text.h"
#include "door/json.h"

static void
print_object(FILE *out, const struct json *object, struct arena *arena)
{
	const struct json *member;

	for (member = object->first; member != NULL; member = member->next) {
		if (member->type == JSON_NULL)
			continue;
		fprintf(out, "%s: %s\n", member->name,
		    member->type == JSON_STRING ? member->text
						: json_write(arena, member));
	}
}

static void
print_problem(FILE *out, const struct json *problem)
{
	const struct json *errors = json_member(problem, "errors"), *error;
	const char *place;

	fprintf(out, "%s: %s\n", json_text(problem, "code"),
	    json_text(problem, errors == NULL ? "detail" : "title"));
	for (error = errors == NULL ? NULL : errors->first; error != NULL;
	     error = error->next) {
		place = json_text(error, "pointer");
		if (place == NULL)
			place = json_text(error, "parameter");
		if (starts_with(place, "#/"))
			place += strlen("#/");
		fprintf(out, "  %s %s\n", place, json_text(error, "detail"));
	}
}

void
print_json(FILE *out, const char *text, struct arena *arena)
{
	const struct json *value, *list, *item;
	const char *wrong;

	value = json_parse(arena, text, strlen(text), &wrong);
	if (value == NULL || value->type != JSON_OBJECT) {
		fprintf(out, "%s\n", text);
		return;
	}
	if (json_member(value, "requestId") != NULL &&
	    json_member(value, "title") != NULL) {
		print_problem(out, value);
		return;
	}
	list = json_member(value, "data");
	if (list == NULL || list->type != JSON_LIST) {
		print_object(out, value, arena);
		return;
	}
	for (item = list->first; item != NULL; item = item->next) {
		print_object(out, item, arena);
		fputc('\n', out);
	}
	if (json_text(value, "nextCursor") != NULL)
		fprintf(
		    out, "more: --cursor %s\n", json_text(value, "nextCursor"));
}
