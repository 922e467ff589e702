import { scrypt, timingSafeEqual } from 'node:crypto';

/** Cost: 2^15 rounds of 8 blocks are 32 MB and about a tenth of a second; who guesses pays that for every guess. */
const cost = { N: 2 ** 15, r: 8, p: 1 };
const bytes = 32;
export const saltBytes = 16;

const derived = (password: string, salt: Uint8Array, { N, r, p }: typeof cost): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    // The same characters typed on another keyboard may come composed otherwise.
    scrypt(password.normalize('NFKC'), salt, bytes, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(new Uint8Array(key)),
    );
  });

const base64 = (it: Uint8Array): string => Buffer.from(it).toString('base64url');

/** `scrypt$N$r$p$salt$key`, so that what is kept stays readable when the cost rises. */
export const hashPassword = async (password: string, salt: Uint8Array): Promise<string> =>
  `scrypt$${cost.N}$${cost.r}$${cost.p}$${base64(salt)}$${base64(await derived(password, salt, cost))}`;

/** What a password is compared with where there is none, so that an unknown name takes as long as a known one. */
const nobody = `scrypt$${cost.N}$${cost.r}$${cost.p}$${base64(new Uint8Array(saltBytes))}$${base64(new Uint8Array(bytes))}`;

/** Whether a password is the one of a hash; never of a hash that is missing, and after the same time. */
export const passwordFits = async (password: string, hash: string | null | undefined): Promise<boolean> => {
  const [kind, N, r, p, salt = '', key = ''] = (hash ?? nobody).split('$');
  if (kind !== 'scrypt') return false;
  const kept = Buffer.from(key, 'base64url');
  const found = await derived(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return kept.length === found.length && timingSafeEqual(kept, found) && typeof hash === 'string';
};
