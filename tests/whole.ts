/**
 * `npm test` holds the short form of what is tried many times over: a fair sample, and always the same one.
 * `TESTS=whole npm test` holds all of it. A test whose samples leave something out says so in its title, with `sample`.
 */

/** Whether everything is tried. */
export const whole = process.env.TESTS === 'whole';

/** Moving pictures are the processor's work here. In the short form pages that are not about them ask for stillness. */
export const motion = whole ? 'no-preference' : 'reduce';

/** What the title of a test ends with that tries only a sample in the short form. */
export const sample = whole ? '' : ' (a sample; TESTS=whole for all)';

/** All of them; in the short form every n-th, from the one at `from` on, so that several tests can share a list out. */
export const everyNth = <Thing>(n: number, all: readonly Thing[], from = 0): readonly Thing[] =>
  all.filter((_, at) => whole || at % n === from % n);

/**
 * All things in all ways; in the short form each thing in one way, the ways taking turns. `from` is the way of the first
 * thing: where the same things are tried in several tests, each begins with another.
 */
export const inTurn = <Thing, Way>(
  all: readonly Thing[],
  ways: readonly Way[],
  from = 0,
): readonly (readonly [thing: Thing, way: Way])[] =>
  all.flatMap((thing, at) =>
    ways.flatMap((way, which) => (whole || which === (at + from) % ways.length ? [[thing, way] as const] : [])),
  );
