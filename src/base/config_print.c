/* SPDX-License-Identifier: MIT */
/* The configuration in writing: as it is, and as the file to begin with. */
#include "base/config.h"

#include <string.h>

#include "base/option.h"

static void
print_value(
    const struct config *config, const struct config_option *option, FILE *out)
{
	const char *text;

	switch (option->kind) {
	case OPTION_TEXT:
	case OPTION_URL:
		text = *option_text(config, option);
		if (text == NULL)
			fprintf(out, "# %s =\n", option->name);
		else
			fprintf(out, "%s = %s\n", option->name, text);
		break;
	case OPTION_NUMBER:
	case OPTION_OCTAL:
		fprintf(out,
		    option->kind == OPTION_OCTAL ? "%s = 0%lo\n" : "%s = %ld\n",
		    option->name, *option_number(config, option));
		break;
	case OPTION_YES_NO:
		fprintf(out, "%s = %s\n", option->name,
		    *option_flag(config, option) ? "yes" : "no");
		break;
	case OPTION_WORD:
		fprintf(out, "%s = %s\n", option->name,
		    option->words[*option_number(config, option)]);
		break;
	}
}

void
config_print(const struct config *config, FILE *out)
{
	const struct config_option *option;
	size_t i;

	for (i = 0; (option = option_at(i)) != NULL; i++)
		print_value(config, option, out);
}

/* Wrap help at 76 columns behind `# `. */
static void
print_help(const char *help, FILE *out)
{
	size_t column = 0, len;

	while (*help != '\0') {
		len = strcspn(help, " ");
		if (column > 0 && column + len + 1 > 76) {
			fputc('\n', out);
			column = 0;
		}
		column += (size_t)fprintf(
		    out, column == 0 ? "# %.*s" : " %.*s", (int)len, help);
		help += len + strspn(help + len, " ");
	}
	fputc('\n', out);
}

void
config_print_example(FILE *out)
{
	const struct config_option *option;
	size_t i;

	for (i = 0; (option = option_at(i)) != NULL; i++) {
		print_help(option->help, out);
		if (option->is_required)
			fprintf(out, "%s = https://invite.example.com\n\n",
			    option->name);
		else
			fprintf(out, "#%s = %s\n\n", option->name,
			    option->value == NULL ? "" : option->value);
	}
}
