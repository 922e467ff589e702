import type { Network, NetworkReply } from '../hospital/network.ts';
import { signatureHeader, signedText } from '../hub-contract.ts';
import type { Signer } from '../ports.ts';
import { sha256Hex } from '../sha256.ts';

/** Signs so that what was changed on the way does not fit, and costs nothing. For tests. */
export const quickSigner: Signer = {
  publicKey: '5e'.repeat(32),
  sign: (text) => sha256Hex(text).repeat(2),
};

export const replied = (status: number, json: unknown): NetworkReply => ({
  status,
  headers: {},
  body: JSON.stringify(json),
});

/** A hub that takes down what is signed as it must be, and answers as it is told. Throws at anything else. For tests. */
export const scriptedHub =
  <Message>(path: string, answer: (message: Message, signal: AbortSignal) => Promise<NetworkReply>): Network =>
  async ({ method, url, headers, body = '', signal }) => {
    if (method !== 'POST' || url !== `https://hub.invalid/here${path}`) throw new TypeError(`${method} ${url}`);
    if (headers[signatureHeader] !== quickSigner.sign(signedText(path, body))) throw new TypeError('not signed');
    return answer(JSON.parse(body), signal);
  };
