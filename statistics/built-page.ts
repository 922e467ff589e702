import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
/** Packed already. */
const packed = new Set(['.woff2']);

/** Of an asset the builder puts a hash of what is in it into its name. */
const forGood = 'public, max-age=31536000, immutable';

interface PageFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly gzip?: Uint8Array<ArrayBuffer>;
}

const fileOf = (path: string, plain: Buffer): PageFile => {
  const kind = extname(path);
  return {
    headers: {
      'content-type': types[kind] ?? 'application/octet-stream',
      'cache-control': path.startsWith('/assets/') ? forGood : 'no-cache',
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      vary: 'Accept-Encoding',
    },
    plain: new Uint8Array(plain),
    ...(!packed.has(kind) && { gzip: new Uint8Array(gzipSync(plain)) }),
  };
};

const notBuilt = (): Response =>
  new Response('页面尚未构建，请运行 npm run build。\nThe page is not built: run "npm run build".\n', {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });

/**
 * The files of a built page, read once: a path is looked up among them and never leads into the file system. Answers
 * nothing for what is none of them.
 */
export const builtPage = (folder: string): ((request: Request) => Response | undefined) => {
  const files = new Map<string, PageFile>();
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const path = file.slice(folder.length).replaceAll('\\', '/');
      files.set(path === '/index.html' ? '/' : path, fileOf(path, readFileSync(file)));
    }
  } catch {
    // No such folder: it is said to whoever asks for the page.
  }
  return ({ method, url, headers }) => {
    if (method !== 'GET' && method !== 'HEAD') return undefined;
    const { pathname } = new URL(url);
    const file = files.get(pathname);
    if (!file) return pathname === '/' ? notBuilt() : undefined;
    if (headers.get('if-none-match') === file.headers.etag) {
      return new Response(null, { status: 304, headers: file.headers });
    }
    const asPacked = file.gzip && /\bgzip\b/.test(headers.get('accept-encoding') ?? '');
    return new Response(asPacked ? file.gzip : file.plain, {
      headers: { ...file.headers, ...(asPacked && { 'content-encoding': 'gzip' }) },
    });
  };
};
