/** A heap snapshot of a page, read: which texts it holds, and who holds them. */
import type { CDPSession } from 'playwright-core';

interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

export interface Heap {
  /** Every text of the heap, one a line: strings, names of functions and properties, sources of scripts. */
  readonly texts: string;
  /** What is spelt by lists of single characters, one list a line. */
  readonly spelt: string;
  /** Who holds a text, from the root on; undefined where nobody does. */
  holderOf(text: string): string | undefined;
  /** Elements that stand on no page any more and are held all the same. */
  readonly detached: readonly string[];
  /** What the live objects have as a text under this property. */
  valuesOf(property: string): ReadonlySet<string>;
}

/** Collects what nobody holds, and takes a snapshot of the rest. */
export async function heapOf(session: CDPSession): Promise<Heap> {
  const chunks: string[] = [];
  const take = ({ chunk }: { chunk: string }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  return readHeap(JSON.parse(chunks.join('')));
}

/** Edges that keep nothing alive. */
const idle = 'weak';
/** Edges whose name is a place in an array, not a text. */
const numbered = ['element', 'hidden'];

function readHeap({ snapshot: { meta }, nodes, edges, strings }: Snapshot): Heap {
  const node = fields(meta.node_fields);
  const edge = fields(meta.edge_fields);
  const [nodeTypes] = meta.node_types;
  const [edgeTypes] = meta.edge_types;
  const count = nodes.length / node.size;
  const at = (list: readonly number[], place: number) => list[place] ?? 0;
  const nameOf = (it: number) => strings[at(nodes, it * node.size + node.of('name'))] ?? '';
  const typeOf = (it: number) => nodeTypes[at(nodes, it * node.size + node.of('type'))] ?? '';

  const firstEdge = new Uint32Array(count + 1);
  for (let it = 0; it < count; it++)
    firstEdge[it + 1] = (firstEdge[it] ?? 0) + at(nodes, it * node.size + node.of('edge_count'));

  function* edgesOf(it: number) {
    for (let one = firstEdge[it] ?? 0; one < (firstEdge[it + 1] ?? 0); one++) {
      const place = one * edge.size;
      const type = edgeTypes[at(edges, place + edge.of('type'))] ?? '';
      const label = at(edges, place + edge.of('name_or_index'));
      const to = at(edges, place + edge.of('to_node')) / node.size;
      yield { type, to, label, name: numbered.includes(type) ? `[${label}]` : (strings[label] ?? '') };
    }
  }

  /** Breadth first from the root, so that a path is the shortest. */
  function paths(): Map<number, { readonly from: number; readonly name: string }> {
    const held = new Map([[0, { from: -1, name: '' }]]);
    for (const it of held.keys())
      for (const { type, to, name } of edgesOf(it))
        if (type !== idle && !held.has(to)) held.set(to, { from: it, name });
    return held;
  }
  let held: ReturnType<typeof paths> | undefined;

  /** An array's characters in their order; of anything else nothing. */
  function speltBy(it: number): string {
    const characters: [place: number, character: string][] = [];
    for (const { type, to, label } of edgesOf(it)) {
      const text = type === 'element' && typeOf(to) === 'string' ? nameOf(to) : '';
      if ([...text].length === 1) characters.push([label, text]);
    }
    return characters
      .sort(([a], [b]) => a - b)
      .map(([, character]) => character)
      .join('');
  }

  return {
    texts: strings.join('\n'),
    spelt: Array.from({ length: count }, (_, it) => speltBy(it))
      .filter((text) => text !== '')
      .join('\n'),
    detached: Array.from({ length: count }, (_, it) => it)
      .filter((it) => at(nodes, it * node.size + node.of('detachedness')) === 2)
      .map(nameOf),
    holderOf(text) {
      held ??= paths();
      const found = [...held.keys()].find((it) => nameOf(it).includes(text));
      if (found === undefined) return undefined;
      const steps: string[] = [];
      for (let it = found; it > 0; it = held.get(it)?.from ?? 0)
        steps.unshift(`${held.get(it)?.name} (${typeOf(it)} ${nameOf(it).slice(0, 40)})`);
      return steps.join(' › ');
    },
    valuesOf(property) {
      const values = new Set<string>();
      for (let it = 0; it < count; it++) {
        if (typeOf(it) !== 'object') continue;
        for (const { type, to, name } of edgesOf(it)) {
          if (type === 'property' && name === property && typeOf(to) === 'string') values.add(nameOf(to));
        }
      }
      return values;
    },
  };
}

function fields(names: readonly string[]) {
  const places = new Map(names.map((name, place) => [name, place]));
  return {
    size: names.length,
    of(name: string): number {
      const place = places.get(name);
      if (place === undefined) throw new Error(`this browser's snapshots have no ${name}`);
      return place;
    },
  };
}
