import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiFile, openApiText } from './openapi-file.ts';

/** Writes the hub's published OpenAPI document anew: `npm run openapi`. */
writeFileSync(join(import.meta.dirname, '../..', openApiFile), openApiText());
console.log(`wrote ${openApiFile}`);
