/* SPDX-License-Identifier: MIT */
#include "api/svg.h"

#include <string.h>

#include "base/arena.h"
#include "tap.h"

#define SVG "http://www.w3.org/2000/svg"
#define XLINK "http://www.w3.org/1999/xlink"
#define IN(text) "<svg xmlns='" SVG "'>" text "</svg>"
#define WITH(text) "<svg xmlns='" SVG "' " text "/>"

struct image {
	const char *text;
	const char *name;
};

static void
test_each(struct arena *arena, const struct image *image, const char *code)
{
	for (; image->text != NULL; image++)
		is(svg_check(arena, image->text, strlen(image->text)).code,
		    code, image->name);
}

/* What drawing programs write. */
static const struct image pictures[] = {
	{ IN("<path d='M0 0'/>"), "a path is a picture" },
	{ "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\" "
	  "standalone='no'?>\n<!-- Made > by <hand> -->\n"
	  "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" "
	  "\"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n" WITH(""),
	    "with what stands above it" },
	{ "<svg:svg xmlns:svg=\"" SVG "\"><svg:g></svg:g></svg:svg >\n",
	    "its names may have a prefix" },
	{ WITH("xmlns:xlink='" XLINK "' xmlns:i='urn:i' "
	       "i:file='C:\\Users\\url(1).png' id='image (1)'"),
	    "notes may hold anything" },
	{ IN("<style>@font-face { src: url(data:font/woff2;base64,AA) } "
	     ".a { fill: url( \"#a\" ) }</style><use href='#a'/>"
	     "<image href='data:image/png;base64,AA' style='mask:url(#b)'/>"),
	    "it may use what it has in itself" },
	{ IN("<style><![CDATA[.a { fill: red }]]></style>"
	     "<text>a &lt;script&#x3e; &#38; @import</text>"),
	    "what it shows in letters is no matter" },
	{ IN("<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf'"
	     " r:resource='http://a.example/'/><?xpacket end='w'?>"
	     "</metadata>"),
	    "nor is what it says of itself" },
	{ NULL, NULL },
};

static const struct image not_pictures[] = {
	{ "", "nothing is no picture" },
	{ "Hello", "nor is a text" },
	{ "<html xmlns='" SVG "'/>", "nor a page" },
	{ "<svg/>", "nor what is no SVG by its namespace" },
	{ WITH("") WITH(""), "nor two" },
	{ IN("<g>"), "nor what does not end" },
	{ IN("</g>") "</svg>", "nor what ends twice" },
	{ "<svg xmlns='" SVG "'", "nor what is cut short" },
	{ WITH("id='a"), "or cut in a value" },
	{ IN("<!-- "), "or in a note" },
	{ IN("<![CDATA[ "), "or in a text" },
	{ WITH("a"), "nor an attribute without value" },
	{ WITH("a=b"), "or without quotes" },
	{ WITH("a='<'"), "or with a tag in it" },
	{ IN("<>"), "nor an element without name" },
	{ IN("<x:/>"), "or with a prefix alone" },
	{ IN("</"), "nor the end of nothing" },
	{ WITH("id='a' id='b'"), "nor an attribute twice" },
	{ IN("<g></h>"), "nor one end for another" },
	{ IN("<x:g/>"), "nor a namespace that is not declared" },
	{ IN("\xff"), "nor what is no UTF-8" },
	{ IN("\x01"), "nor a control character" },
	{ "<!DOCTYPE svg SYSTEM \">\"><!ATTLIST a b CDATA '1'>" WITH(""),
	    "nor a declaration behind its place" },
	{ NULL, NULL },
};

static const struct image smuggled[] = {
	{ IN("<script>alert(1)</script>"), "no script" },
	{ IN("<SCRIPT/>"), "whatever its letters" },
	{ "<s:svg xmlns:s='" SVG "'><s:script/></s:svg>", "or its prefix" },
	{ IN("<g><g><script\n/></g></g>"), "or its depth" },
	{ IN("<script href='#a'/>"), "or where it stands" },
	{ WITH("onload='alert(1)'"), "no handler" },
	{ WITH("id=\"a\"\nonClick\n=\n\"alert(1)\""), "whatever its form" },
	{ IN("<handler/>"), "nor one as an element" },
	{ IN("<foreignObject/>"), "no other document" },
	{ IN("<iframe/>"), "nor one in a frame" },
	{ IN("<g xmlns='http://www.w3.org/1999/xhtml'/>"), "no HTML" },
	{ IN("<g xmlns='http://www.w3.org/1999/x&#104;tml'/>"),
	    "nor in disguise" },
	{ IN("<a href='javascript:alert(1)'/>"), "no link to a script" },
	{ IN("<a href='#' to='java&#10;script&#x3A;alert(1)'/>"),
	    "nor in disguise" },
	{ IN("<animate attributeName='href' to='#'/>"), "no animation" },
	{ IN("<set attributeName='onload'/>"), "nor a single step of one" },
	{ IN("<image href='https://a.example/pixel.png'/>"),
	    "no image from elsewhere" },
	{ IN("<image xmlns:x='" XLINK "' "
	     "x:href='//a.example/pixel.png'/>"),
	    "nor by the older attribute" },
	{ IN("<use href='a.svg#b'/>"), "no part of another image" },
	{ IN("<use href='data:image/svg+xml,&lt;svg/>'/>"),
	    "nor of one in it" },
	{ IN("<image href=''/>"), "nor of itself" },
	{ WITH("xml:base='https://a.example/'"), "nothing moves its places" },
	{ WITH("fill='url(https://a.example/#a)'"),
	    "no colour from elsewhere" },
	{ WITH("style='fill:URL( &quot;https://a.example/&quot; )'"),
	    "nor by a style" },
	{ WITH("style='fill:u\\72 l(https://a.example/)'"),
	    "nor with escapes in it" },
	{ WITH("style='fill:\\000075\\52\\00006C(//a)'"), "or many" },
	{ WITH("style='mask:image-set(\"//a.example\" 1x)'"),
	    "nor from a set of images" },
	{ IN("<style>@import '//a.example/a.css';</style>"),
	    "no style sheet from elsewhere" },
	{ IN("<style>@im<![CDATA[port]]> '//a'</style>"), "nor in pieces" },
	{ IN("<style>@im<!-- -->port '//a'</style>"), "or with notes in it" },
	{ IN("<style>&#64;\\69mport '//a'</style>"), "or with escapes" },
	{ IN("<style>a { b: url(//a) }<g/></style>"), "wherever it stands" },
	{ "<?xml-stylesheet href='//a.example/a.css'?>" WITH(""),
	    "nor one named above it" },
	{ "<!DOCTYPE svg [<!ENTITY a '<script/>'>]>" IN("&a;"), "no entities" },
	{ "<!DOCTYPE svg SYSTEM '>['[<!ATTLIST svg onload CDATA '1'>]>" WITH(
	      ""),
	    "nor attributes that are declared" },
	{ IN("&a;"), "no entity at all" },
	{ "<!DOCTYPE svg SYSTEM 'a.dtd'>" IN("&a;"), "nor one from elsewhere" },
	{ WITH("id='&a;'"), "nor in an attribute" },
	{ "<?xml version='1.0' encoding='UTF-7'?>" WITH(""),
	    "no encoding but one" },
	{ "<?xml version='1.0' encoding = \"utf-80\"?>" WITH(""),
	    "whatever it looks like" },
	{ NULL, NULL },
};

int
main(void)
{
	struct arena *arena = arena_new();

	test_each(arena, pictures, NULL);
	test_each(arena, not_pictures, "bad_format");
	test_each(arena, smuggled, "not_allowed");
	return done();
}
