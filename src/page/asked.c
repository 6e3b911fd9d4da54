/* SPDX-License-Identifier: MIT */
/* What a card asks for: where else something is said of each field. */
#include "page/asked.h"

#include <string.h>

#include "api/field.h"
#include "api/route.h"
#include "base/text.h"
#include "door/json.h"

static const struct field *
find_row(const struct field *table, const char *name, size_t len)
{
	for (; table != NULL && table->kind != KIND_NONE; table++)
		if (strncmp(table->name, name, len) == 0 &&
		    table->name[len] == '\0')
			return table;
	return NULL;
}

const struct field *
asked_row(const char *name)
{
	size_t len = strcspn(name, ".");
	const struct field *row =
	    find_row(route_find("linkAccept")->fields, name, len);

	if (row == NULL)
		row = find_row(route_find("linkReject")->fields, name, len);
	if (row == NULL || name[len] == '\0')
		return row;
	return find_row(row->members, name + len + 1, strlen(name + len + 1));
}

/* The item of a list in extra whose id stands in the name behind a group. */
static const struct json *
find_extra(const struct json *card, const char *list, const char *id,
    const char *name, const char *group)
{
	const struct json *items =
	    json_member(json_member(card, "extra"), list);
	const struct json *item = items == NULL ? NULL : items->first;
	const char *text;

	if (!starts_with(name, group))
		return NULL;
	for (; item != NULL; item = item->next)
		if ((text = json_text(item, id)) != NULL &&
		    strcmp(text, name + strlen(group)) == 0)
			return item;
	return NULL;
}

const struct json *
asked_question(const struct json *card, const char *name)
{
	return find_extra(card, "questions", "key", name, "customFields.");
}

const struct json *
asked_document(const struct json *card, const char *name)
{
	return find_extra(card, "documents", "templateId", name, "signatures.");
}

bool
asked_before(const struct json *card, const char *name)
{
	return strcmp(name, "email") == 0 && json_text(card, "proof") != NULL;
}
