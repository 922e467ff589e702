import { parseAccept } from 'hono/utils/accept';
import { type Format, formats } from './parameters.ts';

export const mediaTypes: Readonly<Record<Format, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const fits = (range: string, type: string): boolean =>
  range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));

/** How exactly a range names a type: the exactest decides. */
const exactness = (range: string): number => (range === '*/*' ? 0 : range.endsWith('/*') ? 1 : 2);

const likingOf = (accepted: ReturnType<typeof parseAccept>, type: string): number => {
  const [best] = accepted
    .filter((it) => fits(it.type.toLowerCase(), type))
    .sort((a, b) => exactness(b.type) - exactness(a.type));
  return best?.q ?? 0;
};

/** What is liked best of what there is, JSON before the others; undefined when none of it is wanted. */
export const negotiated = (accept: string | undefined, offered: readonly Format[] = formats): Format | undefined => {
  const accepted = parseAccept(accept ?? '');
  if (accepted.length === 0) return offered[0];
  const liked = offered
    .map((format) => ({ format, liking: likingOf(accepted, mediaTypes[format]) }))
    .filter(({ liking }) => liking > 0)
    .sort((a, b) => b.liking - a.liking);
  return liked[0]?.format;
};
