/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/window.h"

#include "base/date.h"
#include "judge/order.h"
#include "sig/digest.h"

enum ak_status ak_window_judge(struct ak_judge *judge, uint32_t *set, uint32_t count, struct ak_error *err)
{
	struct ak_state *state = &judge->state;
	ak_standing_take(judge, set, count);
	enum ak_status status =
		ak_order(judge->admission, judge->ranks, judge->window_of, state->window, set, count, err);
	if (status != AK_OK)
		return status;
	for (uint32_t i = 0; i < count && !state->failed; i++)
		ak_record_judge(judge, set[i]);
	if (!state->failed)
		ak_text_write(state, &judge->since, set, count, &judge->text);
	if (state->failed)
		return ak_fail_memory(err);
	judge->root = ak_sha256(ak_buf_view(&judge->text));
	return AK_OK;
}

void ak_window_close(struct ak_judge *judge, uint32_t seal)
{
	judge->since = judge->root;
	judge->opened = ak_date_of(judge->admission->records[seal].time);
	ak_state_next_window(&judge->state);
}
