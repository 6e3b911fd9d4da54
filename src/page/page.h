/* SPDX-License-Identifier: MIT */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

struct exchange;

/* Answer a request for a page: GET shows, POST acts. */
void page_serve(struct exchange *);

#endif
