/** 153621800 fen → `1536218.00`. Integer arithmetic: no amount passes through a fraction. */
export const yuanText = (fen: number): string => {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`${fen} is not an amount in fen`);
  const size = Math.abs(fen);
  return `${fen < 0 ? '-' : ''}${Math.trunc(size / 100)}.${String(size % 100).padStart(2, '0')}`;
};

/** `1536218.00` → `1,536,218.00`, for people. */
export const grouped = (text: string): string => text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
