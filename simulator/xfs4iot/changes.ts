/** The parts of `after` that are not so in `before`, as deep as they go; undefined when there are none. */
export function changesBetween(before: object, after: object): object | undefined {
  const held = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(after).flatMap(([name, value]): [string, unknown][] => {
    const was = held.get(name);
    if (isObject(was) && isObject(value)) {
      const inside = changesBetween(was, value);
      return inside ? [[name, inside]] : [];
    }
    return was === value ? [] : [[name, value]];
  });
  return changed.length > 0 ? Object.fromEntries(changed) : undefined;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
