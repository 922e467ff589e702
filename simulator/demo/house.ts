import { demonstrationHospital } from '../../seeds/hospital.ts';
import { people } from '../../seeds/people.ts';
import { demonstrationTechnician } from '../../seeds/technician.ts';
import { readConfig } from '../../terminal/config.ts';
import type { Ports } from '../../terminal/ports.ts';
import { createTerminal, type Terminal } from '../../terminal/terminal.ts';
import { type Bench, createBench } from '../bench/bench.ts';
import { createVirtualShelf } from '../devices/virtual-shelf.ts';
import type { HospitalModel } from '../hospital/model.ts';
import { createMemoryJournal } from '../world/memory-journal.ts';

export interface HouseParts extends Pick<Ports, 'clock' | 'chance' | 'network' | 'log'> {
  /** A number from 0 up to, but not with, 1. */
  readonly luck: () => number;
  readonly hospital: HospitalModel;
  /** Where the hospital's contract begins: its address, and the key its notices are signed with. */
  readonly hospitalUrl: string;
  readonly noticeKey: string;
  /** Where the patients' page is. */
  readonly kiosk: string;
}

/** The production terminal with virtual devices and the bench before them. There is no hub, and the journal is in memory. */
export function createHouse(parts: HouseParts): { readonly terminal: Terminal; readonly bench: Bench } {
  const { clock, chance, network, log, luck, hospital, kiosk } = parts;
  const shelf = createVirtualShelf(clock, luck);
  const read = readConfig({
    terminal: 'DEMO-1',
    hospital: demonstrationHospital.name,
    place: { zh: '网页演示', en: 'In this page' },
    zone: demonstrationHospital.timeZone,
    hospitalUrl: parts.hospitalUrl,
    noticeKey: parts.noticeKey,
    technician: demonstrationTechnician,
    devices: shelf.config,
  });
  if (!read.ok) throw new Error(read.mistakes.join('\n'));
  const ports: Ports = { clock, chance, journal: createMemoryJournal(), network, links: shelf.links, log };
  return {
    terminal: createTerminal(ports, read.config),
    bench: createBench({ kiosk, people, shelf, now: clock.now, hospital }),
  };
}
