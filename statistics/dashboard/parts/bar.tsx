interface BarProps {
  /** 0 to 1. */
  readonly share: number;
  readonly care?: boolean;
}

/** A length to compare down a column; the figure stands beside it. */
export const Bar = ({ share, care }: BarProps) => (
  <span
    class={care ? 'bar care' : 'bar'}
    style={{ '--share': `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%` }}
    aria-hidden="true"
  />
);
