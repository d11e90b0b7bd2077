/* SPDX-License-Identifier: EUPL-1.2 */
/* Writing to an open file, of whoever. */
#include <errno.h>
#include <unistd.h>

#include "store/store.h"

bool ak_file_write(int file, struct ak_bytes bytes)
{
	while (bytes.size > 0) {
		ssize_t done = write(file, bytes.data, bytes.size);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes.data += done;
		bytes.size -= (size_t)done;
	}
	return true;
}
