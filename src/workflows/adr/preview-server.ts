import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SiteFile } from '../../documents/site/build-site.js';
import { InputError } from '../../model/input-error.js';

/** Where a page hears of changes. */
const eventsPath = '/_lintel/events';

/** The script that a preview adds to every page: it loads the page anew when the server says so, and when the server is back. */
export const liveScript = `new EventSource('${eventsPath}').addEventListener('reload',()=>location.reload());`;

/** A running preview. */
export interface PreviewServer {
  readonly url: string;
  /** Shows other files from now on, and lets open pages load anew. */
  show(files: readonly SiteFile[]): void;
  close(): Promise<void>;
}

/**
 * Serves files from memory on the loopback interface only. A request whose Host is not this server's own name is refused, so that no page
 * of the net can read it under a name of its own (DNS rebinding); nothing but GET and HEAD is answered; no path reaches a disk.
 * @param port 0 = any that is free.
 * @throws InputError when the port is taken.
 */
export async function servePreview(files: readonly SiteFile[], port: number): Promise<PreviewServer> {
  let shown = byPath(files);
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (!isOwnHost(request, address(server.address())))
      return answer(response, 403, 'This host is not served here.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, 405, 'Only GET.\n');
    const path = pathOf(request.url ?? '/');
    if (path === eventsPath) return listen(response, listeners);
    const text = shown.get(path === '/' ? '/index.html' : path);
    return text === undefined
      ? answer(response, 404, 'There is no such page.\n')
      : answer(response, 200, request.method === 'HEAD' ? '' : text, 'text/html; charset=utf-8');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new InputError(
              `port ${port} cannot be used (${error.code})`,
              'Give another with --port, or 0 for any.',
            )
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${address(server.address())}/`,
    show: (next) => {
      shown = byPath(next);
      for (const listener of listeners) listener.write('event: reload\ndata: \n\n');
    },
    close: async () => {
      for (const listener of listeners) listener.end();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

const byPath = (files: readonly SiteFile[]): ReadonlyMap<string, string> =>
  new Map(files.map(({ path, text }) => [`/${path}`, text]));

const address = (info: AddressInfo | string | null): number =>
  typeof info === 'object' && info !== null ? info.port : 0;

function isOwnHost({ headers }: IncomingMessage, port: number): boolean {
  return [`127.0.0.1:${port}`, `localhost:${port}`].includes(headers.host ?? '');
}

function pathOf(url: string): string {
  try {
    return decodeURIComponent(url.replace(/[?#].*$/s, ''));
  } catch {
    return '';
  }
}

function answer(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
  });
  response.end(text);
}

function listen(response: ServerResponse, listeners: Set<ServerResponse>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': ready\n\n');
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
}
