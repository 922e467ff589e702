/** Masks as the domain wants them on screens, slips and logs. All count code points, not UTF-16 units. */

/** 张三 → 张*, 张小三 → 张*三, 欧阳小娜 → 欧**娜. */
export function maskName(name: string): string {
  const letters = [...name.trim()];
  if (letters.length <= 1) return '*';
  if (letters.length === 2) return `${letters[0]}*`;
  return `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`;
}
