import { posix } from 'node:path';
import { linkTarget } from '../../documents/adr/edit/add-link.js';
import { InputError } from '../../model/input-error.js';
import { glanceAt } from '../../repository/ancestors.js';
import { openOneLog } from './open-log.js';
import type { LogPlace } from './open-log.js';

/** What stands around the list. */
export interface TocOptions {
  /** Put before each link. */
  readonly prefix: string;
  /** Paths of Markdown files, relative to the working directory. */
  readonly intro?: string;
  readonly outro?: string;
}

/**
 * The records of a log as a list of links, as adr-tools writes it.
 * @throws InputError when a file does not exist or there are several logs.
 */
export async function tableOfContents(place: LogPlace, options: TocOptions): Promise<string> {
  const { scanned, chosen } = await openOneLog(place);
  await scanned.close();
  const intro = options.intro === undefined ? '' : `${textAt(options.intro)}\n`;
  const outro = options.outro === undefined ? '' : `\n${textAt(options.outro)}`;
  const lines = chosen.records.map((read) => {
    const { heading, path } = linkTarget(read);
    return `* [${heading}](${options.prefix}${posix.relative(chosen.folder, path)})\n`;
  });
  return `# Architecture Decision Records\n\n${intro}${lines.join('')}${outro}`;
}

/** The text of a file with a line end at its end. */
function textAt(path: string): string {
  const text = glanceAt('').text(path);
  if (text === undefined) throw new InputError(`${path} cannot be read`, 'Give the path of a Markdown file.');
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
