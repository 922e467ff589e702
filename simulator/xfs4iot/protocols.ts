/** The protocols a card offers in its answer to reset (ISO/IEC 7816-3, 8.2.3: TD1, TD2 …); T=0 where it names none. */
export function protocolsIn(atr: Uint8Array): readonly ('chipT0' | 'chipT1')[] {
  const offered = new Set<'chipT0' | 'chipT1'>();
  let at = 1;
  let says = atr[at] ?? 0;
  // Each group's bits say which of its bytes TA, TB, TC and TD follow.
  while ((says & 0x80) !== 0 && at < atr.length) {
    at += bits(says >> 4);
    says = atr[at] ?? 0;
    const protocol = says & 0x0f;
    if (protocol === 0) offered.add('chipT0');
    if (protocol === 1) offered.add('chipT1');
  }
  return offered.size > 0 ? [...offered] : ['chipT0'];
}

const bits = (nibble: number): number => [1, 2, 4, 8].filter((bit) => (nibble & bit) !== 0).length;
