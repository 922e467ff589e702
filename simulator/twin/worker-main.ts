/** A worker of the twin: lives one terminal's month at a time. Started by `crew.ts`. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { NetworkReply } from '../../terminal/hospital/network.ts';
import { fleetSigner } from '../fleet/signer.ts';
import type { FromWorker, ToWorker, WorkerTask } from './crew-message.ts';
import { liveTerminal } from './live-terminal.ts';

/** So many visits are told of at once. */
const atOnce = 20;

function work(port: MessagePort, { plan }: WorkerTask): void {
  const signer = fleetSigner();
  const waiting = new Map<number, { resolve(reply: NetworkReply): void; reject(error: Error): void }>();
  const say = (message: FromWorker) => port.postMessage(message);
  let asked = 0;

  port.on('message', (message: ToWorker) => {
    if (message.kind === 'live') {
      let visits = 0;
      const visited = () => {
        visits += 1;
        if (visits % atOnce === 0) say({ kind: 'visited', visits: atOnce });
      };
      liveTerminal({ planned: message.planned, plan, signer, hub, visited }).then(
        (lived) => {
          say({ kind: 'visited', visits: visits % atOnce });
          say({ kind: 'lived', visits: lived });
        },
        (error: unknown) => say({ kind: 'failed', why: error instanceof Error ? error.message : String(error) }),
      );
      return;
    }
    const answered = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') answered?.resolve(message.reply);
    else answered?.reject(new Error('no answer'));
  });

  const hub = (message: Extract<FromWorker, { kind: 'tells' }>['message']) =>
    new Promise<NetworkReply>((resolve, reject) => {
      const id = asked++;
      waiting.set(id, { resolve, reject });
      say({ kind: 'tells', id, message });
    });
}

if (parentPort) work(parentPort, workerData as WorkerTask);
