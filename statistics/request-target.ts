import { type Problem, problem } from './problem.ts';

const longest = 2_048;

const wrong = (detail: string): Problem => problem('targetWrong', { detail });

/**
 * What is wrong with the target of a request as it stands in its first line, before anybody resolves it: an address that
 * is not written plainly is refused, not understood.
 */
export const targetMistake = (target: string): Problem | undefined => {
  if (target.length > longest) return problem('targetTooLong', { detail: `expected at most ${longest} characters` });
  if (!target.startsWith('/')) return wrong('expected a path of this hub, beginning with /');
  const [path = ''] = target.split('?');
  if (/[^\x21-\x7e]/.test(target)) return wrong('expected printable ASCII; encode the rest');
  if (/[\\#]|%(?:2f|5c|00)/i.test(path)) return wrong('expected no encoded or backward slashes, no # and no NUL');
  if (/%(?![0-9a-f]{2})/i.test(path)) return wrong('expected two hexadecimal digits after every %');
  const steps = path
    .slice(1)
    .split('/')
    .map((it) => it.replace(/%2e/gi, '.'));
  if (steps.some((it) => it === '.' || it === '..')) return wrong('expected no steps up or in place');
  return steps.slice(0, -1).includes('') ? wrong('expected no empty steps') : undefined;
};
