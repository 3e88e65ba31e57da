import type { Service } from '../model/service.js';
import { nearestService } from './nearest-service.js';

/** Files that a browser runs, by their kind, or by the name of a directory where their language is one of browsers. */
const browserFile =
  /\.(?:jsx|vue|svelte)$|(?:^|\/)(?:frontend|client|webapp|web-ui|browser|public|static|assets|components|hooks)\/.*\.[cm]?[jt]sx?$/i;

/**
 * Tells which program text is of something that serves: it lies in a service's directory and is not what a browser runs.
 */
export function servedCode(services: readonly Service[]): (path: string) => boolean {
  return (path) => !browserFile.test(path) && nearestService(services, path) !== '';
}
