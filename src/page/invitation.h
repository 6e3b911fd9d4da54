/* SPDX-License-Identifier: MIT */
#ifndef PAGE_INVITATION_H
#define PAGE_INVITATION_H

struct exchange;

/* The page behind /i/{token} or /p/{token}: shown, and acted on. */
void invitation_show(struct exchange *);
void invitation_act(struct exchange *);

#endif
