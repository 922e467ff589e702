import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { isPair, isScalar, parse, parseDocument, visit } from 'yaml';
import { TerminalConfig } from './config.ts';
import { configIn } from './config-file.ts';
import { schemaFile, schemaText } from './config-schema.ts';

const text = readFileSync(new URL('../deploy/terminal/terminal.example.yaml', import.meta.url), 'utf8');

/** The example with one thing changed. */
function changed(from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the example has no ${from}`);
  return text.replace(from, to);
}

const saidOf = (yaml: string): string => {
  try {
    configIn(yaml, 'terminal.yaml');
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

test('YAML is read, and JSON as well', () => {
  expect(configIn(text, 'terminal.yaml').terminal).toBe('NJGL-OPD1-03');
  expect(configIn(JSON.stringify(parse(text)), 'terminal.json').terminal).toBe('NJGL-OPD1-03');
});

test('a mistake is named with its line', () => {
  const said = saidOf(changed('zone: Asia/Shanghai', 'zone: Mars/Olympus'));
  expect(said).toBe(
    `terminal.yaml cannot be used:\n  terminal.yaml:${lineOf('zone: Asia')}: zone: "Mars/Olympus" cannot be used; an IANA time zone is expected, such as Asia/Shanghai`,
  );
});

test('a key that is not known, and one that is missing inside a group, are found in the file', () => {
  expect(saidOf(changed('  ppi: 102', '  pqi: 102'))).toContain(
    `terminal.yaml:${lineOf('  ppi: 102')}: screen.pqi: no such key; did you mean ppi?`,
  );
  expect(saidOf(changed('  en: Nanjing Drum Tower Hospital\n', ''))).toContain(
    `terminal.yaml:${lineOf('hospital:\n')}: hospital.en: is missing`,
  );
});

test('several mistakes are all named', () => {
  const said = saidOf(changed('zone: Asia/Shanghai', 'zone: 5').replace('  ppi: 102', '  ppi: 1'));
  expect(said.split('\n')).toHaveLength(3);
});

test('a file whose form is wrong is told by line, without what it holds', () => {
  const said = saidOf(
    changed('    # pin: "123456"'.trim(), 'x: ["s3cret"').replace('ascii\n', 'ascii: "s3cret" oops\n'),
  );
  expect(said).toMatch(/^terminal\.yaml is neither YAML nor JSON:\n {2}terminal\.yaml:\d+: /);
  expect(said).not.toContain('s3cret');
  expect(saidOf(`${text}\nterminal: again\n`)).toMatch(/:\d+: Map keys must be unique/);
});

test('what YAML takes for an alias is told by line, without its name', () => {
  const said = saidOf(changed('zone: Asia/Shanghai', 'zone: *s3cret'));
  expect(said).toBe(
    `terminal.yaml cannot be used:\n  terminal.yaml:${lineOf('zone: Asia')}: what begins with * is an alias, and this one leads nowhere; put it in quotes if it is a text`,
  );
  expect(saidOf(changed('zone: Asia/Shanghai', 'zone: &a [*a]'))).toMatch(/^terminal\.yaml cannot be used:\n/);
});

/** The example with every optional key put in: those are comments, indented as the key would be. */
const whole = text.replace(/^( *)# ( *[a-z][A-Za-z]*:(?: \S+)?)$/gm, '$1$2');

type Schema = v.GenericSchema & { readonly wrapped?: Schema; readonly entries?: Readonly<Record<string, Schema>> };

/** Every key of the schema, with the groups around it. */
function keysOf(schema: Schema, around = ''): string[] {
  if (schema.wrapped) return keysOf(schema.wrapped, around);
  return Object.entries(schema.entries ?? {}).flatMap(([key, inner]) => {
    const path = around === '' ? key : `${around}.${key}`;
    return [path, ...keysOf(inner, path)];
  });
}

function keysIn(yaml: string): Set<string> {
  const found = new Set<string>();
  visit(parseDocument(yaml), {
    Pair(_, pair, path) {
      const around = [...path, pair].filter(isPair).map(({ key }) => (isScalar(key) ? String(key.value) : ''));
      found.add(around.join('.'));
    },
  });
  return found;
}

/** A driver has one name for most kinds, and is named where there are several. */
const unnamed = ['chipCardReader', 'magneticCardReader', 'reportPrinter'].map((kind) => `devices.${kind}.driver`);

test('every key of the schema occurs in the example, and can be used as it stands there', () => {
  const missing = keysOf(TerminalConfig).filter((key) => !keysIn(whole).has(key));
  expect(missing).toEqual(unnamed);
  expect(saidOf(whole)).toBe('');
});

/** What the schema says of keys that may be left out. */
function defaultsOf(schema: Schema, around = ''): [string, unknown][] {
  if (schema.wrapped) return defaultsOf(schema.wrapped, around);
  return Object.entries(schema.entries ?? {}).flatMap(([key, inner]): [string, unknown][] => {
    const path = around === '' ? key : `${around}.${key}`;
    const value = 'default' in inner ? inner.default : undefined;
    const own: [string, unknown][] = value === undefined || typeof value === 'object' ? [] : [[path, value]];
    return [...own, ...defaultsOf(inner, path)];
  });
}

test('where the example names a default, it is the schema’s', () => {
  const document = parseDocument(whole);
  const told = defaultsOf(TerminalConfig).filter(([path]) => !unnamed.includes(path));
  expect(told.length).toBeGreaterThan(9);
  for (const [path, value] of told) expect([path, document.getIn(path.split('.'))]).toEqual([path, value]);
});

test('the published schema is that of the program, and says what each key is for', () => {
  expect(readFileSync(new URL(`../${schemaFile}`, import.meta.url), 'utf8')).toBe(schemaText());
  const bare = keysOf(TerminalConfig).filter((path) => {
    const schema = path
      .split('.')
      .reduce<Schema | undefined>((outer, key) => within(outer)?.entries?.[key], TerminalConfig);
    const inner = within(schema);
    return !/\.(zh|en)$/.test(path) && (inner === undefined || v.getDescription(inner) === undefined);
  });
  expect(bare).toEqual([]);
});

const within = (schema: Schema | undefined): Schema | undefined => (schema?.wrapped ? within(schema.wrapped) : schema);
