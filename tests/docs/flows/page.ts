import { readMachine } from '../../../simulator/charts/definition.ts';
import { anchorOf } from '../headings.ts';
import { stateDiagram } from './mermaid.ts';
import { type Chapter, chapters } from './paragraphs.ts';
import { isAt, type Told, waysIn } from './ways.ts';

const opening = `# Flows

What a terminal does with a patient, as charts. They are drawn from the machines that run, by \`npm run flows\`; a test fails when
this page is not what would be drawn. The bench shows the same charts at work, with the state they are in lit ([bench.md](bench.md#state-charts)).

How to read them:

- A box is a state, a box in a box one of its parts. Between dashed lines stand parts that go on side by side. \`runs\` names what is at
  work while the machine is there: another machine, or an actor that \`terminal/actors\` binds to a device, the hospital or the money.
- The words of an arrow are the event and, in brackets, its condition: \`tap.…\` is a finger, \`done …\` is what ran and ended, \`error …\`
  what could not be done, \`after …\` a wait that is over, \`always\` needs no event. Of several arrows with one event the first whose
  condition holds is taken; the condition that has no name is left out.
- An arrow from a box begins with the part inside that it leaves: \`doing.menu · tap.back\`.
- What leads from many states to one place is told beneath the chart. What only does something and goes nowhere is not drawn.`;

/** The whole of docs/flows.md. */
export function flowsPage(): string {
  const contents = chapters.map((it) => `[${titleOf(it)}](#${anchorOf(titleOf(it))})`).join(' ·\n');
  return `${[opening, contents, ...chapters.map(chapterText)].join('\n\n')}\n`;
}

const titleOf = ({ english, chinese }: Chapter): string => `${english} ${chinese}`;

function chapterText(chapter: Chapter): string {
  const { root } = readMachine(chapter.machine).definition;
  const { arrows, told } = waysIn(root);
  const sentences = told.map((it) => `- ${sentence(it)}`).join('\n');
  return [
    `## ${titleOf(chapter)}`,
    `${chapter.paragraph} \`${chapter.file}\`.`,
    `\`\`\`mermaid\n${stateDiagram(root, arrows)}\n\`\`\``,
    ...(sentences === '' ? [] : [sentences]),
  ].join('\n\n');
}

function sentence({ from, to, words }: Told): string {
  const events = quoted(words);
  const [only = ''] = from;
  const [there = ''] = to;
  if (to.length > 1)
    return `${events}: from each of ${quoted(from)} to any other of them and of ${quoted(to.filter((it) => !from.includes(it)))}.`;
  if (from.length === 1 && only === there) return `${events}: \`${there}\` once more.`;
  if (only === '') return `${events}: from anywhere to \`${there}\`.`;
  return `${events}: from ${from.length === 1 && isAt(there, only) ? 'anywhere in ' : ''}${quoted(from)} to \`${there}\`.`;
}

const quoted = (words: readonly string[]): string => words.map((it) => `\`${it}\``).join(', ');
