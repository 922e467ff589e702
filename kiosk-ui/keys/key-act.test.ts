import { expect, test } from 'vitest';
import { keyAct } from './key-act.ts';

const list = { pad: false, typed: false, onButton: false };
const pad = { pad: true, typed: false, onButton: false };
const typed = { ...pad, typed: true };
const onButton = { ...list, onButton: true };

test('arrows move the focus, held or not', () => {
  expect(keyAct('ArrowDown', false, list)).toEqual({ move: 'down' });
  expect(keyAct('ArrowLeft', true, typed)).toEqual({ move: 'left' });
});

test('every key that means back goes back', () => {
  for (const key of ['Escape', 'Backspace', 'BrowserBack', 'GoBack']) {
    expect(keyAct(key, false, list), key).toEqual({ back: true });
    expect(keyAct(key, false, onButton), key).toEqual({ back: true });
  }
});

test('on a number pad the last digit is taken back first; Escape is back all the same', () => {
  expect(keyAct('Backspace', false, typed)).toEqual({ press: 'delete' });
  expect(keyAct('Backspace', false, pad)).toEqual({ back: true });
  expect(keyAct('Delete', false, pad)).toEqual({ press: 'delete' });
  expect(keyAct('Escape', false, typed)).toEqual({ back: true });
});

test('digits and X press their own keys of a number pad, and nothing elsewhere', () => {
  expect(['0', '7', 'x', 'X'].map((key) => keyAct(key, false, pad))).toEqual([
    { press: '0' },
    { press: '7' },
    { press: 'x' },
    { press: 'x' },
  ]);
  for (const key of ['7', 'x', 'Delete']) expect(keyAct(key, false, list), key).toBeUndefined();
  for (const key of ['F1', 'y', 'Tab', '10']) expect(keyAct(key, false, pad), key).toBeUndefined();
});

test('Enter is the number pad’s own only where no button has the focus', () => {
  expect(keyAct('Enter', false, typed)).toEqual({ press: 'ok' });
  expect(keyAct('Enter', false, { ...typed, onButton: true })).toBeUndefined();
  expect(keyAct('Enter', false, onButton)).toBeUndefined();
  expect(keyAct('Enter', false, list)).toBeUndefined();
});

test('a held key never presses twice', () => {
  for (const key of ['Enter', ' ', 'Escape', 'Backspace']) {
    expect(keyAct(key, true, onButton), key).toEqual({ nothing: true });
    expect(keyAct(key, true, typed), key).toEqual({ nothing: true });
  }
  expect(keyAct('5', true, typed)).toEqual({ nothing: true });
  expect(keyAct('Tab', true, list)).toBeUndefined();
});
