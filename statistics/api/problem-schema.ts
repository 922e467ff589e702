import * as v from 'valibot';
import { UsageCursor } from '../../terminal/hub-contract.ts';

/** A refusal, as RFC 9457 has it. */
export const Problem = v.object({
  status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
  /** To switch on. */
  code: v.string(),
  title: v.string(),
  detail: v.exactOptional(v.string()),
  /** With `gap`. */
  expected: v.exactOptional(v.nullable(UsageCursor)),
  /** With `malformed`: where something is wrong, and what was expected. */
  errors: v.exactOptional(v.array(v.object({ path: v.string(), message: v.string() }))),
});
