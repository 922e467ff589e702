import type { Masked } from '../screen/parts.ts';

/** Masks as the domain wants them on screens, slips and logs. All count code points, not UTF-16 units. */

/** 张三 → 张*, 张小三 → 张*三, 欧阳小娜 → 欧**娜. */
export function maskName(name: string): Masked {
  const letters = [...name.trim()];
  if (letters.length <= 1) return '*';
  if (letters.length === 2) return `${letters[0]}*`;
  return `${letters[0]}*${'*'.repeat(letters.length - 3)}${letters.at(-1)}`;
}

/** 320100199003071234 → 320***********1234. */
export const maskIdNumber = (number: string): Masked => middleMasked(number);

/** 13812345678 → 138****5678. */
export const maskPhone = (number: string): Masked => middleMasked(number);

/** Three at the front and four at the end stay; of what is too short for that nothing does. */
function middleMasked(text: string): Masked {
  const letters = [...text];
  const hidden = letters.length - 7;
  if (hidden <= 0) return `*${'*'.repeat(Math.max(0, letters.length - 1))}`;
  return `${letters.slice(0, 3).join('')}*${'*'.repeat(hidden - 1)}${letters.slice(-4).join('')}`;
}
