import { readFile } from 'node:fs/promises';
import { readConfig, type TerminalConfig } from './config.ts';

/** The terminal's configuration in a file. Rejects with what is wrong with it, a line each, and what was expected. */
export async function configFrom(file: string): Promise<TerminalConfig> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${file} cannot be read. Name the configuration with --config FILE.`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const read = readConfig(json);
  if (!read.ok) throw new Error(`${file} cannot be used:\n${read.mistakes.map((line) => `  ${line}`).join('\n')}`);
  return read.config;
}
