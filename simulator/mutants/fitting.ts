import type { Mutant } from './mutant.ts';

/** A patch that does not fit the source it is for: the source has moved on, or the patch was never right. */
export class MisfitError extends Error {
  override name = 'MisfitError';
}

/** The source with the mutant in it; throws `MisfitError` when its line does not stand there exactly once. */
export function mutatedSource(source: string, { name, file, line, mutated }: Mutant): string {
  const lines = source.split('\n');
  const at = lines.findIndex((it) => it.trim() === line);
  const times = lines.filter((it) => it.trim() === line).length;
  if (times !== 1) throw new MisfitError(`mutant ${name}: in ${file} this line stands ${times} times: ${line}`);
  if (mutated === line) throw new MisfitError(`mutant ${name}: ${file} stays as it is`);
  return lines.with(at, mutated).join('\n');
}
