/* SPDX-License-Identifier: MIT */
/* The door to libqrencode: what a camera reads, drawn as one path. */
#include "door/qr.h"

#include <qrencode.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

enum { QUIET_ZONE = 4 /* modules on each side */ };

static bool
is_dark(const QRcode *code, int row, int column)
{
	/* The lowest bit is the module; the others say what it belongs to. */
	return code->data[row * code->width + column] & 1;
}

/* Each run of dark modules in a row is one rectangle of the path. */
static void
draw_row(struct buf *svg, const QRcode *code, int row)
{
	int column = 0, begin;

	while (column < code->width) {
		if (!is_dark(code, row, column)) {
			column++;
			continue;
		}
		for (begin = column;
		     column < code->width && is_dark(code, row, column);
		     column++)
			;
		buf_putf(svg, "M%d %dh%dv1H%dz", begin + QUIET_ZONE,
		    row + QUIET_ZONE, column - begin, begin + QUIET_ZONE);
	}
}

static const char *
draw(struct arena *arena, const QRcode *code)
{
	int side = code->width + 2 * QUIET_ZONE, row;
	struct buf svg;

	buf_init(&svg, arena, 0);
	buf_putf(&svg,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
	    "width=\"%d\" height=\"%d\" shape-rendering=\"crispEdges\">"
	    "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>"
	    "<path fill=\"#000\" d=\"",
	    side, side, side * 8, side * 8, side, side);
	for (row = 0; row < code->width; row++)
		draw_row(&svg, code, row);
	buf_puts(&svg, "\"/></svg>\n");
	return svg.data;
}

const char *
qr_svg(struct arena *arena, const char *text)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	const char *svg;

	if (code == NULL)
		return NULL;
	svg = draw(arena, code);
	QRcode_free(code);
	return svg;
}

const char *
qr_image(struct arena *arena, const char *text)
{
	const char *svg = qr_svg(arena, text);
	struct buf uri;

	if (svg == NULL)
		return NULL;
	buf_init(&uri, arena, 0);
	buf_puts(&uri, "data:image/svg+xml,");
	for (; *svg != '\0'; svg++) {
		if (*svg <= ' ' || strchr("\"#%<>", *svg) != NULL)
			buf_putf(&uri, "%%%02X", (unsigned char)*svg);
		else
			buf_putc(&uri, *svg);
	}
	return uri.data;
}
