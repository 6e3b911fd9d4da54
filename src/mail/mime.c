/* SPDX-License-Identifier: MIT */
/*
 * How mail writes headers down, folded, in encoded words where they must be.
 * Knows no mail of ours; takes any text and lets none of it out of its place.
 */
#include "mail/mime.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "mail/encode.h"

static const char word_begin[] = "=?UTF-8?B?", word_end[] = "?=";

enum {
	WORD_FRAME = sizeof(word_begin) + sizeof(word_end) - 2,
	/* Bytes in one encoded word on a line of its own, behind its blank. */
	WORD_BYTES = (MIME_LINE - 1 - WORD_FRAME) / 4 * 3,
	ATOM_MAX = 60
};

/* A header on its way. */
struct header {
	struct buf *out;
	size_t column;
	bool is_phrase; /* a name before an address, else any text */
};

static void
begin(struct header *header, struct buf *out, const char *name, bool is_phrase)
{
	*header = (struct header){ out, strlen(name) + 1, is_phrase };
	buf_putf(out, "%s:", name);
}

static void
fold(struct header *header)
{
	buf_puts(header->out, "\r\n");
	header->column = 0;
}

/* Append a piece behind a blank, on a new line if this one has no room. */
static void
put(struct header *header, const char *piece, size_t len)
{
	if (header->column + 1 + len > MIME_LINE)
		fold(header);
	buf_putc(header->out, ' ');
	buf_put(header->out, piece, len);
	header->column += 1 + len;
}

/* As many bytes as have room, without cutting a character. */
static size_t
whole_characters(const char *text, size_t len, size_t room)
{
	if (len <= room)
		return len;
	while (room > 0 && ((unsigned char)text[room] & 0xc0) == 0x80)
		room--;
	return room;
}

/*
 * Append encoded words (RFC 2047). In a phrase they are as few as there can
 * be: some readers show a blank where two meet.
 */
static void
put_encoded(struct header *header, const char *text, size_t len)
{
	size_t room, take, used;

	for (; len > 0; text += take, len -= take) {
		used = header->column + 1 + WORD_FRAME;
		room = used < MIME_LINE ? (MIME_LINE - used) / 4 * 3 : 0;
		if (room < len &&
		    (room < 4 || (header->is_phrase && len <= WORD_BYTES))) {
			fold(header);
			room = WORD_BYTES;
		}
		take = whole_characters(text, len, room);
		buf_putf(header->out, " %s", word_begin);
		encode_put_base64(header->out, text, take);
		buf_puts(header->out, word_end);
		header->column += 1 + WORD_FRAME + (take + 2) / 3 * 4;
	}
}

/* Words that a phrase (or else unstructured text) can hold as they are. */
static bool
is_plain(const char *word, size_t len, bool is_phrase)
{
	static const char atext[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	    "!#$%&'*+-/=?^_`{|}~";
	size_t i;

	if (len > ATOM_MAX || memmem(word, len, "=?", 2) != NULL)
		return false;
	for (i = 0; i < len; i++)
		if (word[i] <= ' ' || word[i] > '~' ||
		    (is_phrase && strchr(atext, word[i]) == NULL))
			return false;
	return true;
}

/*
 * Append words with a blank between two: the plain ones as they are, each
 * run of others encoded together, since a blank between two encoded words is
 * no blank.
 */
static void
put_words(struct header *header, const char *text)
{
	const char *run = NULL, *word = text, *end;

	for (; *word != '\0'; word = *end == ' ' ? end + 1 : end) {
		end = word + strcspn(word, " ");
		if (!is_plain(word, (size_t)(end - word), header->is_phrase)) {
			run = run == NULL ? word : run;
			continue;
		}
		if (run != NULL)
			put_encoded(header, run, (size_t)(word - 1 - run));
		run = NULL;
		put(header, word, (size_t)(end - word));
	}
	if (run != NULL)
		put_encoded(header, run, strlen(run));
}

static bool
is_control(int32_t point)
{
	return point < ' ' || (point >= 0x7f && point < 0xa0) ||
	    point == 0x2028 || point == 0x2029;
}

/* The text on one line: valid UTF-8, no controls, no blank beside another. */
static const char *
one_line(struct arena *arena, const char *text)
{
	const char *end = text + strlen(text), *at;
	struct buf line;
	int32_t point;

	buf_init(&line, arena, 0);
	while (text < end) {
		at = text;
		point = utf8_next(&at, end);
		if (point < 0 || is_control(point))
			point = ' ';
		text = at > text ? at : text + 1;
		if (point != ' ')
			utf8_put(&line, (uint32_t)point);
		else if (line.len > 0 && line.data[line.len - 1] != ' ')
			buf_putc(&line, ' ');
	}
	if (line.len > 0 && line.data[line.len - 1] == ' ')
		line.data[--line.len] = '\0';
	return line.data;
}

void
mime_put_text(struct buf *out, const char *name, const char *text)
{
	struct header header;

	begin(&header, out, name, false);
	put_words(&header, one_line(out->arena, text));
	buf_puts(out, "\r\n");
}

/* The words as a quoted-string; NULL: they are not ASCII, or too many. */
static const char *
quote(struct arena *arena, const char *text, size_t room)
{
	struct buf quoted;

	if (strstr(text, "=?") != NULL)
		return NULL; /* some readers would decode it even so */
	buf_init(&quoted, arena, 0);
	buf_putc(&quoted, '"');
	for (; *text != '\0'; text++) {
		if (*text < ' ' || *text > '~')
			return NULL;
		if (*text == '"' || *text == '\\')
			buf_putc(&quoted, '\\');
		buf_putc(&quoted, *text);
	}
	buf_putc(&quoted, '"');
	return quoted.len <= room ? quoted.data : NULL;
}

void
mime_put_mailbox(
    struct buf *out, const char *name, const char *display, const char *address)
{
	struct arena *arena = out->arena;
	const char *text = one_line(arena, display), *quoted;
	struct header header;

	begin(&header, out, name, true);
	quoted = quote(arena, text, MIME_LINE - header.column - 1);
	if (quoted != NULL && *text != '\0')
		put(&header, quoted, strlen(quoted));
	else
		put_words(&header, text);
	address = arena_printf(arena, "<%s>", address);
	put(&header, address, strlen(address));
	buf_puts(out, "\r\n");
}

void
mime_put_token(struct buf *out, const char *name, const char *value)
{
	buf_putf(out, "%s: ", name);
	for (; *value != '\0'; value++)
		if (*value >= ' ' && *value <= '~')
			buf_putc(out, *value);
	buf_puts(out, "\r\n");
}

void
mime_put_date(struct buf *out, const char *name, time_t when)
{
	char date[64];
	struct tm utc;

	gmtime_r(&when, &utc);
	/* No setlocale anywhere: the names are English. */
	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S +0000", &utc);
	mime_put_token(out, name, date);
}
