import * as oidc from 'openid-client';
import * as v from 'valibot';
import type { HubPorts } from '../ports.ts';
import type { Guest } from './accounts.ts';
import type { OidcSettings } from './oidc-settings.ts';
import { Scope } from './reader.ts';
import { secret } from './secret.ts';

export const oidcPaths = { begin: '/sign-in/oidc', return: '/sign-in/oidc/return' } as const;

/** What the browser keeps between going to the provider and coming back. */
export const Errand = v.object({ state: v.string(), nonce: v.string(), verifier: v.string() });
export type Errand = v.InferOutput<typeof Errand>;

/** Who came back; or nobody: the provider was not reached or did not vouch, or vouched for one who may see nothing here. */
export type Returned =
  | { readonly ok: true; readonly guest: Guest }
  | { readonly ok: false; readonly why: 'identityProvider' | 'notInvited' };

/** Seconds a provider may take to answer. */
const patience = 10;

const plainSubject = /^[A-Za-z0-9._@|:-]{1,64}$/;

const wordsOf = (claim: unknown): readonly string[] =>
  (Array.isArray(claim) ? claim : [claim]).filter((it): it is string => typeof it === 'string');

/** What a claim's words allow, all together; nothing when none of them allows anything. */
export const grantOf = (
  claim: unknown,
  grants: OidcSettings['grants'],
): Pick<Guest, 'scope' | 'administrator'> | undefined => {
  const words = wordsOf(claim);
  const given = grants
    ? words.flatMap((word) => (Object.hasOwn(grants, word) && grants[word] ? [grants[word]] : []))
    : words.map((unit) => ({ scope: { units: [unit] }, administrator: false }));
  const city = given.some(({ scope }) => 'city' in scope);
  const units = [...new Set(given.flatMap(({ scope }) => ('units' in scope ? scope.units : [])))].sort();
  const scope = v.safeParse(Scope, city ? { city } : { units });
  if (!scope.success) return undefined;
  return { scope: scope.output, administrator: city && given.some(({ administrator }) => administrator) };
};

/** Sign-in at an identity provider: authorization code with PKCE, state and nonce; the ID token's signature is checked. */
export const oidcDoor = (settings: OidcSettings, { chance, seals }: Pick<HubPorts, 'chance' | 'seals'>) => {
  const { issuer, clientId, clientSecret, publicAddress, scopes, claim, grants } = settings;
  const returnTo = new URL(oidcPaths.return, publicAddress);
  let found: Promise<oidc.Configuration> | undefined;

  /** Asked for once; after a failure again. */
  const provider = (): Promise<oidc.Configuration> => {
    found ??= oidc
      .discovery(new URL(issuer), clientId, clientSecret, clientSecret === undefined ? oidc.None() : undefined, {
        timeout: patience,
        execute: [
          oidc.enableNonRepudiationChecks,
          // The settings allow plain HTTP on this machine only.
          ...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []),
        ],
      })
      .catch((error: unknown) => {
        found = undefined;
        throw error;
      });
    return found;
  };

  return {
    /** Where to send the browser, and what it has to bring back; rejects when the provider is not reached. */
    async begin(): Promise<{ readonly url: string; readonly errand: Errand }> {
      const errand = { state: secret(chance), nonce: secret(chance), verifier: secret(chance) };
      const url = oidc.buildAuthorizationUrl(await provider(), {
        redirect_uri: returnTo.href,
        scope: `openid ${scopes}`.trim(),
        state: errand.state,
        nonce: errand.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(errand.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, errand };
    },

    /** `search` is the query the browser came back with. */
    async finish(search: string, errand: Errand): Promise<Returned> {
      const at = new URL(returnTo);
      at.search = search;
      try {
        const answer = await oidc.authorizationCodeGrant(await provider(), at, {
          pkceCodeVerifier: errand.verifier,
          expectedState: errand.state,
          expectedNonce: errand.nonce,
          idTokenExpected: true,
        });
        const claims = answer.claims();
        if (!claims) return { ok: false, why: 'identityProvider' };
        const grant = grantOf(claims[claim], grants);
        if (!grant) return { ok: false, why: 'notInvited' };
        const subject = plainSubject.test(claims.sub) ? claims.sub : seals.sha256(claims.sub);
        const name = [claims.name, claims.preferred_username].find((it) => typeof it === 'string') ?? subject;
        return { ok: true, guest: { account: `oidc:${subject}`, name: String(name), ...grant } };
      } catch {
        // Whatever it was, it is said in one word: the library's messages may hold what the provider sent.
        return { ok: false, why: 'identityProvider' };
      }
    },
  };
};

export type OidcDoor = ReturnType<typeof oidcDoor>;
