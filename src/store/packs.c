/* SPDX-License-Identifier: EUPL-1.2 */
/* The formats are those of gitformat-pack(5). */
#include "store/packs.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libdeflate.h>

#include "store/delta.h"

enum {
	NAME_SIZE = 20,
	FAN_SIZE = 4 * 256,
	INDEX_HEAD_SIZE = 8,
	INDEX_ENTRY_SIZE = NAME_SIZE + 4 + 4, /* name, checksum, offset */
	PACK_HEAD_SIZE = 12,
	/* deltas: git makes no more than 51 unless it is asked to; trees, which change little, have such */
	CHAIN_MAX = 64,
	/* bytes inflated and copied on the way to an object: beyond, libgit2's memory of others gains */
	WORK_MAX = 1 << 26,
	PACKS_MAX = 64,
	GUESSES_MAX = 6, /* where a name is in an index: nearly always enough */
};

enum { OFFSET_DELTA = 6, NAME_DELTA = 7 };

struct pack {
	struct ak_bytes index, pack; /* mapped */
	uint32_t count;		     /* of objects */
};

/* Bytes while an object is put together; never without room for a NUL behind them. */
struct piece {
	uint8_t *data;
	size_t size;
	size_t room;
};

struct ak_packs {
	struct pack packs[PACKS_MAX];
	unsigned count;
	unsigned last; /* the pack that was right the last time is asked first */
	struct libdeflate_decompressor *inflater;
	size_t work; /* left for this object */
	struct piece whole, delta, spare;
};

/* ------------------------------------------------------------------ opening */

static uint32_t read_u32(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static struct ak_bytes map_file(const char *path)
{
	struct ak_bytes mapped = {.data = NULL};
	struct stat info;
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
	if (file >= 0 && fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0) {
		void *data = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, file, 0);
		if (data != MAP_FAILED)
			mapped = (struct ak_bytes){.data = data, .size = (size_t)info.st_size};
	}
	if (file >= 0)
		close(file);
	return mapped;
}

static void unmap(struct ak_bytes *mapped)
{
	if (mapped->data)
		munmap((void *)mapped->data, mapped->size); /* NOLINT(clang-diagnostic-cast-qual) */
	*mapped = (struct ak_bytes){.data = NULL};
}

/* Whether the tables of the index lie within it: a fan that ascends, and an entry for each object. */
static bool check_index(struct pack *pack)
{
	static const uint8_t head[INDEX_HEAD_SIZE] = {0xff, 't', 'O', 'c', 0, 0, 0, 2};
	const size_t least = INDEX_HEAD_SIZE + FAN_SIZE + 2 * NAME_SIZE;
	if (pack->index.size < least || memcmp(pack->index.data, head, sizeof head) != 0)
		return false;
	pack->count = 0;
	for (size_t i = 0; i < 256; i++) {
		uint32_t here = read_u32(pack->index.data + INDEX_HEAD_SIZE + 4 * i);
		if (here < pack->count)
			return false;
		pack->count = here;
	}
	return pack->count <= (pack->index.size - least) / INDEX_ENTRY_SIZE;
}

static bool check_pack(const struct pack *pack)
{
	return pack->pack.size > PACK_HEAD_SIZE + NAME_SIZE && memcmp(pack->pack.data, "PACK", 4) == 0 &&
	       read_u32(pack->pack.data + 4) == 2;
}

/* Takes in <folder>/pack/<name>, an index, with its pack. */
static void add_pack(struct ak_packs *packs, const char *folder, const char *name)
{
	struct ak_buf path = AK_BUF_INIT;
	struct pack *pack = &packs->packs[packs->count];
	ak_buf_format(&path, "%s/pack/%s", folder, name);
	if (!path.failed)
		pack->index = map_file(ak_buf_string(&path));
	ak_buf_clear(&path);
	ak_buf_format(&path, "%s/pack/%.*s.pack", folder, (int)(strlen(name) - strlen(".idx")), name);
	if (!path.failed)
		pack->pack = map_file(ak_buf_string(&path));
	ak_buf_release(&path);
	if (check_index(pack) && check_pack(pack)) {
		packs->count++;
		return;
	}
	unmap(&pack->index);
	unmap(&pack->pack);
}

static void add_all(struct ak_packs *packs, const char *folder)
{
	struct ak_buf path = AK_BUF_INIT;
	ak_buf_format(&path, "%s/pack", folder);
	DIR *entries = path.failed ? NULL : opendir(ak_buf_string(&path));
	ak_buf_release(&path);
	for (struct dirent *entry; entries && packs->count < PACKS_MAX && (entry = readdir(entries));) {
		size_t size = strlen(entry->d_name);
		if (size > strlen(".idx") && strcmp(entry->d_name + size - strlen(".idx"), ".idx") == 0)
			add_pack(packs, folder, entry->d_name);
	}
	if (entries)
		closedir(entries);
}

struct ak_packs *ak_packs_open(const char *objects_folder)
{
	struct ak_packs *packs = calloc(1, sizeof *packs);
	if (!packs)
		return NULL;
	packs->inflater = libdeflate_alloc_decompressor();
	if (!packs->inflater) {
		free(packs);
		return NULL;
	}
	add_all(packs, objects_folder);
	return packs;
}

void ak_packs_free(struct ak_packs *packs)
{
	if (!packs)
		return;
	for (unsigned i = 0; i < packs->count; i++) {
		unmap(&packs->packs[i].index);
		unmap(&packs->packs[i].pack);
	}
	libdeflate_free_decompressor(packs->inflater);
	free(packs->whole.data);
	free(packs->delta.data);
	free(packs->spare.data);
	free(packs);
}

size_t ak_packs_count(const struct ak_packs *packs)
{
	size_t count = 0;
	for (unsigned i = 0; i < packs->count; i++)
		count += packs->packs[i].count;
	return count;
}

/* ------------------------------------------------------------------ where an object is */

/*
 * Its number in the index, or the count of all. Names are digests, so where one stands among its neighbours can be
 * foreseen, which saves most of the steps, each of which waits for memory; names that were made to mislead only cost
 * the first few.
 */
static uint32_t find_name(const struct pack *pack, const uint8_t *name)
{
	const uint8_t *fan = pack->index.data + INDEX_HEAD_SIZE;
	const uint8_t *names = fan + FAN_SIZE;
	uint32_t low = name[0] ? read_u32(fan + 4 * (size_t)(name[0] - 1)) : 0;
	uint32_t high = read_u32(fan + 4 * (size_t)name[0]);
	uint32_t wanted = read_u32(name + 1);
	uint32_t least = 0; /* those of names that stand between low and high are from least to most */
	uint32_t most = UINT32_MAX;
	for (unsigned step = 0; low < high; step++) {
		uint32_t middle = low + (high - low) / 2;
		if (step < GUESSES_MAX && least < most && least <= wanted && wanted <= most)
			middle = low + (uint32_t)((uint64_t)(high - low - 1) * (wanted - least) / (most - least));
		const uint8_t *here = names + (size_t)middle * NAME_SIZE;
		int order = memcmp(name, here, NAME_SIZE);
		if (order == 0)
			return middle;
		if (order < 0) {
			high = middle;
			most = read_u32(here + 1);
		} else {
			low = middle + 1;
			least = read_u32(here + 1);
		}
	}
	return pack->count;
}

/* Where it begins in the pack; 0, where no object can be, if it is not there or the index contradicts itself. */
static uint64_t find_offset(const struct pack *pack, const uint8_t *name)
{
	uint32_t number = find_name(pack, name);
	if (number == pack->count)
		return 0;
	size_t offsets = INDEX_HEAD_SIZE + FAN_SIZE + (size_t)pack->count * (NAME_SIZE + 4);
	uint32_t offset = read_u32(pack->index.data + offsets + (size_t)number * 4);
	if (!(offset & 0x80000000U))
		return offset;
	size_t far = offsets + (size_t)pack->count * 4 + (size_t)(offset & 0x7fffffffU) * 8;
	if (far + 8 + 2 * NAME_SIZE > pack->index.size)
		return 0;
	return (uint64_t)read_u32(pack->index.data + far) << 32 | read_u32(pack->index.data + far + 4);
}

/* ------------------------------------------------------------------ what stands there */

static bool take_head(struct ak_cursor *cursor, unsigned *type, size_t *size)
{
	if (cursor->at == cursor->end)
		return false;
	uint8_t byte = *cursor->at++;
	*type = byte >> 4 & 7;
	*size = byte & 15;
	return !(byte & 0x80) || ak_cursor_size(cursor, 4, size);
}

/* Where the base of a delta at offset begins: told as how far back, seven bits a byte, the highest first. */
static bool take_base(struct ak_cursor *cursor, uint64_t offset, uint64_t *base)
{
	uint64_t back = 0;
	for (unsigned count = 0; cursor->at < cursor->end && count < 9; count++) {
		uint8_t byte = *cursor->at++;
		back = back << 7 | (byte & 0x7f);
		if (!(byte & 0x80)) {
			*base = offset - back;
			return back > 0 && back < offset;
		}
		back++;
	}
	return false;
}

/* A delta on the way from an object to the one that it comes of, or that one. */
struct step {
	struct ak_cursor deflated;
	size_t size; /* inflated */
};

/*
 * Follows the bases from an offset: the last of the steps is no delta, but of this type. 0 where it is not the plain
 * case.
 */
static unsigned find_steps(const struct pack *pack, uint64_t offset, unsigned type, struct step steps[CHAIN_MAX])
{
	const uint8_t *end = pack->pack.data + pack->pack.size - NAME_SIZE;
	for (unsigned count = 0; count < CHAIN_MAX; count++) {
		unsigned found;
		struct ak_cursor *at = &steps[count].deflated;
		if (offset < PACK_HEAD_SIZE || offset >= pack->pack.size - NAME_SIZE)
			return 0;
		*at = (struct ak_cursor){pack->pack.data + offset, end};
		steps[count].size = 0;
		if (!take_head(at, &found, &steps[count].size) || steps[count].size > AK_PACKS_SIZE_MAX)
			return 0;
		if (found == type)
			return count + 1;
		if (found == OFFSET_DELTA) {
			if (!take_base(at, offset, &offset))
				return 0;
		} else if (found == NAME_DELTA && at->end - at->at > NAME_SIZE) {
			offset = find_offset(pack, at->at);
			at->at += NAME_SIZE;
		} else {
			return 0;
		}
	}
	return 0;
}

static bool make_room(struct ak_packs *packs, struct piece *piece, size_t size)
{
	if (size > packs->work)
		return false;
	packs->work -= size;
	if (size < piece->room)
		return true;
	free(piece->data);
	piece->room = size < 1 << 14 ? 1 << 14 : size + size / 2;
	piece->data = malloc(piece->room);
	if (!piece->data)
		piece->room = 0;
	return piece->data;
}

/* A stream that inflates to just what its head says. No honest one is much longer than that. */
static bool inflate_step(struct ak_packs *packs, const struct step *step, struct piece *piece)
{
	size_t left = (size_t)(step->deflated.end - step->deflated.at);
	size_t most = 2 * step->size + 1024;
	piece->size = step->size;
	return make_room(packs, piece, step->size) &&
	       libdeflate_zlib_decompress_ex(packs->inflater, step->deflated.at, left < most ? left : most, piece->data,
		       piece->size, &left, NULL) == LIBDEFLATE_SUCCESS;
}

static struct ak_bytes view(const struct piece *piece)
{
	return (struct ak_bytes){.data = piece->data, .size = piece->size};
}

/* What the delta makes of `whole` becomes `whole`. */
static bool apply(struct ak_packs *packs)
{
	size_t size;
	if (!ak_delta_result(view(&packs->delta), &size) || size > AK_PACKS_SIZE_MAX ||
		!make_room(packs, &packs->spare, size) ||
		!ak_delta_apply(view(&packs->delta), view(&packs->whole), packs->spare.data, size))
		return false;
	packs->spare.size = size;
	struct piece old = packs->whole;
	packs->whole = packs->spare;
	packs->spare = old;
	return true;
}

/* The object at offset, into `whole`. */
static bool read_at(struct ak_packs *packs, const struct pack *pack, uint64_t offset, unsigned type)
{
	struct step steps[CHAIN_MAX];
	unsigned count = find_steps(pack, offset, type, steps);
	packs->work = WORK_MAX;
	if (count == 0 || !inflate_step(packs, &steps[count - 1], &packs->whole))
		return false;
	while (--count > 0)
		if (!inflate_step(packs, &steps[count - 1], &packs->delta) || !apply(packs))
			return false;
	packs->whole.data[packs->whole.size] = '\0';
	return true;
}

bool ak_packs_read(struct ak_packs *packs, const uint8_t *name, enum ak_packs_type type, size_t limit,
	struct ak_bytes *bytes)
{
	for (unsigned i = 0; i < packs->count; i++) {
		unsigned number = (packs->last + i) % packs->count;
		uint64_t offset = find_offset(&packs->packs[number], name);
		if (offset == 0)
			continue;
		packs->last = number;
		if (!read_at(packs, &packs->packs[number], offset, type) || packs->whole.size > limit)
			return false;
		*bytes = view(&packs->whole);
		return true;
	}
	return false;
}
