/* SPDX-License-Identifier: MIT */
#ifndef DOOR_QR_H
#define DOOR_QR_H

#include "base/attr.h"

struct arena;

/*
 * A text as a QR code, an SVG image: black on white, whatever is around it,
 * with the quiet zone that ISO/IEC 18004 asks for. NULL: the text is too long
 * for one. The image is the arena's.
 */
const char *qr_svg(struct arena *, const char *text) MUST_CHECK;

/* The same as a data: URI (RFC 2397), without what ends one in HTML. */
const char *qr_image(struct arena *, const char *text) MUST_CHECK;

#endif
