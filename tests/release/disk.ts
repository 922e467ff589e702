/**
 * A disk whose power fails. What is in a file, and which names are in a folder, is on it only once that was synced; what of
 * the rest is found after the power cut is as luck has it.
 */
import type { Files } from '../../deploy/release/update/files.ts';

type Node =
  | { readonly kind: 'file'; bytes: Uint8Array; kept: Uint8Array }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'folder'; names: Map<string, Node>; kept: Map<string, Node> };
type Folder = Extract<Node, { kind: 'folder' }>;

/** What the disk's own cache still had the time for: nothing, everything, or some of it. */
export type Luck = 'nothing' | 'everything' | 'some';

export class PowerCut extends Error {
  override name = 'PowerCut';
}

export interface Disk extends Files {
  /** Changes so far. */
  readonly steps: number;
  /** The power fails in the middle of a change yet to come, counted from 1; from then on everything throws. */
  cutAt(step: number, luck: Luck): void;
  /** What is found on it afterwards. */
  powerOn(): void;
  /** Every further write finds it full. */
  fill(): void;
}

const keep = (node: Node): void => {
  if (node.kind === 'file') node.kept = node.bytes;
  if (node.kind === 'folder') node.kept = new Map(node.names);
};

const folder = (): Folder => ({ kind: 'folder', names: new Map(), kept: new Map() });
const partsOf = (path: string): string[] => path.split('/').filter((it) => it !== '');

export const createDisk = (): Disk => {
  const root = folder();
  let steps = 0;
  let cut: { readonly step: number; readonly luck: Luck } | undefined;
  let dead = false;
  let full = false;

  const living = () => {
    if (dead) throw new PowerCut('the power has failed');
  };
  const find = (parts: readonly string[]): Node | undefined =>
    parts.reduce<Node | undefined>((at, name) => (at?.kind === 'folder' ? at.names.get(name) : undefined), root);
  const at = (path: string): Node | undefined => {
    living();
    return find(partsOf(path));
  };
  /** The folder a path's last name is in, and that name. */
  const place = (path: string): { readonly within: Folder; readonly name: string } => {
    const parts = partsOf(path);
    const within = find(parts.slice(0, -1));
    const name = parts.at(-1);
    if (within?.kind !== 'folder' || name === undefined) throw new Error(`ENOENT: ${path}`);
    return { within, name };
  };
  /** A change that is made, or is the one at which the power fails. */
  const change = (make: () => void, halfMade: () => void = () => {}) => {
    living();
    steps += 1;
    if (cut?.step !== steps) return make();
    halfMade();
    dead = true;
    throw new PowerCut('the power fails');
  };
  const below = (node: Node | undefined, prefix: string): string[] =>
    node?.kind === 'folder'
      ? [...node.names].flatMap(([name, it]) =>
          it.kind === 'folder' ? below(it, `${prefix}${name}/`) : [`${prefix}${name}`],
        )
      : [];

  return {
    get steps() {
      return steps;
    },
    read(path) {
      const node = at(path);
      return node?.kind === 'file' ? node.bytes : undefined;
    },
    list(path) {
      const node = at(path);
      return node?.kind === 'folder' ? [...node.names.keys()].sort() : [];
    },
    below: (path) => below(at(path), ''),
    target(path) {
      const node = at(path);
      return node?.kind === 'link' ? node.target : undefined;
    },
    makeFolder: (path) =>
      change(() => {
        partsOf(path).reduce<Folder>((within, name) => {
          const made = within.names.get(name) ?? folder();
          if (made.kind !== 'folder') throw new Error(`ENOTDIR: ${path}`);
          within.names.set(name, made);
          return made;
        }, root);
      }),
    write(path, bytes) {
      const put = (what: Uint8Array) => {
        const { within, name } = place(path);
        const there = within.names.get(name);
        // As the system does it: a file that is there is written over, under whatever other names it may be kept.
        if (there?.kind === 'file') there.bytes = what;
        else within.names.set(name, { kind: 'file', bytes: what, kept: new Uint8Array() });
      };
      change(
        () => {
          if (full) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
          put(bytes);
        },
        () => put(bytes.subarray(0, bytes.length / 2)),
      );
    },
    link: (target, path) =>
      change(() => {
        const { within, name } = place(path);
        if (within.names.has(name)) throw new Error(`EEXIST: ${path}`);
        within.names.set(name, { kind: 'link', target });
      }),
    rename: (from, to) =>
      change(() => {
        const [source, aim] = [place(from), place(to)];
        const node = source.within.names.get(source.name);
        const there = aim.within.names.get(aim.name);
        if (!node) throw new Error(`ENOENT: ${from}`);
        if (there?.kind === 'folder' && there.names.size > 0) throw new Error(`ENOTEMPTY: ${to}`);
        source.within.names.delete(source.name);
        aim.within.names.set(aim.name, node);
      }),
    remove: (path) =>
      change(
        () => {
          if (find(partsOf(path))) place(path).within.names.delete(place(path).name);
        },
        () => {
          // A folder goes file by file.
          const node = find(partsOf(path));
          if (node?.kind !== 'folder') return;
          for (const name of [...node.names.keys()].slice(0, node.names.size / 2)) node.names.delete(name);
        },
      ),
    sync: (path) =>
      change(() => {
        const node = find(partsOf(path));
        if (!node) throw new Error(`ENOENT: ${path}`);
        keep(node);
      }),
    flush: (path) =>
      change(() => {
        if (!find(partsOf(path))) throw new Error(`ENOENT: ${path}`);
        const all = (node: Node): void => {
          keep(node);
          if (node.kind === 'folder') for (const it of node.names.values()) all(it);
        };
        all(root);
      }),
    cutAt(step, luck) {
      cut = { step, luck };
    },
    powerOn() {
      const luck = cut?.luck ?? 'everything';
      let turn = steps;
      const found = (node: Node): void => {
        turn += 1;
        const lost = luck === 'nothing' || (luck === 'some' && turn % 2 === 0);
        if (lost && node.kind === 'file') node.bytes = node.kept;
        if (lost && node.kind === 'folder') node.names = new Map(node.kept);
        keep(node);
        if (node.kind === 'folder') for (const it of node.names.values()) found(it);
      };
      found(root);
      dead = false;
      cut = undefined;
    },
    fill() {
      full = true;
    },
  };
};
