import { type Change, createExtent, type Extent } from './extent.ts';
import { type Cut, drawCut, type Luck, type Pending, survivorOf, type Temper } from './survival.ts';

/** What a system asks of a disk that changes something on it. */
export type DiskCall =
  | { readonly kind: 'create' | 'delete' | 'sync'; readonly file: string }
  | { readonly kind: 'syncFolder' }
  | { readonly kind: 'change'; readonly file: string; readonly change: Change };

/** A file as the system shows it, what of it is on the disk for certain, and what lies between the two. */
interface DiskFile {
  readonly shown: Extent;
  durable: Extent;
  pending: Pending[];
}

/** A name that was given or taken away, and the folder not written through since. */
interface Naming {
  readonly order: number;
  readonly name: string;
  readonly file: DiskFile | undefined;
}

export interface Survivor {
  readonly disk: VirtualDisk;
  readonly temper: Temper;
}

/**
 * A disk as a file system shows it. What was written is there to be read at once, and is there after a power cut only if
 * it was written through; what was not is dropped, kept, reordered and torn as luck has it.
 */
export interface VirtualDisk {
  take(call: DiskCall): void;
  has(file: string): boolean;
  sizeOf(file: string): number;
  read(file: string, at: number, count: number): Uint8Array;
  /** The system fails to write a file through: some of it arrived, and it will not be tried again. */
  failSync(file: string, luck: Luck): void;
  /** What was asked so far was promised to somebody. */
  promise(): void;
  /** Whether something that belongs to the last promise is in danger in this file. */
  inDanger(file: string): boolean;
  /** The disk after a power cut. Of a promise that is in danger something is lost. */
  afterCut(luck: Luck): Survivor;
}

export interface DiskManners {
  /** It says at once that all is written through, and keeps so many of the last calls in a memory that needs power. */
  readonly liesAbout?: number;
}

const nothing = new Uint8Array(0);

export function createVirtualDisk(
  manners: DiskManners = {},
  files: ReadonlyMap<string, Uint8Array> = new Map(),
): VirtualDisk {
  const { liesAbout } = manners;
  let order = 0;
  /** Calls of the last promise: those after `from`, up to `to`. */
  let promised = { from: 0, to: 0 };
  const fileOf = (bytes: Uint8Array): DiskFile => ({
    shown: createExtent(bytes),
    durable: createExtent(bytes),
    pending: [],
  });
  const shown = new Map([...files].map(([name, bytes]) => [name, fileOf(bytes)]));
  const durable = new Map(shown);
  let namings: Naming[] = [];

  function fileNamed(name: string): DiskFile {
    const file = shown.get(name);
    if (!file) throw new Error(`the disk has no file ${name}`);
    return file;
  }

  function write(file: DiskFile, until: number): void {
    const arrived = file.pending.filter((it) => it.order <= until);
    for (const change of arrived) file.durable.change(change);
    file.pending = file.pending.slice(arrived.length);
  }

  function writeFolder(until: number): void {
    for (const { name, file } of namings.filter((it) => it.order <= until)) {
      if (file) durable.set(name, file);
      else durable.delete(name);
    }
    namings = namings.filter((it) => it.order > until);
  }

  /** Every file that is there now, or may be there again. */
  const everyFile = () => new Set([...shown.values(), ...durable.values(), ...namings.flatMap((it) => it.file ?? [])]);

  function take(call: DiskCall): void {
    order += 1;
    switch (call.kind) {
      case 'create':
      case 'delete': {
        const file = call.kind === 'create' ? fileOf(nothing) : undefined;
        if (file) shown.set(call.file, file);
        else shown.delete(call.file);
        namings.push({ order, name: call.file, file });
        break;
      }
      case 'change': {
        const file = fileNamed(call.file);
        file.shown.change(call.change);
        file.pending.push({ ...call.change, order });
        break;
      }
      case 'sync':
        if (liesAbout === undefined) write(fileNamed(call.file), order);
        break;
      case 'syncFolder':
        if (liesAbout === undefined) writeFolder(order);
        break;
    }
    if (liesAbout === undefined) return;
    for (const file of everyFile()) write(file, order - liesAbout);
    writeFolder(order - liesAbout);
  }

  /** What was promised last and is not on the disk for certain. */
  function endangered(name: string): readonly Pending[] {
    const pending = shown.get(name)?.pending ?? [];
    const before = pending.findLastIndex((it) => it.order <= promised.from);
    return pending.slice(before + 1).filter((it) => it.order <= promised.to);
  }

  /** A checkpoint copies: what is in danger in one file may be safe in another that was written to later. */
  function isCopied(name: string, since: number): boolean {
    return [...shown].some(([other, { pending }]) => other !== name && (pending.at(-1)?.order ?? 0) > since);
  }

  /** The names the folder has on the disk, each in any of the states it had since the folder was written through. */
  function namesAfter(cut: Cut): ReadonlyMap<string, DiskFile> {
    const names = new Map(durable);
    for (const { order: at, name, file } of namings) {
      const arrives =
        cut.temper === 'everything' ||
        (cut.temper === 'scattered' && cut.luck() < cut.share) ||
        (cut.temper === 'inOrder' && at < cut.reached);
      if (arrives && file) names.set(name, file);
      if (arrives && !file) names.delete(name);
    }
    return names;
  }

  return {
    take,
    has: (name) => shown.has(name),
    sizeOf: (name) => fileNamed(name).shown.size,
    read: (name, at, count) => fileNamed(name).shown.read(at, count),
    failSync(name, luck) {
      const file = fileNamed(name);
      const cut = drawCut(luck, file.pending[0]?.order ?? order, order);
      file.durable = createExtent(survivorOf(file.durable, file.pending, cut));
      file.pending = [];
    },
    promise() {
      promised = { from: promised.to, to: order };
    },
    inDanger(name) {
      const [first] = endangered(name);
      return first !== undefined && !isCopied(name, first.order);
    },
    afterCut(luck) {
      const orders = [...everyFile()].flatMap(({ pending }) => pending.slice(0, 1).map((it) => it.order));
      const cut = drawCut(luck, Math.min(order, ...orders), order);
      const kept = [...namesAfter(cut)].map(([name, file]): [string, Uint8Array] => {
        const promises = shown.get(name) === file ? endangered(name) : [];
        const doomed = promises[Math.floor(promises.length * luck())];
        return [name, survivorOf(file.durable, file.pending, cut, doomed)];
      });
      return { disk: createVirtualDisk({}, new Map(kept)), temper: cut.temper };
    },
  };
}
