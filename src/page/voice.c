/* SPDX-License-Identifier: MIT */
/* Sentences for a visitor: which language, and whose sentence comes first. */
#include "page/voice.h"

#include "api/exchange.h"
#include "base/arena.h"
#include "door/json.h"
#include "view/language.h"
#include "view/words.h"

struct voice
voice_of(const struct exchange *x, const struct json *card)
{
	return (struct voice){
		.words = language_choose(x->service->templates,
		    json_text(card, "locale"),
		    json_text(card, "organizationLocale"), x->accept_language),
		.kind = json_text(card, "kind"),
		.data = card,
		.arena = x->arena,
	};
}

const char *
voice_say(const struct voice *v, const char *name)
{
	const char *own, *said = NULL;

	if (v->words == NULL)
		return NULL;
	if (v->kind != NULL) {
		own = arena_printf(v->arena, "%s.%s", v->kind, name);
		said = words_say(v->words, own, v->data, v->arena);
	}
	if (said == NULL)
		said = words_say(v->words, name, v->data, v->arena);
	return said;
}

static void
add_one(const struct voice *v, const char *group, const char *name,
    const char *part, struct json *object)
{
	struct arena *arena = v->arena;
	const char *said =
	    voice_say(v, arena_printf(arena, "%s.%s.%s", group, name, part));

	if (said == NULL)
		said = voice_say(
		    v, arena_printf(arena, "%s.other.%s", group, part));
	json_set_text(arena, object, part, said);
}

void
voice_add_pair(const struct voice *v, const char *group, const char *name,
    struct json *object)
{
	add_one(v, group, name, "heading", object);
	add_one(v, group, name, "text", object);
}

struct json *
voice_list(const struct voice *v, const char *group)
{
	return v->words == NULL ? json_list(v->arena)
				: words_list(v->words, group, v->arena);
}

void
voice_add_group(const struct voice *v, const char *group, struct json *object)
{
	if (v->words == NULL)
		return;
	if (v->kind != NULL)
		words_add(v->words,
		    arena_printf(v->arena, "%s.%s", v->kind, group), v->data,
		    object, v->arena);
	words_add(v->words, group, v->data, object, v->arena);
}
