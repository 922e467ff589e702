/** `npm run flows`: draws docs/flows.md anew from the machines. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { flowsPage } from './page.ts';

writeFileSync(resolve(import.meta.dirname, '../../../docs/flows.md'), flowsPage());
console.log('docs/flows.md is drawn.');
