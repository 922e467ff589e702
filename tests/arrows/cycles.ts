import { isRelative, type SourceFile, targetOf } from './imports.ts';

/**
 * Files that reach themselves through their imports, types included: one shortest way round for each knot of files
 * (Tarjan's strongly connected components), its first file again at the end.
 */
export const cyclesOf = (files: readonly SourceFile[]): string[][] => {
  const known = new Set(files.map(({ path }) => path));
  const edges = new Map(
    files.map(({ path, imports }) => {
      const targets = imports.flatMap(({ specifier }) =>
        specifier !== undefined && isRelative(specifier) ? [targetOf(path, specifier)] : [],
      );
      return [path, [...new Set(targets)].filter((target) => known.has(target))];
    }),
  );
  return knotsOf(edges).flatMap((knot) => {
    const [first] = knot;
    const way = first === undefined ? undefined : wayRound(first, edges);
    return way ? [way] : [];
  });
};

type Edges = ReadonlyMap<string, readonly string[]>;

const knotsOf = (edges: Edges): string[][] => {
  const place = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const knots: string[][] = [];

  /** The lowest place on the stack that can be reached from `node`. */
  const reach = (node: string): number => {
    const at = place.size;
    place.set(node, at);
    stack.push(node);
    let low = at;
    for (const next of edges.get(node) ?? []) {
      if (!place.has(next)) low = Math.min(low, reach(next));
      else if (stack.includes(next)) low = Math.min(low, place.get(next) ?? at);
    }
    lowest.set(node, low);
    if (low === at) knots.push(stack.splice(stack.indexOf(node)));
    return low;
  };

  for (const node of edges.keys()) if (!place.has(node)) reach(node);
  return knots;
};

/** The shortest way from a file back to itself, breadth first; undefined when there is none. */
const wayRound = (start: string, edges: Edges): string[] | undefined => {
  const ways: string[][] = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way; way = ways.shift()) {
    for (const next of edges.get(way.at(-1) ?? start) ?? []) {
      if (next === start) return [...way, start];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
};
