import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readScenario } from './format.ts';
import type { Scenario } from './scenario.ts';

const folder = resolve(import.meta.dirname, '../scenarios');
const ending = '.scenario.yaml';

/** A scenario out of its file. Rejects with what is wrong, and where. */
export async function readScenarioFile(file: string): Promise<Scenario> {
  const name = file
    .slice(file.lastIndexOf('/') + 1)
    .replace(/\.ya?ml$/, '')
    .replace(/\.scenario$/, '');
  return readScenario(await readFile(file, 'utf8'), name);
}

/** Every scenario of the library, by name. */
export async function readLibrary(): Promise<readonly Scenario[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(ending)).toSorted();
  return Promise.all(files.map((file) => readScenarioFile(join(folder, file))));
}
