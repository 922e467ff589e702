import { sweep } from './sweep.ts';

// What axe looks at is where it is in the standard look.
sweep({ look: 'lowered', axe: false });
