/** The middle value; the mean of the middle two of an even number. NaN of none. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const above = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? above : (above + (sorted[middle - 1] ?? Number.NaN)) / 2;
};

/** Makes the median of absolute deviations what a standard deviation is where values are normally distributed. */
const madScale = 1.4826;

/** Ratios that lie closer together than a tenth say more of how few they are than of what is usual. */
const narrowest = Math.log(1.1);

/** How positive values are distributed, by their logarithms, so that half and double are equally far. */
export interface Spread {
  readonly middle: number;
  /** How many usual deviations a value is from the middle; negative below it. */
  readonly deviations: (value: number) => number;
}

export const spreadOf = (values: readonly number[]): Spread => {
  const logs = values.map(Math.log);
  const middle = median(logs);
  const usual = Math.max(narrowest, madScale * median(logs.map((it) => Math.abs(it - middle))));
  return { middle: Math.exp(middle), deviations: (value) => (Math.log(value) - middle) / usual };
};
