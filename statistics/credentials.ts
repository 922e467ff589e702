import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HubConfig } from './ports.ts';

/** Reads a secret by its name; nothing when there is none. */
export type Credentials = (name: 'database-password' | 'oidc-client-secret') => string | undefined;

/** Secrets as systemd hands them to a service: each a file that only it can read, in a folder named by the environment. */
export const credentialsIn =
  (folder: string | undefined): Credentials =>
  (name) => {
    if (!folder) return undefined;
    try {
      return readFileSync(join(folder, name), 'utf8').replace(/\r?\n$/, '') || undefined;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  };

/** The settings with the secret that stands in no file of settings. */
export const withCredentials = (config: HubConfig, credentials: Credentials): HubConfig => {
  const clientSecret = credentials('oidc-client-secret');
  return config.oidc && clientSecret ? { ...config, oidc: { ...config.oidc, clientSecret } } : config;
};
