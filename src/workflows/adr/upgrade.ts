import { dateOrderOf } from '../../documents/adr/dates.js';
import { writeEdits } from '../../repository/edit-files.js';
import type { EditedRecords } from './link.js';
import { textsOf } from './log-texts.js';
import { openOneLog } from './open-log.js';
import type { LogPlace } from './open-log.js';

const slashedDate = /Date: (\d{2})\/(\d{2})\/(\d{4})/g;

/**
 * Writes slashed dates of a log as ISO dates: adr-tools of before 2018 wrote day, month, year
 * (https://github.com/npryce/adr-tools, adr-upgrade-repository). Where the log proves that months come first, they are read so.
 */
export async function upgradeDates(place: LogPlace): Promise<EditedRecords> {
  const { scanned, chosen } = await openOneLog(place);
  try {
    const texts = await textsOf(scanned, chosen.records);
    const order = dateOrderOf(
      texts.flatMap(({ text }) => [...text.matchAll(slashedDate)].map(([date]) => date)),
    );
    const edits = texts
      .map(({ read, text }) => ({
        path: read.record.path,
        before: text,
        text: text.replaceAll(slashedDate, (_, first: string, second: string, year: string) =>
          order === 'month-day' ? `Date: ${year}-${first}-${second}` : `Date: ${year}-${second}-${first}`,
        ),
        create: false,
      }))
      .filter(({ before, text }) => before !== text);
    await writeEdits(scanned.root, edits);
    return { root: scanned.root, edited: edits.map(({ path }) => path) };
  } finally {
    await scanned.close();
  }
}
