import { recordChoices } from '../../workflows/adr/choices.js';
import type { Said } from '../../workflows/adr/new.js';
import { askLines, askOne, askSome, askText } from './ask.js';

/** What is known before anything is asked. */
interface Known {
  readonly title: string;
  readonly path: string;
  readonly template: string | undefined;
}

const logsOwn = 'as the log has it';

/** Asks for all that a record is made of. Everything but the title may be left empty; then the template's prompt stays. */
export async function askForRecord(
  known: Known,
): Promise<{ readonly title: string; readonly template?: string; readonly said: Said }> {
  const { templates, people } = await recordChoices(known.path);
  let title = known.title.trim();
  while (title === '') title = (await askText('What was decided, or is to be?')).trim();
  const template = known.template ?? (await askOne('Template', [logsOwn, ...templates]));
  const context = (
    await askText('What is the situation, in a sentence or two? (enter leaves it open)')
  ).trim();
  const drivers = await askLines('What weighs on it: a driver (enter ends)');
  const titles = await askLines('An option that was considered (enter ends)');
  const options = [];
  for (const option of titles)
    options.push({
      title: option,
      pros: await askLines(`${option}: good, because (enter ends)`),
      cons: await askLines(`${option}: bad, because (enter ends)`),
    });
  const undecided = 'not decided yet';
  const chosen = titles.length === 0 ? undecided : await askOne('Which one?', [...titles, undecided]);
  const because = chosen === undecided ? '' : (await askText('Because')).trim();
  const consequences = await askLines('A consequence (enter ends)');
  const deciders = await askSome('Who decides? (space marks, enter goes on)', people);
  return {
    title,
    ...(template !== logsOwn && { template }),
    said: {
      context,
      drivers,
      options,
      chosen: chosen === undecided ? '' : chosen,
      because: because.replace(/\.$/, ''),
      consequences,
      ...(deciders.length > 0 && { deciders }),
    },
  };
}
