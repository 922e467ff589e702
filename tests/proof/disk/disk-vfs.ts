import type { DiskCall, VirtualDisk } from './virtual-disk.ts';
import type { WasmModule } from './wasm-module.ts';

/** The system under SQLite: its disk, and what stands between the two. */
export interface System {
  readonly disk: VirtualDisk;
  /** Does what is asked. Returns SQLite's code for how it went, 0 when it went well; throws when the power is cut. */
  ask(call: DiskCall): number;
  /** For the salts of the write-ahead log. */
  luck(): number;
}

const ok = 0;
const notFound = 12;
const cannotOpen = 14;
const shortRead = 522;
const create = 0x4;
const journalOrLog = 0x800 | 0x4000 | 0x80000;

/**
 * As the SQLite in Node has it on Linux: a write leaves the bytes beside it alone, and sectors are taken to be of 4096
 * bytes. The first is what a disk has to keep to that tears sectors of 512; the second makes nothing safer in WAL mode.
 */
const powersafeOverwrite = 0x1000;
const sectorsTakenFor = 4096;

/** A disk as SQLite asks for one, every call answered at once, going about syncs of folders as SQLite does on Unix. */
export function createDiskVfs(name: string, module: WasmModule, { disk, ask, luck }: System): object {
  const files = new Map<number, string>();
  /** Files with whose first sync the folder is written through too. */
  const newcomers = new Set<number>();
  const shared: number[] = [];

  const nameOf = (file: number): string => {
    const known = files.get(file);
    if (known === undefined) throw new Error('SQLite uses a file that is not open');
    return known;
  };
  const offset = (low: number, high: number) => high * 2 ** 32 + (low >>> 0);
  const fill = (address: number, count: number, value = 0) => module.HEAPU8.fill(value, address, address + count);

  return {
    name,
    mxPathname: 64,
    hasAsyncMethod: () => false,
    xOpen(_vfs: number, path: number, file: number, flags: number, outFlags: number) {
      if (path === 0) return cannotOpen;
      const opened = module.UTF8ToString(path);
      if (!disk.has(opened)) {
        if ((flags & create) === 0) return cannotOpen;
        const code = ask({ kind: 'create', file: opened });
        if (code !== ok) return code;
      }
      files.set(file, opened);
      if ((flags & journalOrLog) !== 0) newcomers.add(file);
      module.setValue(outFlags, flags, 'i32');
      return ok;
    },
    xDelete(_vfs: number, path: number, syncFolder: number) {
      const code = ask({ kind: 'delete', file: module.UTF8ToString(path) });
      return code === ok && syncFolder !== 0 ? ask({ kind: 'syncFolder' }) : code;
    },
    xAccess(_vfs: number, path: number, _flags: number, out: number) {
      module.setValue(out, disk.has(module.UTF8ToString(path)) ? 1 : 0, 'i32');
      return ok;
    },
    xFullPathname(_vfs: number, path: number, room: number, out: number) {
      module.stringToUTF8(module.UTF8ToString(path), out, room);
      return ok;
    },
    xRandomness(_vfs: number, count: number, out: number) {
      for (let at = 0; at < count; at++) module.HEAPU8[out + at] = Math.floor(256 * luck());
      return count;
    },
    xSleep: () => ok,
    xCurrentTimeInt64(_vfs: number, out: number) {
      fill(out, 8);
      return ok;
    },
    xClose(file: number) {
      files.delete(file);
      newcomers.delete(file);
      return ok;
    },
    xRead(file: number, out: number, count: number, low: number, high: number) {
      const bytes = disk.read(nameOf(file), offset(low, high), count);
      module.HEAPU8.set(bytes, out);
      if (bytes.length === count) return ok;
      fill(out + bytes.length, count - bytes.length);
      return shortRead;
    },
    xWrite(file: number, data: number, count: number, low: number, high: number) {
      const bytes = module.HEAPU8.slice(data, data + count);
      return ask({ kind: 'change', file: nameOf(file), change: { kind: 'write', at: offset(low, high), bytes } });
    },
    xTruncate(file: number, low: number, high: number) {
      return ask({ kind: 'change', file: nameOf(file), change: { kind: 'truncate', size: offset(low, high) } });
    },
    xSync(file: number) {
      const code = ask({ kind: 'sync', file: nameOf(file) });
      if (code !== ok || !newcomers.delete(file)) return code;
      return ask({ kind: 'syncFolder' });
    },
    xFileSize(file: number, out: number) {
      const size = disk.sizeOf(nameOf(file));
      module.setValue(out, size, 'i32');
      module.setValue(out + 4, 0, 'i32');
      return ok;
    },
    // There is one process, with one connection.
    xLock: () => ok,
    xUnlock: () => ok,
    xCheckReservedLock(_file: number, out: number) {
      module.setValue(out, 0, 'i32');
      return ok;
    },
    xFileControl: () => notFound,
    xSectorSize: () => sectorsTakenFor,
    xDeviceCharacteristics: () => powersafeOverwrite,
    // The log's index is shared memory: gone with the process, and made anew from the log by the next.
    xShmMap(_file: number, region: number, size: number, extend: number, out: number) {
      if (shared[region] === undefined && extend !== 0) {
        const address = module._sqlite3_malloc(size);
        fill(address, size);
        shared[region] = address;
      }
      module.setValue(out, shared[region] ?? 0, 'i32');
      return ok;
    },
    xShmLock: () => ok,
    xShmBarrier: () => undefined,
    xShmUnmap() {
      for (const address of shared.splice(0)) module._sqlite3_free(address);
      return ok;
    },
  };
}
