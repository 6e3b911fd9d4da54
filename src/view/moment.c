/* SPDX-License-Identifier: MIT */
/* Times for people. Knows RFC 3339, the group `date`, and no zone but UTC. */
#include "view/moment.h"

#include <time.h>

#include "door/json.h"
#include "view/words.h"

bool
moment_read(const char *text, struct tm *time)
{
	*time = (struct tm){ 0 };
	return text != NULL &&
	    strptime(text, "%Y-%m-%dT%H:%M:%S", time) != NULL;
}

/* The day of a month; some languages number the first unlike the others. */
static struct json *
say_day(const struct words *words, const struct tm *time, struct arena *arena)
{
	const char *first = time->tm_mday == 1
	    ? words_say(words, "date.first", NULL, arena)
	    : NULL;

	return first == NULL ? json_number(arena, time->tm_mday)
			     : json_string(arena, first);
}

const char *
moment_say(const struct words *words, const char *text, struct arena *arena)
{
	struct json *parts = json_object(arena);
	char month[16], clock[16];
	struct tm time;

	if (!moment_read(text, &time))
		return NULL;
	strftime(month, sizeof(month), "date.%-m", &time);
	strftime(clock, sizeof(clock), "%H:%M", &time);
	json_set(parts, "day", say_day(words, &time, arena));
	json_set_text(
	    arena, parts, "month", words_say(words, month, NULL, arena));
	json_set(parts, "year", json_number(arena, 1900 + time.tm_year));
	json_set_text(arena, parts, "time", clock);
	return words_say(words, "date.moment", parts, arena);
}
