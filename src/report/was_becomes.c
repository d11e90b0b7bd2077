/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/was_becomes.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "report/gettext.h"

enum {
	SHORT_COLUMNS = 60,	 /* both stand on one line up to here */
	TABLE_CELLS_MAX = 1 << 20, /* of words compared with words: two texts as long as a field may be, and no more */
	FURTHER = 2,		 /* columns, of what does not fit beside its label */
	COMMON_PART = 3,	 /* at least one in so many letters must be common, for the marks to help */
};

/* ------------------------------------------------------------------ words */

/* A word, or the blanks between two. */
struct token {
	const char *text;
	size_t size;
};

struct tokens {
	struct token *items;
	size_t count;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

/* False without memory. */
static bool tokens_read(struct tokens *tokens, const char *text)
{
	*tokens = (struct tokens){.items = calloc(strlen(text) + 1, sizeof *tokens->items)};
	while (tokens->items && *text) {
		size_t size = 1;
		if (!is_blank(*text))
			while (text[size] && !is_blank(text[size]))
				size++;
		tokens->items[tokens->count++] = (struct token){.text = text, .size = size};
		text += size;
	}
	return tokens->items != NULL;
}

static bool same(const struct token *a, const struct token *b)
{
	return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

/* ------------------------------------------------------------------ what they have in common */

struct comparison {
	struct tokens was, becomes;
	size_t head, tail;  /* tokens that both begin and end with */
	uint16_t *common;   /* [a][b]: the longest common part of what follows there */
	size_t kept;	    /* letters */
};

static size_t rows(const struct comparison *it)
{
	return it->was.count - it->head - it->tail;
}

static size_t columns(const struct comparison *it)
{
	return it->becomes.count - it->head - it->tail;
}

static uint16_t *cell(const struct comparison *it, size_t a, size_t b)
{
	return &it->common[a * (columns(it) + 1) + b];
}

static const struct token *was_at(const struct comparison *it, size_t a)
{
	return &it->was.items[it->head + a];
}

static const struct token *becomes_at(const struct comparison *it, size_t b)
{
	return &it->becomes.items[it->head + b];
}

/* False without memory, or where it would take too much. */
static bool compare(struct comparison *it)
{
	size_t least = it->was.count < it->becomes.count ? it->was.count : it->becomes.count;
	while (it->head < least && same(&it->was.items[it->head], &it->becomes.items[it->head]))
		it->head++;
	while (it->tail < least - it->head && same(&it->was.items[it->was.count - 1 - it->tail],
						      &it->becomes.items[it->becomes.count - 1 - it->tail]))
		it->tail++;
	if ((rows(it) + 1) * (columns(it) + 1) > TABLE_CELLS_MAX)
		return false;
	it->common = calloc((rows(it) + 1) * (columns(it) + 1), sizeof *it->common);
	for (size_t a = rows(it); it->common && a-- > 0;)
		for (size_t b = columns(it); b-- > 0;) {
			uint16_t down = *cell(it, a + 1, b), right = *cell(it, a, b + 1);
			*cell(it, a, b) = same(was_at(it, a), becomes_at(it, b))
						  ? (uint16_t)(*cell(it, a + 1, b + 1) + 1)
						  : down > right ? down : right;
		}
	return it->common != NULL;
}

/* ------------------------------------------------------------------ pieces of text */

enum piece { PIECE_KEPT, PIECE_GONE, PIECE_COME };

/* What is put, or only counted where page is NULL. */
struct writing {
	struct ak_page *page;
	unsigned column;
	enum piece piece;
	struct ak_buf gone, come; /* not yet put */
	size_t kept;
};

static void put_marked(struct writing *writing, struct ak_buf *text, const char *before, const char *after, enum ak_style style)
{
	struct ak_buf marked = AK_BUF_INIT;
	ak_buf_format(&marked, "%s%s%s", before, ak_buf_string(text), after);
	if (text->size > 0 && writing->page)
		ak_page_flow(writing->page, style, ak_buf_string(&marked), writing->column);
	if (writing->page)
		writing->page->buf.failed |= marked.failed || text->failed;
	ak_buf_release(&marked);
	ak_buf_clear(text);
}

static void put_changed(struct writing *writing)
{
	bool both = writing->gone.size > 0 && writing->come.size > 0;
	put_marked(writing, &writing->gone, "[-", "-]", AK_STYLE_OLD);
	if (both && writing->page)
		ak_page_flow(writing->page, AK_STYLE_PLAIN, " ", writing->column);
	put_marked(writing, &writing->come, "{+", "+}", AK_STYLE_NEW);
}

static void take(struct writing *writing, enum piece piece, const struct token *token)
{
	if (piece == PIECE_GONE) {
		ak_buf_append(&writing->gone, token->text, token->size);
	} else if (piece == PIECE_COME) {
		ak_buf_append(&writing->come, token->text, token->size);
	} else if (is_blank(*token->text) && writing->gone.size > 0 && writing->come.size > 0) {
		/* a blank between changed words belongs to both: they read on */
		ak_buf_append(&writing->gone, token->text, token->size);
		ak_buf_append(&writing->come, token->text, token->size);
	} else {
		struct ak_buf text = AK_BUF_INIT;
		put_changed(writing);
		ak_buf_append(&text, token->text, token->size);
		if (writing->page)
			ak_page_flow(writing->page, AK_STYLE_PLAIN, ak_buf_string(&text), writing->column);
		writing->kept += token->size;
		ak_buf_release(&text);
	}
}

static void walk(const struct comparison *it, struct writing *writing)
{
	size_t a = 0, b = 0;
	for (size_t i = 0; i < it->head; i++)
		take(writing, PIECE_KEPT, &it->was.items[i]);
	while (a < rows(it) || b < columns(it)) {
		bool is_same = a < rows(it) && b < columns(it) && same(was_at(it, a), becomes_at(it, b));
		bool goes = a < rows(it) && (b == columns(it) || *cell(it, a + 1, b) >= *cell(it, a, b + 1));
		if (is_same) {
			take(writing, PIECE_KEPT, was_at(it, a++));
			b++;
		} else if (goes) {
			take(writing, PIECE_GONE, was_at(it, a++));
		} else {
			take(writing, PIECE_COME, becomes_at(it, b++));
		}
	}
	for (size_t i = it->was.count - it->tail; i < it->was.count; i++)
		take(writing, PIECE_KEPT, &it->was.items[i]);
	put_changed(writing);
	ak_buf_release(&writing->gone);
	ak_buf_release(&writing->come);
}

/* ------------------------------------------------------------------ the whole */

/* False: too little is the same for that to help, and nothing was put. */
static bool put_words(struct ak_page *page, unsigned column, const char *was, const char *becomes)
{
	struct comparison it = {.head = 0};
	struct writing counting = {.page = NULL}, writing = {.page = page, .column = column};
	size_t most = strlen(was) > strlen(becomes) ? strlen(was) : strlen(becomes);
	bool read = tokens_read(&it.was, was);
	bool helps = tokens_read(&it.becomes, becomes) && read && compare(&it);
	if (helps)
		walk(&it, &counting);
	helps = helps && counting.kept >= most / COMMON_PART;
	if (helps) {
		walk(&it, &writing);
		ak_page_end(page);
		ak_page_to(page, column);
		ak_page_styled(page, AK_STYLE_DIM, "%s", _("([-goes-] {+comes+})"));
		ak_page_end(page);
	}
	free(it.common);
	free(it.was.items);
	free(it.becomes.items);
	return helps;
}

/* Whether the longest word finds room on the page, beside "becomes:". */
static bool fits(const struct ak_page *page, unsigned column, const char *text)
{
	struct ak_buf word = AK_BUF_INIT;
	unsigned widest = 0;
	for (size_t size; *text; text += size + (text[size] != '\0')) {
		size = strcspn(text, " \n");
		ak_buf_clear(&word);
		ak_buf_append(&word, text, size);
		unsigned width = ak_text_width(ak_buf_string(&word));
		widest = width > widest ? width : widest;
	}
	ak_buf_release(&word);
	return page->width == 0 || column + ak_text_width(_("becomes:")) + 1 + widest <= page->width;
}

/* A text that is too long for its line goes on at start. */
static void put_labelled(struct ak_page *page, unsigned start, enum ak_style style, const char *label, const char *text)
{
	ak_page_styled(page, style, "%s ", label);
	ak_page_flow(page, style, text, start > 0 ? start : page->column);
	ak_page_end(page);
}

void ak_was_becomes_put(struct ak_page *page, unsigned column, const char *was, const char *becomes)
{
	bool is_short = ak_text_width(was) + ak_text_width(becomes) <= SHORT_COLUMNS && !strchr(was, '\n') &&
			!strchr(becomes, '\n');
	if (is_short) {
		ak_page_styled(page, AK_STYLE_OLD, "%s", was);
		ak_page_put(page, " → ");
		ak_page_styled(page, AK_STYLE_NEW, "%s", becomes);
		ak_page_end(page);
		return;
	}
	if (put_words(page, column, was, becomes))
		return;
	bool is_beside = fits(page, column, was) && fits(page, column, becomes);
	unsigned begin = is_beside ? column : page->indent + FURTHER, start = is_beside ? 0 : begin + FURTHER;
	if (!is_beside) {
		ak_page_end(page);
		ak_page_to(page, begin);
	}
	put_labelled(page, start, AK_STYLE_OLD, _("was:"), was);
	ak_page_to(page, begin);
	put_labelled(page, start, AK_STYLE_NEW, _("becomes:"), becomes);
}
