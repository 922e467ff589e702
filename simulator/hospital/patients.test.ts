import { expect, test } from 'vitest';
import { code, createTrial, trialSlot, value } from './trial.ts';

const zhang = { idNumber: '11010519491231002X', name: '张明远' };

test('a resident finds the record by the number and the name of the card', () => {
  expect(value(createTrial().ask('findPatient', zhang))).toEqual({ recordId: 'R1', name: '张明远' });
});

test('a rare character is a character like any other', () => {
  const found = createTrial().ask('findPatient', { idNumber: '440524188001010014', name: '𠮷小满' });
  expect(value(found).recordId).toBe('R2');
});

test('the spaces a chip pads its fields with do not make another name', () => {
  expect(code(createTrial().ask('findPatient', { ...zhang, name: '张明远   ' }))).toBe('granted');
});

test('a number without a record is unknown', () => {
  expect(code(createTrial().ask('findPatient', { ...zhang, idNumber: '320100200104239931' }))).toBe('patientUnknown');
});

test('a name other than the record’s differs', () => {
  expect(code(createTrial().ask('findPatient', { ...zhang, name: '张明元' }))).toBe('nameDiffers');
});

test('a blocked patient is told so, and cannot lock either', () => {
  const trial = createTrial();
  expect(code(trial.ask('findPatient', { idNumber: '320100196908149951', name: '钱大有' }))).toBe('patientBlocked');
  expect(code(trial.ask('lockSlot', { lockId: 'L1', slotId: trialSlot, recordId: 'R3' }))).toBe('notAllowed');
});

test('a patient blocked after being found cannot lock, and can again when unblocked', () => {
  const trial = createTrial();
  trial.model.controls.blockPatient('R1');
  expect(code(trial.ask('lockSlot', { lockId: 'L1', slotId: trialSlot, recordId: 'R1' }))).toBe('notAllowed');
  trial.model.controls.unblockPatient('R1');
  expect(code(trial.ask('lockSlot', { lockId: 'L2', slotId: trialSlot, recordId: 'R1' }))).toBe('granted');
  expect(() => trial.model.controls.blockPatient('R99')).toThrow('R99');
});

test('nobody locks for a record that does not exist', () => {
  expect(code(createTrial().ask('lockSlot', { lockId: 'L1', slotId: trialSlot, recordId: 'R99' }))).toBe('notAllowed');
});
