/** The demonstration: hospital, terminal, devices and bench in one tab, on the browser's own clock and chance. */
import '@fontsource-variable/noto-sans-sc';
import '../../bench/page/bench.css';
import './demo.css';
import { render } from 'preact';
import { demonstrationHospital } from '../../../seeds/hospital.ts';
import { createFetchNetwork } from '../../../terminal/hospital/fetch-network.ts';
import { createAnswer } from '../../hospital/answer.ts';
import { basePath, createHandlers } from '../../hospital/handlers.ts';
import { createHospitalModel } from '../../hospital/model.ts';
import { noticePublicKey } from '../../hospital/notices.ts';
import type { BenchView } from '../../rehearsal/device-views.ts';
import { startHospitalWorker } from '../hospital-worker.ts';
import { createHouse } from '../house.ts';
import { awaitScreen } from '../screen-line.ts';
import { Demo } from './demo.tsx';
import { createPaperAddresses } from './paper-addresses.ts';

/** How often it is looked whether anything has changed, in milliseconds; a hand is not quicker. */
const lookEvery = 100;

const clock = {
  now: () => Date.now(),
  after(delay: number, task: () => void) {
    const timer = setTimeout(task, delay);
    return () => clearTimeout(timer);
  },
};
const chance = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };

async function start(root: Element): Promise<void> {
  const noticeKey = chance.bytes(32);
  const hospital = createHospitalModel({
    world: demonstrationHospital,
    now: clock.now,
    chance: Math.random,
    noticeKey,
  });
  let answered = 0;
  const { inServiceWorker } = await startHospitalWorker({
    handlers: createHandlers({ answer: createAnswer(hospital) }),
    answered() {
      answered += 1;
    },
  });
  const { terminal, bench } = createHouse({
    clock,
    chance,
    luck: Math.random,
    network: createFetchNetwork(fetch),
    log: ({ event, ...rest }) => console.debug(event, rest),
    hospital,
    hospitalUrl: new URL(`virtual-hospital${basePath}`, document.baseURI).href,
    noticeKey: noticePublicKey(noticeKey),
    kiosk: 'kiosk/index.html',
  });
  awaitScreen(window, terminal);

  const papersNow = createPaperAddresses(bench);
  let drawn = '';
  function look(): void {
    const view: BenchView = bench.view();
    const seen = JSON.stringify([view, answered]);
    if (seen === drawn) return;
    drawn = seen;
    const props = { view, papers: papersNow(), inServiceWorker, answered };
    render(<Demo {...props} send={send} />, root);
  }
  function send(command: unknown): void {
    const refused = bench.run(command);
    if (refused !== undefined) console.warn(`bench: ${refused}`);
    look();
  }
  root.replaceChildren();
  look();
  setInterval(look, lookEvery);
}

const root = document.getElementById('demo');
if (root) {
  start(root).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    render(<p>演示没能启动。The demonstration could not start: {why}</p>, root);
  });
}
