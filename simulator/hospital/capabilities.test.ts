import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Capabilities } from '../../terminal/hospital/contract/capabilities.ts';
import { capabilitiesOf } from './capabilities.ts';
import { createHospitalModel } from './model.ts';
import { trialWorld } from './trial-world.ts';
import type { HospitalWorld } from './world.ts';

const day = '2026-11-20';
const withPolicy = (policy: Partial<HospitalWorld['policy']>): HospitalWorld => ({
  ...trialWorld,
  policy: { ...trialWorld.policy, ...policy },
});

test('what is offered is as the contract has it, and nothing more of the policy gets out', () => {
  const offered = capabilitiesOf(trialWorld, day);
  expect(v.parse(Capabilities, offered)).toEqual(offered);
});

test('registering for today is on, until a day from which another mode holds', () => {
  const world = withPolicy({
    sameDay: [
      { from: '2026-12-01', mode: 'off' },
      { from: day, mode: 'emergencyOnly' },
    ],
  });
  const modeOn = (today: string) => capabilitiesOf(world, today).registration.sameDay;
  expect(modeOn('2026-11-19')).toBe('on');
  expect(modeOn(day)).toBe('emergencyOnly');
  expect(modeOn('2026-11-30')).toBe('emergencyOnly');
  expect(modeOn('2027-03-01')).toBe('off');
});

test('typing a number and showing a booking code are offered where there is an errand for them', () => {
  const bare = { ...withPolicy({ typedIdFor: [] }), errands: ['registration'] as const };
  expect(capabilitiesOf(bare, day).credentials).toEqual(['idCard', 'hospitalCard', 'socialSecurityCard', 'code']);
  const full = { ...withPolicy({ typedIdFor: ['collection'] }), errands: ['collection'] as const };
  expect(capabilitiesOf(full, day).credentials).toEqual(expect.arrayContaining(['typedId', 'booking']));
});

test('special days are told until they are over', () => {
  const { clinicHours } = trialWorld.policy;
  const specialDays = [
    { day: '2026-10-01', hours: [] },
    { day, hours: [{ from: '09:00', to: '11:00' }] },
    { day: '2027-01-01', hours: [] },
  ];
  const world = withPolicy({ clinicHours: clinicHours && { ...clinicHours, specialDays } });
  const offered = capabilitiesOf(world, day).clinicHours;
  expect(offered?.specialDays).toEqual(specialDays.slice(1));
  expect(offered?.week).toEqual(clinicHours?.week);
});

test('a policy that is changed is offered from then on, here and nowhere else', () => {
  const open = () => createHospitalModel({ world: trialWorld, now: () => Date.parse(day), chance: () => 0.5 });
  const [changed, other] = [open(), open()];
  const before = other.verbs.getCapabilities({});
  changed.controls.changePolicy({ payWithinSeconds: 20, settle: 'beforePayment', card: null });
  expect(changed.verbs.getCapabilities({})).toMatchObject({
    ok: true,
    value: { payment: { payWithinSeconds: 20 }, insurance: { settle: 'beforePayment' }, card: null },
  });
  expect(other.verbs.getCapabilities({})).toEqual(before);
});

test('what a hospital has not is null', () => {
  const without = withPolicy({ insurance: null, card: null, notices: null, guardianUnder: null, clinicHours: null });
  const nothing = { insurance: null, card: null, notices: null, guardianUnder: null, clinicHours: null };
  expect(capabilitiesOf(without, day)).toMatchObject(nothing);
});
