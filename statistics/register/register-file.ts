import { readFileSync } from 'node:fs';
import type { Checked } from '../problem.ts';
import { type Register, readRegister } from './register.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this account may not read it',
  EISDIR: 'it is a folder',
};

/** Reads a register from its JSON file; every mistake names the file and where in it. */
export const readRegisterFile = (file: string): Checked<Register> => {
  const mistake = (message: string, path = '') => ({ path: `--register ${file}${path && ` ${path}`}`, message });
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return {
      ok: false,
      mistakes: [mistake(`${reasons[code] ?? code}; expected a JSON file that lists units and terminals`)],
    };
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { ok: false, mistakes: [mistake(`not JSON (${error instanceof Error ? error.message : error})`)] };
  }
  const read = readRegister(value);
  if (read.ok) return read;
  return { ok: false, mistakes: read.mistakes.map(({ path, message }) => mistake(message, path)) };
};
