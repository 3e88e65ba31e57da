import { watchFolders } from '../../repository/watch-folders.js';
import { liveScript, servePreview } from './preview-server.js';
import { makeSite } from './site.js';
import type { SiteOptions } from './site.js';

/** A preview that runs until it is closed. */
export interface Preview {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the site on the loopback interface and makes it anew when a record changes.
 * @param told hears of each renewal: the error when the site could not be made; the last one is then still shown.
 */
export async function previewSite(
  options: SiteOptions & { readonly port: number },
  told: (error: Error | undefined) => void,
): Promise<Preview> {
  const live = { ...options, live: liveScript };
  const first = await makeSite(live);
  const server = await servePreview(first.files, options.port);
  let running = Promise.resolve();
  const renew = async (): Promise<void> => {
    try {
      server.show((await makeSite(live)).files);
      told(undefined);
    } catch (error) {
      told(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const stop = watchFolders(first.root, first.folders, () => {
    running = running.then(renew);
  });
  return {
    url: server.url,
    close: async () => {
      stop();
      await running;
      await server.close();
    },
  };
}
