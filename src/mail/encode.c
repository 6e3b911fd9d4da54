/* SPDX-License-Identifier: MIT */
/*
 * How mail gets any text through seven bits and short lines: base64 and
 * quoted-printable. Knows no header but the one that names the encoding.
 */
#include "mail/encode.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/* Bytes up to which a body is quoted-printable in any case. */
enum { QUOTED_MAX = 4 * 1024 };

void
encode_put_base64(struct buf *out, const char *data, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz"
				     "0123456789+/";
	unsigned bits;
	size_t i, n;

	for (; len > 0; data += n, len -= n) {
		n = len < 3 ? len : 3;
		for (bits = 0, i = 0; i < 3; i++)
			bits = bits << 8 | (i < n ? (unsigned char)data[i] : 0);
		for (i = 0; i < 4; i++)
			buf_putc(out,
			    i <= n ? digits[bits >> (18 - 6 * i) & 63] : '=');
	}
}

void
encode_put_lines(struct buf *out, const char *text)
{
	size_t left = strlen(text), take;

	for (; left > 0; text += take, left -= take) {
		take = left < MIME_LINE ? left : MIME_LINE;
		buf_put(out, text, take);
		buf_puts(out, "\r\n");
	}
}

static bool
ends_line(const char *at)
{
	return *at == '\0' || *at == '\n' || strncmp(at, "\r\n", 2) == 0;
}

/* What stands for itself; mail loses a blank at a line's end. */
static bool
is_literal(const char *at)
{
	if (*at == ' ' || *at == '\t')
		return !ends_line(at + 1);
	return *at > ' ' && *at <= '~' && *at != '=';
}

static void
put_quoted_printable(struct buf *out, const char *text)
{
	size_t column = 0, len;

	for (; *text != '\0'; text++) {
		if (ends_line(text)) {
			text += *text == '\r';
			buf_puts(out, "\r\n");
			column = 0;
			continue;
		}
		len = is_literal(text) ? 1 : 3;
		/* The `=` of a soft break needs a column of its own. */
		if (column + len + !ends_line(text + 1) > MIME_LINE) {
			buf_puts(out, "=\r\n");
			column = 0;
		}
		buf_putf(out, len == 1 ? "%c" : "=%02X", (unsigned char)*text);
		column += len;
	}
	if (column > 0)
		buf_puts(out, "\r\n");
}

/* RFC 2045 section 6.8: what it encodes has CRLF at its lines' ends. */
static void
put_base64_lines(struct buf *out, const char *text)
{
	struct buf lines, base64;

	buf_init(&lines, out->arena, 0);
	for (; *text != '\0'; text++)
		if (*text == '\n')
			buf_puts(&lines, "\r\n");
		else if (*text != '\r' || text[1] != '\n')
			buf_putc(&lines, *text);
	buf_init(&base64, out->arena, 0);
	encode_put_base64(&base64, lines.data, lines.len);
	encode_put_lines(out, base64.data);
}

void
encode_put_body(struct buf *out, const char *text)
{
	static const char name[] = "Content-Transfer-Encoding";
	struct buf quoted, base64;

	buf_init(&quoted, out->arena, 0);
	buf_init(&base64, out->arena, 0);
	put_quoted_printable(&quoted, text);
	put_base64_lines(&base64, text);
	if (quoted.len <= QUOTED_MAX || quoted.len <= base64.len)
		buf_putf(
		    out, "%s: quoted-printable\r\n\r\n%s", name, quoted.data);
	else
		buf_putf(out, "%s: base64\r\n\r\n%s", name, base64.data);
}
