/** What a page tells of itself down its own line to the terminal, so that a browser nobody may look into can be watched. */

/** What the page notices: of a key what it is, of its glass how much it enlarges. */
export type Noticed = { readonly key: string } | { readonly zoom: number };

export const isNoticed = (message: unknown): message is { readonly noticed: Noticed } =>
  typeof message === 'object' && message !== null && 'noticed' in message;

export interface ProbeOptions {
  /** The page cannot keep the browser from anything, as if nobody had thought of it. */
  readonly powerless: boolean;
}

/** A script that runs before the page's own. */
export const probe = ({ powerless }: ProbeOptions): string => `'use strict';
let line;
const tell = (noticed) => line?.readyState === 1 && line.send(JSON.stringify({ noticed }));
window.WebSocket = class extends WebSocket {
  constructor(...address) {
    super(...address);
    line = this;
    this.addEventListener('open', () => tell({ zoom: devicePixelRatio }));
  }
};
addEventListener('keydown', ({ key }) => tell({ key }), true);
addEventListener('resize', () => tell({ zoom: devicePixelRatio }));
visualViewport.addEventListener('resize', () => tell({ zoom: visualViewport.scale * devicePixelRatio }));
${powerless ? 'Event.prototype.preventDefault = () => {};' : ''}
`;
