/** Groups as a telephone number has them: as few as can be, of at most five, none much shorter than another. */
function groups(part: string): string {
  const count = Math.ceil(part.length / 5);
  const long = Math.ceil(part.length / count);
  return part.match(new RegExp(`.{1,${long}}`, 'g'))?.join(' ') ?? part;
}

/** A reference number as it is read aloud at a window: 20261121-7K3M9Q2XAB → 2026 1121-7K3M9 Q2XAB. */
export const spokenReference = (reference: string): string => reference.split('-').map(groups).join('-');
