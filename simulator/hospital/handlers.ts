import { HttpResponse, http, type RequestHandler } from 'msw';
import type { Answer } from './answer.ts';
import { type Front, plainFront, receive } from './arrival.ts';
import { routes } from './route.ts';

/** The path under which the virtual hospital serves the contract, at any host. */
export const basePath = '/api/v1';

export interface HandlerOptions {
  readonly answer: Answer;
  readonly front?: Front;
}

/** The virtual hospital for MSW: the same handlers in `setupServer`, in `setupWorker` and behind `getResponse`. */
export function createHandlers({ answer, front = plainFront }: HandlerOptions): RequestHandler[] {
  async function respond({ request }: { readonly request: Request }): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const url = pathname.slice(pathname.indexOf(basePath) + basePath.length) + search;
    const body = await request.text();
    try {
      const reply = await receive(
        answer,
        front,
        { method: request.method, url, ...(body === '' ? {} : { body }) },
        request.signal,
      );
      return new HttpResponse(reply.body, { status: reply.status, headers: reply.headers });
    } catch {
      return HttpResponse.error();
    }
  }
  const on = { GET: http.get, POST: http.post, PUT: http.put };
  return routes.map(({ verb }) => on[verb.method](`*${basePath}${verb.path.replace(/\{(\w+)\}/g, ':$1')}`, respond));
}
