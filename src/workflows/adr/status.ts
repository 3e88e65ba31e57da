import { setStatus } from '../../documents/adr/edit/set-status.js';
import { spliced } from '../../documents/adr/edit/splice.js';
import { normaliseStatus } from '../../documents/adr/status-words.js';
import { editRecords } from './link.js';
import type { EditedRecords } from './link.js';
import type { LogPlace } from './open-log.js';
import { renumberAdr } from './renumber.js';
import type { Renumbered } from './renumber.js';

/** A changed state, and what came of a draft that got its number. */
export interface ChangedStatus extends EditedRecords {
  readonly numbered: Renumbered | undefined;
}

/**
 * Gives a record another state. A draft (`XXXX-use-x.md`) that is accepted gets the next number, so that branches need not agree on one
 * before.
 * @throws InputError when the record does not exist or says its state in a way that cannot be edited safely.
 */
export async function changeStatus(
  place: LogPlace,
  reference: string,
  status: string,
): Promise<ChangedStatus> {
  let draft: string | undefined;
  const edited = await editRecords(place, (meant) => {
    const { read, text } = meant(reference);
    const { record, name } = read;
    if (
      record.number === null &&
      name.certain &&
      name.date === null &&
      normaliseStatus(status) === 'accepted'
    )
      draft = record.path;
    return [[{ read, text }, spliced(text, setStatus(read, text, status.trim()))]];
  });
  return {
    ...edited,
    numbered: draft === undefined ? undefined : await renumberAdr({ ...place, reference: draft }),
  };
}
