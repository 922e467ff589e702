import { type IppServer, serveIpp } from '../devices/ipp-server.ts';
import type { VirtualIppPrinter } from '../devices/virtual-ipp-printer.ts';
import type { Port } from './outlet.ts';
import { portTrouble } from './port-trouble.ts';

export interface IppPort extends Port<VirtualIppPrinter> {
  /** Known once it was open. */
  readonly address: () => string;
}

/** A printer's network socket: nobody answers there while its cable is out. */
export function createIppPort(plan: { readonly name: string; readonly host: string; readonly port: number }): IppPort {
  const { name, host } = plan;
  let { port } = plan;
  let address = '';
  let server: IppServer | undefined;
  return {
    address: () => address,
    async open(printer) {
      server = await serveIpp(printer, port, host).catch((error: unknown) => {
        throw portTrouble(name, port, error);
      });
      address = server.address;
      port = Number(new URL(address.replace('ipp:', 'http:')).port);
    },
    async close() {
      await server?.close();
      server = undefined;
    },
  };
}
