import { printableLine } from '../../reporters/printable.js';
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

/** Prompts are wiped when they are answered; what was said stays in view. */
function told(name: string, text: string): void {
  if (text !== '') process.stderr.write(`${printableLine(name).padEnd(12)} ${printableLine(text)}\n`);
}

/** Asks for all that a record is made of. Everything but the title may be left empty; then the template's prompt stays. */
export async function askForRecord(
  known: Known,
): Promise<{ readonly title: string; readonly template?: string; readonly said: Said }> {
  const { templates, people } = await recordChoices(known.path);
  let title = known.title.trim();
  while (title === '') title = (await askText('What was decided, or is to be?')).trim();
  told('Title', title);
  const template = known.template ?? (await askOne('Template', [logsOwn, ...templates]));
  told('Template', template);
  const context = (await askText('What is the situation, in a sentence or two? (enter: later)')).trim();
  told('Context', context);
  const drivers = await askLines({ first: 'What weighs on it? A driver', more: 'Another driver' }, (line) =>
    told('Driver', line),
  );
  const titles = await askLines({ first: 'What was considered? An option', more: 'Another option' }, (line) =>
    told('Option', line),
  );
  const options = [];
  for (const option of titles)
    options.push({
      title: option,
      pros: await askLines(
        { first: `What speaks for "${option}"?`, more: `What else speaks for "${option}"?` },
        (line) => told(`+ ${option}`, line),
      ),
      cons: await askLines(
        { first: `What speaks against "${option}"?`, more: `What else speaks against "${option}"?` },
        (line) => told(`- ${option}`, line),
      ),
    });
  const undecided = 'not decided yet';
  const chosen = titles.length === 0 ? undecided : await askOne('Which one is it?', [...titles, undecided]);
  if (titles.length > 0) told('Chosen', chosen);
  const because = chosen === undecided ? '' : (await askText('Why? Because … (enter: later)')).trim();
  told('Because', because);
  const consequences = await askLines(
    { first: 'What follows from it? A consequence', more: 'Another consequence' },
    (line) => told('Consequence', line),
  );
  const deciders = await askSome('Who decides? (space marks, enter goes on)', people);
  told('Deciders', deciders.join(', '));
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
