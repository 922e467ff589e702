/** A line without axes: the shape of a course, beside the figure that says how much. Decoration to whoever hears the page. */
export const Spark = ({ values }: { readonly values: readonly number[] }) => {
  if (values.length < 2) return <svg class="spark" aria-hidden="true" />;
  const top = Math.max(...values, 1);
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * 100;
    return `${x.toFixed(2)},${(24 - (value / top) * 22).toFixed(2)}`;
  });
  const line = `M${points.join('L')}`;
  return (
    <svg class="spark" viewBox="0 0 100 26" preserveAspectRatio="none" aria-hidden="true">
      <path class="ground" d={`${line}L100,25L0,25Z`} />
      <path d={line} />
    </svg>
  );
};
