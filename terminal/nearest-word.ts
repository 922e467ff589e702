/** The known word that a mistyped one was most likely meant to be; nothing when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((it) => ({ it, steps: distance(word.toLowerCase(), it.toLowerCase()) }))
    .filter(({ it, steps }) => steps <= Math.max(1, Math.floor(Math.max(word.length, it.length) / 3)))
    .sort((one, other) => one.steps - other.steps);
  return best?.it;
}

/** How many letters have to be put in, left out or changed to make one word of the other (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, counterpart] of [...other].entries()) {
      const changed = (row[column] ?? 0) + (letter === counterpart ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
