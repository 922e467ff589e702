/**
 * A weak entity tag of an answer: as long as its figures are the same, whenever they were read and in whichever form they
 * are sent.
 */
export const etagOf = (sha256: (text: string) => string, answer: object, format: string): string => {
  const { asOf: _, ...figures } = answer as { asOf?: number };
  return `W/"${sha256(`${format}\n${JSON.stringify(figures)}`).slice(0, 32)}"`;
};

/** Whether somebody has it already: `If-None-Match` names this tag, weakly compared, or anything there is. */
export const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean => {
  if (ifNoneMatch === undefined) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => bare(tag) === bare(etag));
};
