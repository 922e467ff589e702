import type { Machine } from './machine.ts';
import { folderOf, standingOf } from './standing.ts';
import { damageOf } from './verified.ts';

const healthLine = async (machine: Machine): Promise<string[]> => {
  const lines: string[] = [];
  for (const program of machine.programs) {
    const health = await machine.health(program);
    const state = !health ? 'does not answer' : health.good ? 'is well' : 'is not well';
    lines.push(`${program.name}: ${state}${health?.busy ? ', with a visit or an order under way' : ''}`);
  }
  return lines;
};

/** How the machine stands, a line each; it changes nothing. */
export const status = async (machine: Machine): Promise<readonly string[]> => {
  const { files, places } = machine;
  const { current, previous, ledger, highest } = standingOf(machine);
  const shown = (release: string | undefined): string => {
    if (release === undefined) return 'none';
    const damage = damageOf(files, folderOf(places, release));
    return damage === undefined ? `${release}, whole` : `${release}, damaged: ${damage}`;
  };
  return [
    `in use: ${shown(current)}`,
    `before it: ${shown(previous === current ? undefined : previous)}`,
    `kept: ${files.list(places.releases).join(', ') || 'none'}`,
    `only releases with a counter above ${highest} are installed`,
    ...(ledger.trying ? [`a change to ${ledger.trying.release} was cut off: run hospital-kiosk-update settle`] : []),
    ...(await healthLine(machine)),
  ];
};
