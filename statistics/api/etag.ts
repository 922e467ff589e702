/**
 * An answer as JSON, and its weak entity tag: as long as its figures are the same, whenever they were read and in whichever
 * form they are sent. They are long, and made into text once.
 */
export const tagged = (sha256: (text: string) => string, answer: object, format: string) => {
  const { asOf, ...figures } = answer as { asOf?: number };
  const told = JSON.stringify(figures);
  return {
    json: asOf === undefined ? told : `{"asOf":${asOf},${told.slice(1)}`,
    etag: `W/"${sha256(`${format}\n${told}`).slice(0, 32)}"`,
  };
};

/** Whether somebody has it already: `If-None-Match` names this tag, weakly compared, or anything there is. */
export const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean => {
  if (ifNoneMatch === undefined) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => bare(tag) === bare(etag));
};
