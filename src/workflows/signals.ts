import { signals } from '../evidence/registry.js';
import type { SignalCard, SignalExample } from '../model/evidence.js';
import { InputError } from '../model/input-error.js';
import { compareText } from '../model/source-span.js';

/**
 * Every signal, sorted by id; its examples without the files that make their repositories whole.
 * @param question only those of this question, where one is named.
 * @throws InputError when no signal speaks to such a question.
 */
export function listSignals(question?: string): readonly SignalCard[] {
  const questions = new Set(signals.map((signal) => signal.question));
  if (question !== undefined && !questions.has(question))
    throw new InputError(
      `no signal speaks to a question "${question}"`,
      `Questions are: ${[...questions].join(', ')}.`,
    );
  const shared = sharedFiles();
  const own = (examples: readonly SignalExample[]): readonly SignalExample[] =>
    examples.map(({ title, files }) => {
      const entries = Object.entries(files);
      const rest = entries.filter((entry) => !shared.has(keyOf(entry)));
      return { title, files: Object.fromEntries(rest.length > 0 ? rest : entries) };
    });
  return signals
    .filter((signal) => question === undefined || signal.question === question)
    .map((signal) => ({
      ...signal,
      ...(signal.seen && { seen: own(signal.seen) }),
      ...(signal.unseen && { unseen: own(signal.unseen) }),
    }))
    .toSorted((a, b) => compareText(a.id, b.id));
}

/**
 * A signal by its id.
 * @throws InputError when there is none; the advice names those that look alike.
 */
export function signalOf(id: string): SignalCard {
  const cards = listSignals();
  const card = cards.find((candidate) => candidate.id === id);
  if (card !== undefined) return card;
  const words = id.split('-').filter((word) => word.length > 3);
  const alike = cards.filter((candidate) => words.some((word) => candidate.id.includes(word)));
  throw new InputError(
    `there is no signal "${id}"`,
    alike.length > 0
      ? `Did you mean: ${alike
          .slice(0, 4)
          .map((candidate) => candidate.id)
          .join(', ')}?`
      : 'See `lintel signals list`.',
  );
}

/** Files that the examples of several signals have alike: a manifest, a Dockerfile. They say nothing of the signal. */
function sharedFiles(): ReadonlySet<string> {
  const users = new Map<string, Set<string>>();
  for (const { id, seen = [], unseen = [] } of signals)
    for (const { files } of [...seen, ...unseen])
      for (const entry of Object.entries(files)) {
        const key = keyOf(entry);
        users.set(key, (users.get(key) ?? new Set()).add(id));
      }
  return new Set([...users].filter(([, ids]) => ids.size > 2).map(([key]) => key));
}

function keyOf([path, text]: readonly [string, string]): string {
  return `${path}\0${text}`;
}
