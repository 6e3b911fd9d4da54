/* SPDX-License-Identifier: MIT */
/*
 * Which fields of a form belong together, so that one hears it (HTML's
 * fieldset) and sees it.
 */
#include "page/groups.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "door/json.h"
#include "page/voice.h"

static const struct member {
	const char *kind; /* of invitation */
	/* Of the field; with a dot at its end, of all below. */
	const char *name;
	const char *group;
	bool is_either; /* one of the group is enough */
} members[] = {
	{ "contributors", "datasourceId", "utility", true },
	{ "contributors", "url", "utility", true },
	{ "contributors", "accountNumber", "account", false },
	{ "contributors", "accountHolder", "account", false },
	{ "contributors", "utilityTypes", "account", false },
	{ "contributors", "siteIds", "account", false },
	{ "contributors", "username", "access", false },
	{ "contributors", "password", "access", false },
	{ "onboarding", "firstName", "person", false },
	{ "onboarding", "lastName", "person", false },
	{ "onboarding", "email", "person", false },
	{ "onboarding", "phone", "person", false },
	{ "onboarding", "legalName", "business", false },
	{ "onboarding", "tradingName", "business", false },
	{ "onboarding", "registrationNumber", "business", false },
	{ "onboarding", "address.", "address", false },
};

static const struct member *
member_of(const struct voice *v, const char *name)
{
	static const struct member none;
	const char *own;
	size_t i;

	for (i = 0; v->kind != NULL && i < COUNT_OF(members); i++) {
		own = members[i].name;
		if (strcmp(members[i].kind, v->kind) == 0 &&
		    (own[strlen(own) - 1] == '.' ? starts_with(name, own)
						 : strcmp(name, own) == 0))
			return &members[i];
	}
	return &none;
}

static bool
is_of_group(const struct json *group, const char *name)
{
	const char *own = json_text(group, "name");

	if (group == NULL || own == NULL || name == NULL)
		return group != NULL && own == name;
	return strcmp(own, name) == 0;
}

static struct json *
group_new(const struct voice *v, const char *name)
{
	struct json *group = json_object(v->arena);

	json_set_text(v->arena, group, "name", name);
	json_set(group, "fields", json_list(v->arena));
	return group;
}

/* One alone says by its label what it is for. */
static void
add_words(const struct voice *v, struct json *group)
{
	const char *name = json_text(group, "name");
	const struct json *first = json_member(group, "fields")->first;

	if (name == NULL || first->next == NULL)
		return;
	json_set_text(
	    v->arena, group, "id", arena_printf(v->arena, "group-%s", name));
	json_set_text(v->arena, group, "legend",
	    voice_say(v, arena_printf(v->arena, "group.%s", name)));
	json_set_text(v->arena, group, "hint",
	    voice_say(v, arena_printf(v->arena, "group.%s.hint", name)));
}

struct json *
groups_of(const struct voice *v, struct json *fields)
{
	struct json *groups = json_list(v->arena), *field, *next;
	const struct member *member;

	for (field = fields->first; field != NULL; field = next) {
		next = field->next;
		member = member_of(v, json_text(field, "name"));
		if (!is_of_group(groups->last, member->group))
			json_add(groups, group_new(v, member->group));
		json_set(field, "isEither",
		    json_boolean(v->arena, member->is_either));
		json_add(json_member(groups->last, "fields"), field);
	}
	for (field = groups->first; field != NULL; field = field->next)
		add_words(v, field);
	return groups;
}
