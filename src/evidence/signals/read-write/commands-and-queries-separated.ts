import { commandsAndQueries, commandsAndQueriesNot } from './commands-and-queries-examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, Seen } from '../../recogniser.js';
import type { CodeFile, CodeLanguage } from '../../../syntax/code/code-file.js';
import { sightedSignal } from '../../signal.js';

/** A handler of commands or of queries; `details.side`. */
const sighting = 'commands-and-queries-separated';

type Side = 'commands' | 'queries';

/** Annotations on handlers: https://docs.nestjs.com/recipes/cqrs, https://docs.axoniq.io/axon-framework-reference/. */
const marks: readonly { readonly target: RegExp; readonly side: Side }[] = [
  { target: /^@nestjs\/cqrs\.CommandHandler$/, side: 'commands' },
  { target: /^@nestjs\/cqrs\.QueryHandler$/, side: 'queries' },
  { target: /^org\.axonframework\.commandhandling\.(?:annotation\.)?CommandHandler$/, side: 'commands' },
  { target: /^org\.axonframework\.queryhandling\.(?:annotation\.)?QueryHandler$/, side: 'queries' },
  // https://hexdocs.pm/commanded/commands.html, https://hexdocs.pm/commanded_ecto_projections/
  { target: /^Commanded\.Commands\.(?:Composite)?Router$/, side: 'commands' },
  { target: /^Commanded\.Projections\.Ecto$/, side: 'queries' },
];

const languages: readonly CodeLanguage[] = ['javascript', 'java', 'kotlin', 'csharp', 'elixir'];

const inCode: CodeRecogniser = {
  in: 'code',
  sighting,
  languages,
  words: /@nestjs\/cqrs|axonframework|\bCommanded\.|MediatR|IRequestHandler|ICommandHandler|IQueryHandler/,
  *see(code) {
    for (const mark of code.marks) {
      const known = marks.find(({ target }) => target.test(mark.target));
      if (known)
        yield handler(code, mark, mark.class?.name ?? mark.function?.name ?? 'a handler', known.side);
    }
    if (code.language === 'csharp') yield* ofMediatr(code);
  },
};

/** Handlers of MediatR are told apart by their names: https://github.com/jbogard/MediatR/wiki. */
function* ofMediatr(code: CodeFile): Iterable<Seen> {
  for (const made of code.classes) {
    const isHandler = made.bases.some((base) =>
      /(?:^|\.)(?:IRequestHandler|ICommandHandler|IQueryHandler)\b/.test(base),
    );
    const side = /Command(?:Handler)?$/.test(made.name)
      ? 'commands'
      : /Query(?:Handler)?$/.test(made.name)
        ? 'queries'
        : undefined;
    if (isHandler && side) yield handler(code, made, made.name, side);
  }
}

function handler(
  code: CodeFile,
  range: { readonly start: number; readonly end: number },
  name: string,
  side: Side,
): Seen {
  const first = code.source.text.indexOf('\n', range.start);
  const end = first === -1 ? range.end : Math.min(range.end, first);
  const other = side === 'commands' ? 'queries' : 'commands';
  return {
    ...seenAt(code, { start: range.start, end }, `${name} handles ${side}, apart from ${other}`),
    details: { side },
  };
}

export const commandsAndQueriesSeparated = sightedSignal(
  {
    id: sighting,
    question: 'read-write',
    stance: 'supports',
    meaning:
      'What changes data and what reads it are separate pieces of code, which can be given models and stores of their own.',
    recognition:
      'Handlers of commands and handlers of queries in one service, by @nestjs/cqrs, Axon, MediatR or Commanded with its projections.',
    guards: ['Handlers of one kind only, and a bus that is imported and has no handlers, separate nothing.'],
    languages: ['JavaScript', 'Java', 'Kotlin', 'C#', 'Elixir'],
    recognisers: [inCode],
    seen: commandsAndQueries,
    unseen: commandsAndQueriesNot,
  },
  ({ service }, { sightings }) => {
    const sides = new Set(
      sightings
        .filter((other) => other.kind === sighting && other.service === service)
        .map(({ details }) => details?.side),
    );
    return sides.has('commands') && sides.has('queries');
  },
);
