import '@fontsource-variable/noto-sans-sc';
import './bench.css';
import { render } from 'preact';
import type { Ask } from '../request.ts';
import { Bench } from './bench.tsx';
import { connect } from './connection.ts';

const root = document.getElementById('bench');

/** The same one all the time: what hangs on it is not done anew with every picture. */
const ask: Ask = (request) => connection.ask(request);

const after = (milliseconds: number, task: () => void) => void setTimeout(task, milliseconds);
const connection = connect(after, (state) => {
  if (root) render(<Bench state={state} ask={ask} />, root);
});
