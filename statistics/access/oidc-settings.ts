import * as v from 'valibot';
import { Scope } from './reader.ts';

const loopback = ['127.0.0.1', 'localhost', '[::1]'];
/** Over TLS, or on this machine. */
const Address = v.pipe(
  v.string(),
  v.url('expected an address, such as https://id.example.org/'),
  v.check((text) => {
    if (!URL.canParse(text)) return true;
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' || (protocol === 'http:' && loopback.includes(hostname));
  }, 'expected https, or http on this machine'),
);

/** How people of a house with an identity provider of its own sign in. */
export const OidcSettings = v.strictObject({
  /** What the sign-in page calls it. */
  name: v.object({ zh: v.string(), en: v.string() }),
  issuer: Address,
  clientId: v.pipe(v.string(), v.minLength(1)),
  /** Absent for a public client. */
  clientSecret: v.exactOptional(v.string()),
  /** The hub's own address as browsers see it; the provider sends them back to `sign-in/oidc/return` under it. */
  publicAddress: Address,
  /** What is asked of the provider beside `openid`, such as `profile groups`. */
  scopes: v.optional(v.string(), 'profile'),
  /** The claim of the ID token that says what its bearer may see: one word, or a list of them. */
  claim: v.optional(v.string(), 'units'),
  /** What each word allows. Absent: the words are units. A word that is not here allows nothing. */
  grants: v.exactOptional(
    v.record(v.string(), v.strictObject({ scope: Scope, administrator: v.optional(v.boolean(), false) })),
  ),
});
export type OidcSettings = v.InferOutput<typeof OidcSettings>;
