/** Reads OpenMetrics 1.0 text strictly: what a lenient scraper would forgive is an error here. */

interface Family {
  readonly type: string;
  readonly help: string;
  /** Values by the sample's name with its labels as they stand. */
  readonly samples: Map<string, number>;
}

const suffixes: Readonly<Record<string, readonly string[]>> = {
  counter: ['_total', '_created'],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count', '_created'],
  summary: ['', '_sum', '_count', '_created'],
  info: ['_info'],
};
const name = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const label = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
const sampleForm = new RegExp(
  `^(${name})(\\{(?:${label}(?:,${label})*)?\\})? ([Nn]a[Nn]|[+-]Inf|-?[0-9.]+(?:e[+-]?[0-9]+)?)$`,
);

/** Families by name. Throws what is wrong, and in which line. */
export const readOpenMetrics = (text: string): ReadonlyMap<string, Family> => {
  const families = new Map<string, Family>();
  const lines = text.split('\n');
  if (lines.at(-1) !== '' || lines.at(-2) !== '# EOF') throw new Error('the last line is not # EOF and a line feed');
  let current = '';
  let help = '';
  for (const [at, line] of lines.slice(0, -2).entries()) {
    const wrong = (why: string) => new Error(`line ${at + 1}: ${why}: ${line}`);
    const [, word = '', of = '', rest = ''] = /^# (HELP|TYPE|UNIT) (\S+) ?(.*)$/.exec(line) ?? [];
    if (word === 'HELP') {
      if (families.has(of)) throw wrong('a second family of this name, or one in pieces');
      [current, help] = [of, rest];
    } else if (word === 'TYPE') {
      if (of !== current || !(rest in suffixes)) throw wrong('a type of nothing, or none that there is');
      if (rest === 'counter' && of.endsWith('_total')) throw wrong('a counter’s family ends in _total');
      families.set(of, { type: rest, help, samples: new Map() });
    } else {
      const [, sample = '', labels = '', value = ''] = sampleForm.exec(line) ?? [];
      const family = families.get(current);
      if (sample === '' || !family) throw wrong('no sample');
      if (!suffixes[family.type]?.some((end) => sample === current + end)) throw wrong(`no sample of a ${family.type}`);
      if (family.samples.has(sample + labels)) throw wrong('a second value');
      const number = value.endsWith('Inf') ? Number(`${value}inity`) : Number(value);
      if (family.type === 'counter' && !(number >= 0)) throw wrong('a counter below nought');
      family.samples.set(sample + labels, number);
    }
  }
  for (const [of, { type, samples }] of families) {
    if (type === 'histogram') checkBuckets(of, samples);
  }
  return families;
};

/** Buckets never fall, end with all, and all is the count. */
const checkBuckets = (of: string, samples: ReadonlyMap<string, number>): void => {
  const series = new Map<string, number[]>();
  for (const [sample, value] of samples) {
    if (!sample.startsWith(`${of}_bucket`)) continue;
    const key = sample
      .slice(`${of}_bucket`.length)
      .replace(/le="[^"]*",?/, '')
      .replace(',}', '}');
    series.set(key, [...(series.get(key) ?? []), value]);
  }
  for (const [key, values] of series) {
    if (values.some((value, at) => value < (values[at - 1] ?? 0))) throw new Error(`${of}${key}: buckets fall`);
    const count = samples.get(`${of}_count${key === '{}' ? '' : key}`);
    if (count !== values.at(-1))
      throw new Error(`${of}${key}: the last bucket is ${values.at(-1)}, the count ${count}`);
  }
};
