/** From nothing to the half of all, thick, and on to 95 of a hundred, thin; shares of a common width. */
export const Span = ({ half, most }: { readonly half: number; readonly most: number }) => (
  <svg class="span" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
    <rect class="half" x="0" y="3" width={half * 100} height="8" />
    <path class="rest" d={`M${half * 100},7H${most * 100}M${Math.max(0, most * 100 - 0.4)},3V11`} />
  </svg>
);
