/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What all pages of a report stand on: the frame, links, tables, lists that are cut into pages, and the words for
 * values.
 *
 * Trouble is remembered in site->status, and everything after it does nothing: only loops ask.
 *
 *   ak_site_begin(site, "gaps.html", AK_SECTION_GAPS, _("Gaps"));
 *   …
 *   ak_site_end(site);
 */
#ifndef AK_REPORT_HTML_SITE_H
#define AK_REPORT_HTML_SITE_H

#include "report/gettext.h"
#include "report/html.h"
#include "report/index.h"
#include "report/html_places.h"
#include "report/html_options.h"

/* The sections of the menu. */
enum ak_section {
	AK_SECTION_START,
	AK_SECTION_DECISIONS,
	AK_SECTION_PARTIES,
	AK_SECTION_GAPS,
	AK_SECTION_RELATIONS,
	AK_SECTION_CHARTER,
	AK_SECTION_AUDIT,
	AK_SECTION_ABOUT,
	AK_SECTION_COUNT,
	AK_SECTION_NONE = AK_SECTION_COUNT,
};

/* An entry of the menu: a path, which may lead into a page, and its name, to be translated. */
struct ak_site_way {
	const char *path;
	const char *label;
};

struct ak_site {
	const struct ak_ledger *ledger;
	const struct ak_state *state;
	const struct ak_charter *charter; /* in force */
	const struct ak_report_options *options;
	const struct ak_site_way *menu; /* of a report in the order of enum ak_section */
	unsigned menu_count;
	const struct ak_places *places; /* of a dossier, which has no pages of objects and parties; NULL in a report */
	/*
	 * The id of the record at hand where many stand on one page: what are sections elsewhere are parts of it; or
	 * NULL.
	 */
	const char *card;
	struct ak_index index;
	struct ak_html html;	   /* the page at hand */
	char path[192];		   /* its path */
	const char *root;	   /* from it to the folder of the report: "" or "../" */
	unsigned captions;	   /* tables on it so far */
	struct ak_buf labels;	   /* what the columns of the present table are called, each with its NUL */
	size_t label_at;	   /* where in it the label of the next cell is */
	bool foreign;		   /* records speak another language than we do */
	int64_t newest;		   /* time of the newest record that was judged */
	struct ak_buf text, other; /* for whoever needs one */
	enum ak_status status;
	struct ak_error *err;
};

/* How much stands on one page, so that none grows heavy. */
enum {
	AK_SITE_ROWS = 100,   /* of a list of objects or records */
	AK_SITE_CARDS = 40,   /* of a list of decisions */
	AK_SITE_STEPS = 6,    /* of what one decision changes, where decisions are rows */
	AK_SITE_BRIEF = 10,   /* of a list that only gives a taste of another */
	AK_SITE_DRAWN = 32,   /* objects in a drawing: as many as can be read on a printed page */
	AK_SITE_EDGES = 20,   /* relations of one object on a page that has many objects */
	AK_SITE_LABEL = 40,   /* columns of the label of a column where it stands at each cell */
	AK_SITE_TITLE = 110,  /* columns of an object's title where it is a link */
	AK_SITE_WHY = 240,    /* bytes of a reason where it is not the matter */
	AK_SITE_SHOWN = 49152, /* bytes of a file that are shown; the rest is in the file */
	AK_SITE_HEAVY = 131072 /* bytes of a page from which on it tells things in short */
};

/* ---- html_frame.c: pages */

/* Whether to go on. */
bool ak_site_well(const struct ak_site *site);
void ak_site_fail(struct ak_site *site, enum ak_status status);

/*
 * Begins a page with its heading (h1, which strangers may have written). path is of the form that ak_report_put
 * takes.
 */
void ak_site_begin(struct ak_site *site, const char *path, enum ak_section section, const char *heading);

/* The same with the words of a stranger as heading, and above it what kind of thing it is. */
void ak_site_begin_foreign(
	struct ak_site *site, const char *path, enum ak_section section, const char *kind, const char *heading);

/* Ends it and hands it over. */
void ak_site_end(struct ak_site *site);

/* Hands over a file that is no page. */
void ak_site_file(struct ak_site *site, const char *path, struct ak_bytes bytes);

/* A section with its heading (h2); `id` is a name in the page, ours. */
void ak_site_section(struct ak_site *site, const char *id, const char *heading);
void ak_site_section_end(struct ak_site *site);

/* The menu of a report. */
extern const struct ak_site_way ak_report_menu[AK_SECTION_COUNT];

/* Hands over the style sheet. */
void ak_site_make_style(struct ak_site *site);

/* html_dossier.c: in the menu of a dossier the other language, and what stands below its pages. */
void ak_put_languages(struct ak_site *site);
void ak_put_dossier_footer(struct ak_site *site);

/* A site without a menu. All is borrowed. On AK_OK the caller releases it. */
enum ak_status ak_site_init(struct ak_site *site, const struct ak_ledger *ledger, const struct ak_report_options *options,
	struct ak_error *err);
void ak_site_release(struct ak_site *site);

/* ---- html_grid.c: tables and lists */

/*
 * A table in a region of its own that scrolls: a caption, and a row of headings. Then rows: the first cell of each is
 * its heading (ak_grid_head), the others are ak_grid_cell. Each cell is opened, filled and closed.
 */
void ak_grid_begin(struct ak_site *site, const char *caption, const char *const *columns, size_t count);
/* The same right under a heading that says it already: the caption is there for who cannot see that. */
void ak_grid_begin_under(struct ak_site *site, const char *caption, const char *const *columns, size_t count);
void ak_grid_end(struct ak_site *site);
void ak_grid_row(struct ak_site *site);
void ak_grid_row_end(struct ak_site *site);
void ak_grid_head(struct ak_site *site);
void ak_grid_head_end(struct ak_site *site);
void ak_grid_cell(struct ak_site *site);
void ak_grid_cell_end(struct ak_site *site);
void ak_grid_text(struct ak_site *site, const char *text);    /* a cell of our words */
void ak_grid_number(struct ak_site *site, uint64_t number);
void ak_grid_count(struct ak_site *site, uint64_t number); /* the same where most are none: 0 is a stroke */
void ak_grid_foreign(struct ak_site *site, const char *text); /* a cell of theirs, cut at AK_SITE_WHY */
void ak_grid_party(struct ak_site *site, const char *party);  /* a party, or a stroke for NULL */
void ak_grid_verdict(struct ak_site *site, uint32_t record);  /* a verdict, and why it is void */

/* A list of facts: names and values. */
void ak_facts_begin(struct ak_site *site);
void ak_facts_end(struct ak_site *site);
void ak_fact(struct ak_site *site, const char *name); /* then the value, then: */
void ak_fact_end(struct ak_site *site);
void ak_fact_text(struct ak_site *site, const char *name, const char *text);

/* A list of count items cut into pages: base, base_2, base_3 … */
struct ak_pages {
	const char *base; /* path without `.html` */
	uint32_t count;
	uint32_t per_page;
};
uint32_t ak_pages_number(const struct ak_pages *pages);
/* Into path: that of page 0, 1, … */
void ak_pages_path(const struct ak_pages *pages, uint32_t page, char path[192]);
/* The first item of a page, and the one after its last. */
uint32_t ak_pages_first(const struct ak_pages *pages, uint32_t page);
uint32_t ak_pages_last(const struct ak_pages *pages, uint32_t page);
/* "Page 2 of 5", and the way to the others; nothing where there is one only. */
void ak_pages_put(struct ak_site *site, const struct ak_pages *pages, uint32_t page);

/* ---- html_put.c: words and links */

/* Says of the element just opened that it speaks the language of the records. */
void ak_put_foreign(struct ak_site *site);

/* The attribute href, to a path of the report. */
void ak_put_href(struct ak_site *site, const char *path);
void ak_put_link(struct ak_site *site, const char *path, const char *text);
/* The same to a page that only a report has: in a dossier no more than the text. */
void ak_put_page(struct ak_site *site, const char *path, const char *text);

/* Paths of pages. */
void ak_path_object(char path[192], const char *object);
void ak_path_record(char path[192], const struct ak_id *id, const char *extension);
void ak_path_party(char path[192], const char *party);
void ak_path_type(char path[192], const char *type);

/* A record by its short id, linked if it has a page; positions that are none give words (the founding, nothing). */
void ak_put_record(struct ak_site *site, uint32_t record);
bool ak_site_has_page(const struct ak_site *site, uint32_t record);
/* The same, of one that there is, with its kind, who signed it and when; and why. */
void ak_put_told(struct ak_site *site, uint32_t record);
void ak_put_told_why(struct ak_site *site, uint32_t record);

/* An id in full, that of a record linked if it is one of ours. */
void ak_put_id(struct ak_site *site, const struct ak_id *id);

/* An object: by its title linked, or by its name where it does not exist. */
void ak_put_object(struct ak_site *site, const char *name);
void ak_put_node(struct ak_site *site, const struct ak_node *node);
/*
 * Where it belongs at the top, after a middle dot: of two of one title it tells which; nothing where it belongs
 * nowhere.
 */
void ak_put_top(struct ak_site *site, const struct ak_node *node);
/* Its title as text, cut. */
void ak_node_title(struct ak_site *site, const struct ak_node *node, struct ak_buf *out);
/* Its type's label, or its type. */
const char *ak_node_type(const struct ak_node *node);

/* An actor or party by its name. */
void ak_put_actor(struct ak_site *site, const char *actor);
void ak_put_party(struct ak_site *site, const char *party);

/* A capacity by the charter given: "Bestuurlijk Overleg (bo)". */
void ak_put_capacity(struct ak_site *site, const struct ak_charter *charter, const char *capacity);

/* html_moment.c: a moment, a day. */
void ak_put_time(struct ak_site *site, int64_t seconds);
void ak_put_date(struct ak_site *site, int32_t days);
void ak_day_words(struct ak_buf *out, int32_t days); /* "6 November 2023", appended */
void ak_put_date_text(struct ak_site *site, const char *date); /* as it is, where it is no date */

/* A verdict as a mark. */
void ak_put_verdict(struct ak_site *site, uint32_t record);
/* A mark of a kind that the style knows: good, bad, wait, plain. */
void ak_put_mark(struct ak_site *site, const char *kind, const char *text);

/* Text cut at AK_SITE_WHY bytes, at a character, with an ellipsis. */
void ak_put_cut(struct ak_site *site, const char *text);
/* The same in columns, appended to out. */
void ak_cut_columns(struct ak_buf *out, const char *text, unsigned most);

/* ---- html_value.c */

/* A value of a field (NULL: of none that the charter has), with links. */
void ak_put_value(struct ak_site *site, const struct ak_field *field, const struct ak_value *value);
/* The present value of a field. */
void ak_put_present(struct ak_site *site, const struct ak_node *node, const struct ak_field *field);
void ak_put_cell(struct ak_site *site, const struct ak_cell *cell);
/* The id of an attachment, in a dossier that has it linked; and whether it is here. */
void ak_put_attachment(struct ak_site *site, const struct ak_id *id);
void ak_put_presence(struct ak_site *site, const struct ak_id *id);
/* Nothing: in words, and as a stroke where many stand in a table. */
void ak_put_nothing(struct ak_site *site);
void ak_put_stroke(struct ak_site *site);
/*
 * "Bestuurlijk Overleg (bo), or its “Projectleider”": by the labels of a charter, or by names alone (NULL). type (may
 * be NULL) has the fields that it names.
 */
void ak_put_who(struct ak_site *site, const struct ak_charter *charter, const struct ak_type *type,
	const struct ak_who_list *who);
void ak_put_progress(struct ak_site *site, const struct ak_node *node);
/* The status, the term with a mark where it is overdue. */
void ak_put_status(struct ak_site *site, const struct ak_node *node);
void ak_put_term(struct ak_site *site, const struct ak_node *node);

/* ---- html_change.c: what a proposal changes, and who stands behind it */

/* The changes, object by object: was and becomes; at most so many rows, then how many more the record has. */
void ak_put_changes(struct ak_site *site, uint32_t proposal, uint32_t most);
/* Which objects it touches, at most a few. */
void ak_put_touched(struct ak_site *site, uint32_t proposal);
/* "3 of 4: ienw, ipo, uvw"; of another capacity than a body "1 of 1". */
void ak_put_seats(struct ak_site *site, uint32_t proposal);
/* The answers of a kind to a record, one by one: who, when, with what verdict. */
void ak_put_answers(struct ak_site *site, uint32_t record, enum ak_kind kind);
uint32_t ak_count_answers(const struct ak_site *site, uint32_t record, enum ak_kind kind);
/* By which seal it is fixed, or that it is not yet. */
void ak_put_sealed(struct ak_site *site, uint32_t record);
/* The charter under which a proposal was, or would be, decided. */
const struct ak_charter *ak_charter_of(const struct ak_site *site, uint32_t proposal);

/* ---- html_rule.c: rules of the charter in words */

/* The rule that allowed an effect, or that a change has to meet. */
void ak_put_rule(struct ak_site *site, const struct ak_effect *effect);
/* Those of several effects of one proposal as a list, each once. */
void ak_put_rules(struct ak_site *site, const struct ak_effect *effects, uint32_t count);

/* html_void.c: of a void record what refused it, as a section; nothing of others. */
void ak_put_void(struct ak_site *site, uint32_t record);
/* html_open.c: of a pending proposal what it has still to meet, and who may still sign; nothing of others. */
void ak_put_open(struct ak_site *site, uint32_t record);

/* A list of decisions as a table: positions of proposals. */
void ak_put_decisions(struct ak_site *site, const char *caption, const uint32_t *proposals, uint32_t count);
/*
 * A section, where there are any: the proposals about an object (NULL: the charter) that are not in force; what is
 * pending first.
 */
void ak_put_proposed(struct ak_site *site, const char *object);

/* ---- html_tree.c: objects as rows */

/*
 * The objects below a node (AK_NODE_NONE: all), from and to the given places in the walk, as a table right under a
 * heading.
 */
void ak_put_tree(struct ak_site *site, const char *caption, uint32_t top, uint32_t first, uint32_t last);
/*
 * Begins a row with an object: its title, and below it what it is and where it belongs; two agendas have themes of
 * one title.
 */
void ak_put_what(struct ak_site *site, const struct ak_node *node);
/* These objects, as a flat one. */
void ak_put_rows(struct ak_site *site, const char *caption, const uint32_t *nodes, uint32_t count);

/* ---- html_tally.c: promises counted */

struct ak_tally {
	uint32_t promised, delivered, ended; /* what is neither delivered nor ended is open */
	uint32_t overdue, gaps;		     /* of whatever was added, promise or not */
};
enum { AK_TALLY_COLUMNS = 6 };

void ak_tally_add(const struct ak_site *site, struct ak_tally *tally, const struct ak_node *node);
void ak_tally_columns(const char *columns[AK_TALLY_COLUMNS]);
void ak_tally_put(struct ak_site *site, const struct ak_tally *tally); /* as cells */
void ak_tally_explain(struct ak_site *site);

/*
 * ---- html_drawing.c: shapes. A drawing has a name, lies in a region that scrolls, and stands beside a table of the
 * same.
 */

void ak_drawing_begin(struct ak_site *site, const char *name, unsigned width, unsigned height);
void ak_drawing_end(struct ak_site *site, const char *caption);
void ak_drawing_line(struct ak_site *site, const char *kind, int x1, int y1, int x2, int y2);
void ak_drawing_rect(struct ak_site *site, const char *kind, int x, int y, int width, int height);
void ak_drawing_dot(struct ak_site *site, const char *kind, int x, int y, int radius);
void ak_drawing_text(struct ak_site *site, const char *kind, int x, int y, const char *text);
/* A curve to the right from one height to another at x, with an arrow head at its end. */
void ak_drawing_arc(struct ak_site *site, int x, int from, int to, int reach);

/* ---- the pages, each file its own */

void ak_pages_start(struct ak_site *site);     /* html_start.c */
/*
 * html_object.c: its phase, as one of a list of facts, where it has one; fields and values as they stand, as a table
 * right under a heading.
 */
void ak_put_phase(struct ak_site *site, const struct ak_node *node);
void ak_put_values(struct ak_site *site, const struct ak_node *node);
/* The disputes about it, as a list; nothing where there are none. */
void ak_put_disputes(struct ak_site *site, const struct ak_node *node);
void ak_pages_objects(struct ak_site *site);   /* html_object.c */
/* html_history.c: the sections of an object's page, and the pages of what is too long for it. */
void ak_put_history(struct ak_site *site, const struct ak_node *node);
/* What a change of one field comes to: "Progress: 20 % → 40 %". type has the field, or is NULL. */
void ak_put_step(struct ak_site *site, const struct ak_type *type, const struct ak_change *change);
void ak_pages_history(struct ak_site *site, const struct ak_node *node);
void ak_pages_decisions(struct ak_site *site); /* html_decisions.c */
void ak_pages_parties(struct ak_site *site);   /* html_parties.c */
/*
 * html_nature.c: the promises of a party (NULL: of all) counted by kind of obligation, as a section; nothing where
 * none tells.
 */
void ak_put_natures(struct ak_site *site, const char *party);
void ak_pages_gaps(struct ak_site *site);      /* html_gaps.c */
void ak_pages_relations(struct ak_site *site); /* html_relations.c */
void ak_pages_charter(struct ak_site *site);   /* html_charter.c */
void ak_pages_types(struct ak_site *site);     /* html_type.c */
/* What a field holds: "one of: open, gereed, expected". */
void ak_put_holds(struct ak_site *site, const struct ak_charter *charter, const struct ak_field *field);
/* What an object of a type freezes, as a paragraph; the type has a freeze. */
void ak_put_freeze(struct ak_site *site, const struct ak_type *type);
void ak_pages_audit(struct ak_site *site);     /* html_audit.c, with the next ones */
void ak_pages_lists(struct ak_site *site);     /* html_lists.c */
/* How many records are in a list of it by the path of that, or AK_POSITION_NONE: it is another page. */
uint32_t ak_list_count(const struct ak_site *site, const char *path);
void ak_put_forks(struct ak_site *site);       /* html_fork.c */
void ak_put_split(struct ak_site *site);
void ak_pages_seals(struct ak_site *site);     /* html_seals.c */
void ak_pages_keys(struct ak_site *site);      /* html_keys.c */
void ak_pages_records(struct ak_site *site);   /* html_record.c */
/* All of a record but its bytes, under a heading; first_effect is the number of its first effect, from 1, or 0. */
void ak_put_record_body(struct ak_site *site, uint32_t record, uint32_t first_effect);
/* Of each record the number of its first effect, from 1, or 0; to be freed, NULL without memory. */
uint32_t *ak_effects_first(const struct ak_ledger *ledger);
void ak_pages_about(struct ak_site *site);     /* html_about.c */

/* html_style.c */
extern const char *const ak_site_style[]; /* lines, NULL-ended */

#endif
