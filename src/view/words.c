/* SPDX-License-Identifier: MIT */
/* The catalogues of sentences. Knows lines and names, not what they say. */
#include "view/words.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "door/json.h"
#include "view/node.h"

static const char words_dir[] = "words/";

static struct words *
find(const struct templates *templates, const char *language, size_t len)
{
	struct words *words = templates->languages;

	while (words != NULL &&
	    (strlen(words->language) != len ||
		strncasecmp(words->language, language, len) != 0))
		words = words->next;
	return words;
}

const struct words *
words_find(const struct templates *templates, const char *tag)
{
	size_t len = tag == NULL ? 0 : strlen(tag);
	const struct words *words;

	while (len > 0) {
		if ((words = find(templates, tag, len)) != NULL)
			return words;
		do
			len--;
		while (len > 0 && tag[len] != '-');
	}
	return NULL;
}

const char *
words_at(const struct templates *templates, size_t place)
{
	const struct words *words = templates->languages;

	while (words != NULL && place-- > 0)
		words = words->next;
	return words == NULL ? NULL : words->language;
}

struct sentence *
sentence_find(const struct words *words, const char *name)
{
	struct sentence *sentence = words->first;

	while (sentence != NULL && strcmp(sentence->name, name) != 0)
		sentence = sentence->next;
	return sentence;
}

static const char *
fill(const struct words *words, const struct sentence *sentence,
    const struct json *data, struct arena *arena)
{
	struct buf out;

	buf_init(&out, arena, 0);
	sentence_render(words, sentence, data, &out);
	return out.data;
}

const char *
words_place(const struct words *words, const char *name, struct arena *arena)
{
	const struct sentence *sentence = sentence_find(words, name);

	return sentence == NULL
	    ? NULL
	    : arena_printf(arena, "%s:%d", sentence->path, sentence->line);
}

const char *
words_say(const struct words *words, const char *name, const struct json *data,
    struct arena *arena)
{
	const struct sentence *sentence = sentence_find(words, name);

	return sentence == NULL ? NULL : fill(words, sentence, data, arena);
}

void
words_add(const struct words *words, const char *group, const struct json *data,
    struct json *object, struct arena *arena)
{
	const struct sentence *sentence;
	size_t len = strlen(group);
	const char *name;

	for (sentence = words->first; sentence != NULL;
	     sentence = sentence->next) {
		if (!starts_with(sentence->name, group) ||
		    sentence->name[len] != '.')
			continue;
		name = sentence->name + len + 1;
		if (strchr(name, '.') == NULL &&
		    json_member(object, name) == NULL)
			json_set_text(arena, object, name,
			    fill(words, sentence, data, arena));
	}
}

struct json *
words_list(const struct words *words, const char *group, struct arena *arena)
{
	struct json *all = json_object(arena), *list = json_list(arena), *one;
	const struct json *member;

	words_add(words, group, NULL, all, arena);
	if (all->first == NULL)
		words_add(words_find(words->templates, "en"), group, NULL, all,
		    arena);
	for (member = all->first; member != NULL; member = member->next) {
		one = json_object(arena);
		json_set_text(arena, one, "name", member->name);
		json_set_text(arena, one, "text", member->text);
		json_add(list, one);
	}
	return list;
}

/* What stands in that name's place; an operator's takes ours. */
static struct sentence *
place_sentence(struct words *words, const char *name, struct arena *arena)
{
	struct sentence *sentence = sentence_find(words, name);

	if (sentence != NULL)
		return sentence;
	sentence = arena_alloc(arena, sizeof(*sentence));
	sentence->name = name;
	sentence->path = NULL;
	sentence->next = NULL;
	if (words->last == NULL)
		words->first = sentence;
	else
		words->last->next = sentence;
	words->last = sentence;
	return sentence;
}

/* Take a sentence; NULL: fine, else what is wrong, with its place. */
static const char *
add_sentence(struct words *words, const char *path, int number,
    const char *name, const char *text, struct arena *arena)
{
	struct sentence *sentence = place_sentence(words, name, arena);
	const char *error = NULL;

	if (sentence->path == path)
		return arena_printf(arena, "%s:%d: %s stands in line %d", path,
		    number, name, sentence->line);
	if (strcmp(name, "language.direction") == 0) {
		words->is_rtl = strcmp(text, "rtl") == 0;
		if (!words->is_rtl && strcmp(text, "ltr") != 0)
			return arena_printf(arena, "%s:%d: %s is ltr or rtl",
			    path, number, name);
	}
	sentence->path = path;
	sentence->line = number;
	sentence->nodes = node_parse(arena, path, number, text, false, &error);
	return error;
}

/* Take one line, with or without a CR; NULL: fine. */
static const char *
read_line(struct words *words, const char *path, int number, char *line,
    struct arena *arena)
{
	char *sign = strstr(line, " = ");
	size_t len = strlen(line);

	if (len > 0 && line[len - 1] == '\r')
		line[len - 1] = '\0';
	if (*line == '\0' || *line == '#')
		return NULL;
	if (sign == NULL || strcspn(line, " ") != (size_t)(sign - line))
		return arena_printf(
		    arena, "%s:%d: is not `name = sentence`", path, number);
	*sign = '\0';
	return add_sentence(words, path, number, line, sign + 3, arena);
}

bool
words_is_file(const char *name)
{
	return starts_with(name, words_dir) && ends_with(name, ".words");
}

const char *
words_read(struct templates *templates, const char *path, const char *name,
    char *text, struct arena *arena)
{
	const char *language = name + sizeof(words_dir) - 1, *error = NULL;
	size_t len = strcspn(language, ".");
	struct words *words = find(templates, language, len);
	char *line;
	int number = 0;

	if (words == NULL) {
		words = arena_alloc(arena, sizeof(*words));
		words->language = arena_copy(arena, language, len);
		words->path = path;
		words->templates = templates;
		words->next = templates->languages;
		templates->languages = words;
	}
	while (error == NULL && (line = strsep(&text, "\n")) != NULL)
		error = read_line(words, path, ++number, line, arena);
	return error;
}
