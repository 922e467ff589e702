import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const base64 = (it: unknown): string => Buffer.from(JSON.stringify(it)).toString('base64url');

/** What the provider does wrong, where it does. */
export interface Faults {
  readonly nonce?: string;
  readonly audience?: string;
  readonly issuer?: string;
  /** Signs with a key it does not publish. */
  readonly strangeKey?: boolean;
}

/**
 * An OpenID provider in small, over HTTP: it signs in whoever comes, with these claims. It holds clients to PKCE: a code
 * is worth nothing without the verifier whose challenge it was given for, and is used once.
 */
export const identityProvider = async (clientId: string, clientSecret: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const strange = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, { challenge: string; nonce: string; redirect: string }>();
  const state = { claims: {} as Record<string, unknown>, faults: {} as Faults, asked: [] as string[] };
  let url = '';

  const idToken = (nonce: string): string => {
    const now = Math.floor(Date.now() / 1_000);
    const { faults, claims } = state;
    const head = base64({ alg: 'RS256', kid: 'one', typ: 'JWT' });
    const body = base64({
      iss: faults.issuer ?? url,
      aud: faults.audience ?? clientId,
      iat: now,
      exp: now + 300,
      nonce: faults.nonce ?? nonce,
      ...claims,
    });
    const key = faults.strangeKey ? strange.privateKey : privateKey;
    return `${head}.${body}.${sign('RSA-SHA256', Buffer.from(`${head}.${body}`), key).toString('base64url')}`;
  };

  const token = (form: URLSearchParams, authorization = ''): [number, object] => {
    const given = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const isClient =
      authorization === `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` ||
      (form.get('client_id') === clientId && form.get('client_secret') === clientSecret);
    if (!isClient) return [401, { error: 'invalid_client' }];
    if (!given || given.challenge !== challenge || given.redirect !== form.get('redirect_uri')) {
      return [400, { error: 'invalid_grant' }];
    }
    return [200, { access_token: 'unused', token_type: 'Bearer', id_token: idToken(given.nonce) }];
  };

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    state.asked.push(pathname);
    const json = (status: number, it: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(it));
    if (pathname === '/.well-known/openid-configuration') {
      return json(200, {
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      });
    }
    if (pathname === '/keys') {
      return json(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] });
    }
    if (pathname === '/authorize') {
      const asked = (name: string) => searchParams.get(name) ?? '';
      const code = `code-${codes.size}-${state.asked.length}`;
      codes.set(code, { challenge: asked('code_challenge'), nonce: asked('nonce'), redirect: asked('redirect_uri') });
      const back = new URL(asked('redirect_uri'));
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked('state'));
      return response.writeHead(302, { location: back.href }).end();
    }
    if (pathname === '/token') {
      let body = '';
      for await (const chunk of request) body += chunk;
      return json(...token(new URLSearchParams(body), request.headers.authorization));
    }
    return json(404, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    state,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
