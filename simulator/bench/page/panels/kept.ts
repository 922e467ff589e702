import { useState } from 'preact/hooks';

/** A choice that is still made when the page comes again; one of `all`, the first unless another was made. */
export function useKept<Choice extends string>(
  name: string,
  all: readonly [Choice, ...Choice[]],
): readonly [Choice, (choice: Choice) => void] {
  const [choice, choose] = useState<Choice>(() => {
    const kept = sessionStorage.getItem(name);
    return all.find((it) => it === kept) ?? all[0];
  });
  return [
    choice,
    (next) => {
      sessionStorage.setItem(name, next);
      choose(next);
    },
  ];
}
