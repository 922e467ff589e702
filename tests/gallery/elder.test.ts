import { sweep } from './sweep.ts';

sweep({ look: 'elder', axe: true });
