import { spawnSync } from 'node:child_process';

/** How tests go that call a program: skipped, with the reason, where it is not; they fail under its REQUIRE_… =1. */
export const needing = (program: string, variable: string): { readonly skip: boolean; readonly title: string } => {
  const missing = spawnSync(program, ['--version']).error !== undefined;
  return {
    skip: missing && process.env[variable] !== '1',
    title: missing ? ` (${program} is not on this machine)` : '',
  };
};
