import { readGivenAnswers } from '../../checklist/given-answers.js';
import { writeForm } from '../../checklist/form.js';
import { packReference } from '../../checklist/parse-pack.js';
import { InputError } from '../../model/input-error.js';
import type { Review } from './review.js';
import type { GivenAnswer, GivenResult, Walk } from './walk.js';

/** Answers for one service. */
export interface AnswersForService {
  readonly walk: Walk;
  readonly given: readonly GivenAnswer[];
}

/**
 * Sorts the answers of a file or a form by service. One that names no service is for the only one of the review.
 * @param file its name, for messages.
 * @throws InputError when the text cannot be read, or a service is not there or has to be named.
 */
export function sortAnswers(
  text: string,
  file: string,
  review: Pick<Review, 'walks'>,
): readonly AnswersForService[] {
  const { answers, problems } = readGivenAnswers(text, file);
  if (problems.length > 0)
    throw new InputError(
      problems.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'),
      'Correct it; nothing was written.',
    );
  const sorted = new Map<Walk, GivenAnswer[]>();
  for (const { service, line, ...answer } of answers) {
    const [only, ...others] = review.walks;
    const walk =
      service === undefined && others.length === 0
        ? only
        : review.walks.find((candidate) => candidate.service === service);
    if (walk === undefined)
      throw new InputError(
        service === undefined
          ? `${file}:${line}: there are several services here, and the answers name none`
          : `${file}:${line}: there is no service "${service}" here`,
        `Name one of: ${review.walks.map((candidate) => candidate.service).join(', ')}.`,
      );
    sorted.set(walk, [...(sorted.get(walk) ?? []), { ...answer, place: `${file}:${line}` }]);
  }
  return [...sorted].map(([walk, given]) => ({ walk, given }));
}

/** What was given for one service, and what it did. */
export interface Given extends GivenResult {
  readonly service: string;
  readonly path: string;
}

/**
 * Gives answers to several services: all are looked at before the first is written.
 * @throws InputError like `Walk.give`.
 */
export async function giveAnswers(
  services: readonly AnswersForService[],
  write: boolean,
): Promise<readonly Given[]> {
  const looked: Given[] = [];
  for (const { walk, given } of services)
    looked.push({ service: walk.service, path: walk.path, ...(await walk.give(given, false)) });
  if (write) for (const { walk, given } of services) await walk.give(given, true);
  return looked;
}

/** The open questions of a review as a form in Markdown. */
export function formOf({ walks, pack }: Review): string {
  return writeForm(walks.map(({ service, open }) => ({ service, pack: packReference(pack), steps: open })));
}
