import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFile, schemaText } from './config-schema.ts';
import { logPageFile, logPageText } from './log-page.ts';

/** Writes anew what is published of the terminal's configuration and its logs: `npm run terminal-docs`. */
for (const [file, text] of [
  [schemaFile, schemaText()],
  [logPageFile, logPageText()],
] as const) {
  writeFileSync(join(import.meta.dirname, '..', file), text);
  console.log(`wrote ${file}`);
}
