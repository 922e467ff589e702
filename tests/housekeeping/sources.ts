import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const rooms = [
  'kiosk-ui',
  'terminal',
  'device-drivers',
  'simulator',
  'statistics',
  'seeds',
  'tests',
  'runtime',
  'deploy',
];

/** Every file of the rooms that ends in one of these, from the project's root, and the files beside the rooms. */
export function sourcesEnding(endings: readonly string[]): string[] {
  const inRooms = rooms.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((it) => join(room, it)),
  );
  return [...inRooms, 'vite.config.ts'].filter((file) => endings.some((ending) => file.endsWith(ending))).sort();
}

export const linesOf = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1;

export const isTest = (file: string): boolean =>
  /(\.test|contract-suite)\.tsx?$/.test(file) || file.startsWith('tests/');
