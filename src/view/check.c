/* SPDX-License-Identifier: MIT */
/* What can be wrong with templates that can be read. Knows no template. */
#include "view/check.h"

#include <string.h>

#include "base/arena.h"
#include "door/json.h"
#include "view/node.h"
#include "view/words.h"

/* A check on its way. */
struct check {
	struct arena *arena;
	const struct templates *all;
	struct json *known; /* each name is a member */
	struct json *faults;
};

static void
complain(struct json *faults, struct arena *arena, const char *path, int line,
    const char *fault)
{
	json_add(faults,
	    json_string(
		arena, arena_printf(arena, "%s:%d: %s", path, line, fault)));
}

/* ---- Sentences ---- */

static bool
has_tag(const struct node *node, const struct node *tag)
{
	for (; node != NULL; node = node->next)
		if ((node->type == tag->type &&
			strcmp(node->text, tag->text) == 0) ||
		    has_tag(node->first, tag))
			return true;
	return false;
}

static const char *
write_tag(struct arena *arena, const struct node *tag)
{
	static const char *const sigils[] = { [NODE_VALUE] = "",
		[NODE_SECTION] = "#",
		[NODE_INVERTED] = "^",
		[NODE_PARTIAL] = "> " };

	return arena_printf(arena, "{{%s%s}}", sigils[tag->type], tag->text);
}

static void
check_tags(const struct sentence *sentence, const struct node *node,
    const struct sentence *other, struct json *faults, struct arena *arena)
{
	for (; node != NULL; node = node->next) {
		if (node->type == NODE_LITERAL)
			continue;
		if (!has_tag(other->nodes, node))
			complain(faults, arena, sentence->path, sentence->line,
			    arena_printf(arena, "%s knows no %s",
				sentence->name, write_tag(arena, node)));
		check_tags(sentence, node->first, other, faults, arena);
	}
}

void
words_check(const struct words *words, const struct words *other,
    struct json *faults, struct arena *arena)
{
	const struct sentence *sentence = words->first, *known;

	for (; sentence != NULL; sentence = sentence->next) {
		known = sentence_find(other, sentence->name);
		if (known == NULL)
			complain(faults, arena, sentence->path, sentence->line,
			    arena_printf(arena, "%s is no sentence of %s",
				sentence->name, other->language));
		else
			check_tags(
			    sentence, sentence->nodes, known, faults, arena);
		if (sentence->nodes == NULL)
			complain(faults, arena, sentence->path, sentence->line,
			    arena_printf(arena, "%s is empty", sentence->name));
	}
}

/* A language is as complete as English. */
static void
check_whole(
    struct check *c, const struct words *words, const struct words *english)
{
	const struct sentence *sentence = english->first;

	for (; sentence != NULL; sentence = sentence->next)
		if (sentence_find(words, sentence->name) == NULL)
			complain(c->faults, c->arena, words->path, 1,
			    arena_printf(c->arena, "%s is missing in %s",
				sentence->name, words->language));
}

/* ---- Templates ---- */

static void
know(struct check *c, const char *name)
{
	if (json_member(c->known, name) == NULL)
		json_set(c->known, name, json_boolean(c->arena, true));
}

static void
know_names(struct check *c, const struct node *node)
{
	for (; node != NULL; node = node->next) {
		if (node->type == NODE_LITERAL)
			continue;
		know(c, node->text);
		know_names(c, node->first);
	}
}

/* A sentence stands in a template as `words.` and the end of its name. */
static void
know_sentence(struct check *c, const struct sentence *sentence)
{
	const char *dot = strrchr(sentence->name, '.');

	if (dot != NULL)
		know(c, arena_printf(c->arena, "words%s", dot));
	know_names(c, sentence->nodes);
}

static void
know_ours(struct check *c, const struct templates *ours,
    const struct words *english, const struct json *data)
{
	const struct template *file;
	const struct sentence *sentence;
	const struct json *member;

	for (file = ours->first; file != NULL; file = file->next)
		know_names(c, file->nodes);
	for (sentence = english->first; sentence != NULL;
	     sentence = sentence->next)
		know_sentence(c, sentence);
	for (member = data == NULL ? NULL : data->first; member != NULL;
	     member = member->next)
		know(c, member->name);
}

static void
check_names(struct check *c, const char *path, const struct node *node)
{
	for (; node != NULL; node = node->next) {
		if (node->type != NODE_LITERAL && node->type != NODE_PARTIAL &&
		    json_member(c->known, node->text) == NULL)
			complain(c->faults, c->arena, path, node->line,
			    arena_printf(c->arena,
				"%s is no name that is known",
				write_tag(c->arena, node)));
		check_names(c, path, node->first);
	}
}

static bool
has_partial(const struct node *node, const char *name)
{
	for (; node != NULL; node = node->next)
		if ((node->type == NODE_PARTIAL &&
			strcmp(node->text, name) == 0) ||
		    has_partial(node->first, name))
			return true;
	return false;
}

/* A file of a name that is mistyped stands in for nothing. */
static bool
is_used(const struct check *c, const struct templates *ours, const char *name)
{
	const struct template *file;

	if (template_find(ours, name) != NULL)
		return true;
	for (file = c->all->first; file != NULL; file = file->next)
		if (has_partial(file->nodes, name))
			return true;
	return false;
}

void
templates_check(const struct templates *all, const struct templates *ours,
    const struct json *data, struct json *faults, struct arena *arena)
{
	struct check c = { .arena = arena,
		.all = all,
		.known = json_object(arena),
		.faults = faults };
	const struct words *english = words_find(ours, "en"), *words;
	const struct template *file;

	if (english == NULL) {
		complain(faults, arena, "words/en.words", 1, "is missing");
		return;
	}
	know_ours(&c, ours, english, data);
	for (file = all->first; file != NULL; file = file->next) {
		if (!is_used(&c, ours, file->name))
			complain(faults, arena, file->path, 1,
			    arena_printf(
				arena, "%s is used nowhere", file->name));
		check_names(&c, file->path, file->nodes);
	}
	for (words = all->languages; words != NULL; words = words->next) {
		words_check(words, english, faults, arena);
		check_whole(&c, words, english);
	}
}
