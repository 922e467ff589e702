import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LockedPackage } from './packages.ts';

export const licencesFile = 'THIRD-PARTY-LICENSES.md';

/** Somebody else's work that is in the release, and the folder where its licence lies. */
export interface Shipped extends Omit<LockedPackage, 'path'> {
  readonly folder: string;
  /** Its code stands in the built pages, not in `node_modules`. */
  readonly inPages: boolean;
}

const isLicence = (name: string): boolean => /^(licen[cs]e|copying|notice)([-.].*)?$/i.test(name);

const textsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter(isLicence)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').trim());

/** The words of its licence are longer than any fence inside them. */
const quoted = (text: string): string => `\`\`\`\`\`\n${text}\n\`\`\`\`\``;

const part = ({ name, version, license, folder, inPages }: Shipped): string => {
  const texts = textsIn(folder);
  const where = inPages ? ' Its code is in the built pages.' : '';
  const words = texts.length > 0 ? texts.map(quoted) : ['Its authors ship no text of it.'];
  return [`## ${name} ${version}`, `Licence: ${license}.${where}`, ...words].join('\n\n');
};

/** One page with the licence of everything in the release that others wrote. */
export const licencesText = (shipped: readonly Shipped[]): string =>
  [
    '# Licences of what others wrote',
    'The project itself is under the Apache licence 2.0, in LICENSE.',
    ...shipped.map(part),
    '',
  ].join('\n\n');
