import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openApiFile, openApiText } from './openapi-file.ts';

/** Writes the published OpenAPI document anew: `npm run openapi`. */
const file = join(import.meta.dirname, '../..', openApiFile);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, openApiText());
console.log(`wrote ${openApiFile}`);
