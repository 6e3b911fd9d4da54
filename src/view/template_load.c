/* SPDX-License-Identifier: MIT */
/* Folders of template files, an operator's over our own. */
#include "view/template.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "view/node.h"

enum { FILE_MAX = 256 * 1024 };

struct template *
template_find(const struct templates *templates, const char *name)
{
	struct template *file = templates == NULL ? NULL : templates->first;

	while (file != NULL && strcmp(file->name, name) != 0)
		file = file->next;
	return file;
}

const char *
template_path(const struct templates *templates, const char *name)
{
	const struct template *file = template_find(templates, name);

	return file == NULL ? NULL : file->path;
}

static const char *
load_file(struct templates *templates, const char *path, const char *name,
    struct arena *arena)
{
	struct template *file = template_find(templates, name);
	const char *error;
	char *text = file_read(arena, path, FILE_MAX, &error);

	if (text == NULL)
		return error;
	/* What some editors put first is no part of a mail. */
	if (starts_with(text, "\xef\xbb\xbf"))
		text += 3;
	if (words_is_file(name))
		return words_read(templates, path, name, text, arena);
	if (file == NULL) {
		file = arena_alloc(arena, sizeof(*file));
		file->name = name;
		file->next = templates->first;
		templates->first = file;
	}
	file->path = path;
	file->nodes =
	    node_parse(arena, path, 1, text, ends_with(name, ".html"), &error);
	return error;
}

static const char *
load_folder(struct templates *templates, const char *dir, const char *prefix,
    struct arena *arena)
{
	const char *error = NULL, *path, *name;
	DIR *stream = opendir(dir);
	struct dirent *entry;
	struct stat info;

	if (stream == NULL)
		return arena_printf(arena, "%s: %s", dir, strerror(errno));
	while (error == NULL && (entry = readdir(stream)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		path = arena_printf(arena, "%s/%s", dir, entry->d_name);
		name = arena_printf(arena, "%s%s", prefix, entry->d_name);
		if (stat(path, &info) != 0)
			error = arena_printf(
			    arena, "%s: %s", path, strerror(errno));
		else if (S_ISDIR(info.st_mode))
			error = load_folder(templates, path,
			    arena_printf(arena, "%s/", name), arena);
		else if (ends_with(name, ".html") || ends_with(name, ".txt") ||
		    words_is_file(name))
			error = load_file(templates, path, name, arena);
	}
	closedir(stream);
	return error;
}

/* True if nodes, or what they hold, hold a template. */
static bool
holds(const struct templates *templates, const struct node *node,
    const struct template *file)
{
	struct template *partial;

	for (; node != NULL; node = node->next) {
		if (holds(templates, node->first, file))
			return true;
		if (node->type != NODE_PARTIAL)
			continue;
		partial = template_find(templates, node->text);
		if (partial == file)
			return true;
		if (partial == NULL || partial->searched_for == file)
			continue;
		partial->searched_for = file;
		if (holds(templates, partial->nodes, file))
			return true;
	}
	return false;
}

/* What holds partials: a template, or a sentence. */
struct holder {
	const struct templates *templates;
	const char *path;
	bool is_html;
	const struct template *file; /* NULL: a sentence */
};

/* NULL: the partial may stand there; else why not. */
static const char *
judge_partial(
    const struct holder *holder, const char *name, struct arena *arena)
{
	const struct template *partial = template_find(holder->templates, name);

	if (partial == NULL)
		return arena_printf(arena, "there is no template %s", name);
	/* A value of plain text would be put in HTML as it is. */
	if (ends_with(name, ".html") != holder->is_html)
		return arena_printf(arena,
		    "%s cannot stand here: one of the two is HTML", name);
	if (holder->file != NULL &&
	    (partial == holder->file ||
		holds(holder->templates, partial->nodes, holder->file)))
		return arena_printf(
		    arena, "%s leads back to this template", name);
	return NULL;
}

/* Partials are found by name when they are used; find what is wrong now. */
static const char *
check_partials(
    const struct holder *holder, const struct node *node, struct arena *arena)
{
	const char *error = NULL;

	for (; node != NULL && error == NULL; node = node->next) {
		error = node->type == NODE_PARTIAL
		    ? judge_partial(holder, node->text, arena)
		    : NULL;
		if (error != NULL)
			error = arena_printf(arena, "%s:%d: %s", holder->path,
			    node->line, error);
		else
			error = check_partials(holder, node->first, arena);
	}
	return error;
}

/* Check what was read from below a folder; "": from anywhere. */
static const char *
check_folder(
    const struct templates *templates, const char *dir, struct arena *arena)
{
	const struct template *file = templates->first;
	const struct words *words = templates->languages;
	const struct sentence *sentence;
	const char *error = NULL;
	struct holder holder;

	for (; file != NULL && error == NULL; file = file->next) {
		holder = (struct holder){ templates, file->path,
			ends_with(file->name, ".html"), file };
		if (starts_with(file->path, dir))
			error = check_partials(&holder, file->nodes, arena);
	}
	for (; words != NULL; words = words->next)
		for (sentence = words->first; sentence != NULL && error == NULL;
		     sentence = sentence->next) {
			holder = (struct holder){ templates, sentence->path,
				false, NULL };
			error = check_partials(&holder, sentence->nodes, arena);
		}
	return error;
}

const struct templates *
templates_load(const char *dir, const char *override, struct arena *arena,
    const char **error)
{
	struct templates *templates = arena_alloc(arena, sizeof(*templates));

	*error = load_folder(templates, dir, "", arena);
	if (*error == NULL && override != NULL)
		*error = load_folder(templates, override, "", arena);
	/* What closes a circle is said of an operator's file, not of ours. */
	if (*error == NULL && override != NULL)
		*error = check_folder(templates, override, arena);
	if (*error == NULL)
		*error = check_folder(templates, "", arena);
	return *error == NULL ? templates : NULL;
}
