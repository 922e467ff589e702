import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { TerminalConfig } from './config.ts';
import { type Mistake, mistakesIn } from './config-mistakes.ts';

/**
 * The terminal's configuration in a file, YAML or JSON. Rejects with what is wrong with it, a line each: where in the
 * file, the key, the value given, and what was expected.
 */
export async function configFrom(file: string): Promise<TerminalConfig> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EACCES' ? 'may not be read by this user' : 'cannot be read';
    throw new Error(`${file} ${why}. Name the configuration with --config FILE.`);
  });
  return configIn(text, file);
}

/** The configuration in a text; `file` is what messages call it. Throws as `configFrom` rejects. */
export function configIn(text: string, file: string): TerminalConfig {
  const lines = new LineCounter();
  const lineOf = (offset: number) => `${file}:${lines.linePos(offset).line}`;
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  // What the parser quotes of the text may be a secret.
  const broken = document.errors.map(({ message, pos }) => `${lineOf(pos[0])}: ${message.replace(/: ".*$/s, '')}`);
  if (broken.length > 0) throw unusable(`${file} is neither YAML nor JSON`, broken);

  const read = v.safeParse(TerminalConfig, heldIn(document, file, lineOf));
  if (read.success) return read.output;
  const told = mistakesIn(TerminalConfig, read.issues).map((mistake) => {
    const offset = offsetOf(document, mistake);
    return `${offset === undefined ? file : lineOf(offset)}: ${mistake.line}`;
  });
  throw unusable(`${file} cannot be used`, told);
}

const unusable = (sentence: string, lines: readonly string[]) =>
  new Error(`${sentence}:\n${lines.map((line) => `  ${line}`).join('\n')}`);

/** What the text holds. Throws where an alias leads nowhere, and does not show its name: it may be a secret. */
function heldIn(document: Document, file: string, lineOf: (offset: number) => string): unknown {
  try {
    return document.toJS();
  } catch {
    const lost: string[] = [];
    visit(document, {
      Alias(_, alias) {
        if (alias.range && !alias.resolve(document)) lost.push(lineOf(alias.range[0]));
      },
    });
    const wanted = 'what begins with * is an alias, and this one leads nowhere; put it in quotes if it is a text';
    const places = lost.length > 0 ? lost : [file];
    throw unusable(
      `${file} cannot be used`,
      places.map((place) => `${place}: ${wanted}`),
    );
  }
}

/** Where the key of a mistake stands in the text; of one that is missing, the key it should stand under. */
function offsetOf(document: Document, { path, at }: Mistake): number | undefined {
  const there = at === 'missing' ? path.slice(0, -1) : path;
  const around = there.length === 1 ? document.contents : document.getIn(there.slice(0, -1), true);
  if (!isMap(around)) return undefined;
  const pair = around.items.find(({ key }) => isScalar(key) && String(key.value) === there.at(-1));
  return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
}
