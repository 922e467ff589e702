/// <reference types="@journeyapps/wa-sqlite" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import createModule from '@journeyapps/wa-sqlite/dist/wa-sqlite.mjs';

type Address = number;

/** What is used of SQLite as it was compiled to WebAssembly. 64-bit numbers come and go as two halves. */
export interface WasmModule {
  readonly HEAPU8: Uint8Array;
  UTF8ToString(address: Address): string;
  stringToUTF8(text: string, address: Address, room: number): void;
  lengthBytesUTF8(text: string): number;
  getValue(address: Address, type: 'i32' | 'i64' | '*'): number;
  setValue(address: Address, value: number, type: 'i32'): void;
  getTempRet0(): number;
  vfs_register(vfs: object, isDefault: boolean): number;
  _getSqliteFree(): Address;
  _sqlite3_malloc(bytes: number): Address;
  _sqlite3_free(address: Address): void;
  _sqlite3_open_v2(name: Address, database: Address, flags: number, vfs: Address): number;
  _sqlite3_extended_result_codes(database: Address, on: number): number;
  _sqlite3_close_v2(database: Address): number;
  _sqlite3_errmsg(database: Address): Address;
  _sqlite3_get_autocommit(database: Address): number;
  _sqlite3_exec(database: Address, sql: Address, callback: number, argument: number, error: number): number;
  _sqlite3_prepare_v2(database: Address, sql: Address, bytes: number, statement: Address, tail: number): number;
  _sqlite3_bind_text(statement: Address, at: number, text: Address, bytes: number, free: Address): number;
  _sqlite3_bind_double(statement: Address, at: number, value: number): number;
  _sqlite3_step(statement: Address): number;
  _sqlite3_reset(statement: Address): number;
  _sqlite3_finalize(statement: Address): number;
  _sqlite3_column_count(statement: Address): number;
  _sqlite3_column_name(statement: Address, column: number): Address;
  _sqlite3_column_type(statement: Address, column: number): number;
  _sqlite3_column_text(statement: Address, column: number): Address;
  _sqlite3_column_double(statement: Address, column: number): number;
  _sqlite3_randomness(count: number, out: Address): void;
}

const file = createRequire(import.meta.url).resolve('@journeyapps/wa-sqlite/dist/wa-sqlite.wasm');
const compiled = new WebAssembly.Module(readFileSync(file));

/** A machine of its own, as a process has: when the power is cut in the midst of a call, the next start gets a new one. */
export const startModule = (): Promise<WasmModule> =>
  createModule({
    instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) {
      receive(new WebAssembly.Instance(compiled, imports));
      return {};
    },
  });
