/** Rounds in which each side has its turn. */
export const usualRounds = 12;

/** One operation of a side; gives what it cost, or whatever was measured of it. */
export type Side<Sample> = (round: number) => Sample | Promise<Sample>;

/**
 * Lets the sides take turns, operation by operation; each round begins with another, so that none always follows the same
 * one or comes first. A round before the first, which counts nothing, warms all of them up.
 */
export async function inRounds<Name extends string, Sample>(
  sides: Readonly<Record<Name, Side<Sample>>>,
  rounds = usualRounds,
): Promise<Record<Name, Sample[]>> {
  const names = Object.keys(sides) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]])) as Record<Name, Sample[]>;
  for (const name of names) await sides[name](-1);
  for (let round = 0; round < rounds; round++) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) samples[name].push(await sides[name](round));
  }
  return samples;
}
