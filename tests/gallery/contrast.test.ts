import { sweep } from './sweep.ts';

sweep({ look: 'contrast', axe: true });
