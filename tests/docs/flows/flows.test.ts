import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { setup } from 'xstate';
import { readMachine } from '../../../simulator/charts/definition.ts';
import { stateDiagram } from './mermaid.ts';
import { flowsPage } from './page.ts';
import { chapters } from './paragraphs.ts';
import { waysIn } from './ways.ts';

const written = readFileSync('docs/flows.md', 'utf8');
const diagrams = [...written.matchAll(/^```mermaid\n(.*?)\n```$/gms)].map(([, text = '']) => text);

test('the page is what the machines are: if it is not, `npm run flows` draws it anew', () => {
  expect(written).toBe(flowsPage());
});

test('every machine of the terminal has its chapter', () => {
  const files = globSync('terminal/**/*.ts').filter(
    (file) => !file.endsWith('.test.ts') && readFileSync(file, 'utf8').includes('.createMachine({'),
  );
  expect(chapters.map(({ file }) => file).sort()).toEqual(files.sort());
  expect(chapters.map(({ machine, file }) => file.includes(`/${machine.id}-machine.ts`))).not.toContain(false);
});

/** What Mermaid's grammar has for a state diagram, as far as we use it; a colon or a semicolon would end an arrow's words. */
const lines = {
  box: /^ *state "[^":;]+" as (\w+)$/,
  opened: /^ *state "[^":;]+" as (\w+) \{$/,
  closed: /^ *\}$/,
  regions: /^ *--$/,
  first: /^ *\[\*\] --> (\w+)$/,
  last: /^ *(\w+) --> \[\*\]$/,
  arrow: /^ *(\w+) --> (\w+) : [^:;#"]+$/,
};

test.each(chapters.map(({ machine }, at) => [machine.id, diagrams[at] ?? ''] as const))(
  '%s is a diagram that Mermaid takes',
  (_, diagram) => {
    const [head, ...body] = diagram.split('\n');
    expect(head).toBe('stateDiagram-v2');
    const boxes: string[][] = [[]];
    for (const line of body) {
      const kinds = Object.entries(lines).filter(([, form]) => form.test(line));
      expect(kinds, line).toHaveLength(1);
      const [[kind, form] = ['', /./]] = kinds;
      const names = form.exec(line)?.slice(1) ?? [];
      if (kind === 'box' || kind === 'opened') boxes.at(-1)?.push(...names);
      // Both ends of an arrow stand in the box it is written in: Mermaid cannot draw others.
      else expect(boxes.at(-1), line).toEqual(expect.arrayContaining(names));
      if (kind === 'opened') boxes.push([]);
      if (kind === 'closed') boxes.pop();
    }
    expect(boxes).toHaveLength(1);
  },
);

const house = setup({ types: { events: {} as { type: 'go' | 'out' | 'swap' } } }).createMachine({
  id: 'house',
  initial: 'room',
  on: { out: '.street' },
  states: {
    room: {
      initial: 'bed',
      states: {
        bed: { on: { go: 'chair', swap: 'bed' } },
        chair: { on: { go: '#house.street', swap: '#house.room' } },
      },
    },
    street: { type: 'final' },
  },
});

test('an arrow out of a box says what it leaves, one back to the box leads to its first part, a loop is told', () => {
  const { root } = readMachine(house).definition;
  const { arrows, told } = waysIn(root);
  expect(arrows).toEqual([
    { from: 'room.bed', to: 'room.chair', words: 'go' },
    { from: 'room', to: 'street', words: 'chair · go' },
    { from: 'room.chair', to: 'room.bed', words: 'swap' },
  ]);
  expect(told).toEqual([
    { from: [''], to: ['street'], words: ['out'] },
    { from: ['room.bed'], to: ['room.bed'], words: ['swap'] },
  ]);
  expect(stateDiagram(root, arrows)).toBe(`stateDiagram-v2
  state "room" as room {
    state "bed" as room_bed
    state "chair" as room_chair
    [*] --> room_bed
    room_bed --> room_chair : go
    room_chair --> room_bed : swap
  }
  state "street" as street
  [*] --> room
  room --> street : chair · go
  street --> [*]`);
});
