import { sweep } from './sweep.ts';

sweep({ look: 'standard', axe: true });
