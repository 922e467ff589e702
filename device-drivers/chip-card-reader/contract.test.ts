import { expect } from 'vitest';
import { issueHospitalCard } from '../../simulator/devices/hospital-card.ts';
import { createM1Card } from '../../simulator/devices/m1-card.ts';
import { createPcscPlugBoard } from '../../simulator/devices/pcsc-plug-board.ts';
import { createVirtualBankCard } from '../../simulator/devices/virtual-chip-card.ts';
import { createVirtualPcscReader, type VirtualCard } from '../../simulator/devices/virtual-pcsc-reader.ts';
import { createVirtualSocialSecurityCard } from '../../simulator/devices/virtual-social-security-card.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import {
  type ChipCardReaderBench,
  chipCardReaderContract,
  hospitalKeys,
  hospitalNumber,
  hospitalPlace,
  li,
  type SuiteCard,
  suiteProfile,
  zhang,
} from './contract-suite.ts';
import { createChipCardReader } from './driver.ts';

chipCardReaderContract('in memory', async (): Promise<ChipCardReaderBench> => {
  const clock = createVirtualClock(Date.UTC(2026, 10, 2));
  const virtual = createVirtualPcscReader({ clock });
  const board = createPcscPlugBoard();
  const plug = () => board.plug('chip-card-reader', virtual);
  plug();
  const log: DeviceEvent[] = [];
  const reader = createChipCardReader({
    openPcsc: board.openPcsc,
    address: 'memory:chip-card-reader',
    clock,
    log: (event) => log.push(event),
    profile: suiteProfile,
  });
  const hospital = createM1Card(Uint8Array.of(0x0a, 0x0b, 0x0c, 0x0d));
  issueHospitalCard(hospital, hospitalNumber, { ...hospitalPlace, ...hospitalKeys });
  const cards: Readonly<Record<SuiteCard, () => VirtualCard>> = {
    zhang: () => createVirtualSocialSecurityCard(zhang),
    li: () => createVirtualSocialSecurityCard(li, { generation: 'first', selecting: 'fetch', records: 'short' }),
    hospital: () => hospital,
    blank: () => createM1Card(Uint8Array.of(1, 2, 3, 4)),
    foreign: createVirtualBankCard,
  };
  return {
    reader,
    log,
    put: (card) => virtual.put(cards[card]()),
    take: virtual.take,
    busy: () => virtual.state().busy,
    failNext: virtual.failNext,
    unplug: async () => board.unplug('chip-card-reader'),
    plug: async () => plug(),
    until: async (condition) => expect(await clock.runUntil(condition, 120_000)).toBe(true),
    pass: clock.advance,
    async close() {
      await clock.advance(60_000);
      expect(clock.pending).toBe(0);
    },
  };
});
