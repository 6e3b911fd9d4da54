/* SPDX-License-Identifier: MIT */
/* Folders of template files, an operator's over our own. */
#include "view/template.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
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

static bool
has_ending(const char *name, const char *ending)
{
	size_t len = strlen(name), end = strlen(ending);

	return len > end && strcmp(name + len - end, ending) == 0;
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
	    node_parse(arena, path, 1, text, has_ending(name, ".html"), &error);
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
		else if (has_ending(name, ".html") ||
		    has_ending(name, ".txt") || words_is_file(name))
			error = load_file(templates, path, name, arena);
	}
	closedir(stream);
	return error;
}

/* Partials are found by name when they are used; find the missing now. */
static const char *
check_partials(const struct templates *templates, const struct template *file,
    const struct node *node, struct arena *arena)
{
	const char *error = NULL;

	for (; node != NULL && error == NULL; node = node->next) {
		if (node->type == NODE_PARTIAL &&
		    template_find(templates, node->text) == NULL)
			error = arena_printf(arena,
			    "%s:%d: there is no template %s", file->path,
			    node->line, node->text);
		else
			error =
			    check_partials(templates, file, node->first, arena);
	}
	return error;
}

const struct templates *
templates_load(const char *dir, const char *override, struct arena *arena,
    const char **error)
{
	struct templates *templates = arena_alloc(arena, sizeof(*templates));
	const struct template *file;

	*error = load_folder(templates, dir, "", arena);
	if (*error == NULL && override != NULL)
		*error = load_folder(templates, override, "", arena);
	for (file = templates->first; file != NULL && *error == NULL;
	     file = file->next)
		*error = check_partials(templates, file, file->nodes, arena);
	return *error == NULL ? templates : NULL;
}
