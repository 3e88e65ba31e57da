import type { Evidence } from '../model/evidence.js';
import { InputError } from '../model/input-error.js';
import type { NewRecord } from '../documents/adr/new-record.js';
import type { Scanned } from './open-scanned.js';
import { configuredPack } from './packs.js';
import { AnswersStore } from './review/answers-store.js';
import { evidenceFor, reviewedServices } from './review/reviewed-services.js';
import { reportOf } from './scan.js';

/** How many pieces of evidence a record lists. */
const listed = 8;

/**
 * What is known on a question: its kept answer and the evidence, to fill a decision record.
 * @param id of a question or sub-question.
 * @param serviceName the service; may be left out where there is only one.
 * @throws InputError when the question or service does not exist.
 */
export async function evidenceForQuestion(
  scanned: Scanned,
  id: string,
  serviceName: string | undefined,
): Promise<Pick<NewRecord, 'evidence' | 'question'>> {
  const pack = await configuredPack(scanned);
  const question = pack.questions.find((candidate) => candidate.id === id);
  const subQuestion = pack.questions
    .flatMap((candidate) => candidate.subQuestions)
    .find((candidate) => candidate.id === id);
  if (question === undefined && subQuestion === undefined) {
    throw new InputError(
      `there is no question "${id}" in the checklist`,
      'See `lintel checklist show` for the ids.',
    );
  }
  const report = await reportOf(scanned.view, scanned.name, { root: scanned.root });
  const services = reviewedServices(report);
  const service =
    serviceName === undefined && services.length === 1
      ? services[0]
      : services.find(({ name }) => name === serviceName);
  if (service === undefined) {
    throw new InputError(
      serviceName === undefined
        ? 'there are several services here'
        : `there is no service "${serviceName}" here`,
      `Name one with --service: ${services.map(({ name }) => name).join(', ')}.`,
    );
  }
  const signals = new Set(subQuestion?.signals.map((signal) => signal.id));
  const evidence: readonly Evidence[] = evidenceFor(report, service)
    .filter((item) => (subQuestion === undefined ? item.question === id : signals.has(item.signal)))
    .slice(0, listed);
  if (subQuestion === undefined) {
    return { evidence, question: { id, text: question?.text ?? '', answer: 'open', note: '' } };
  }
  const store = await AnswersStore.open(
    scanned.root,
    scanned.view,
    scanned.configuration.reviews.path,
    service.name,
    pack,
  );
  const answer = store.answers.find((candidate) => candidate.question === id);
  const choice = subQuestion.choices.find((candidate) => candidate.id === answer?.choice);
  return {
    evidence,
    question: {
      id,
      text: subQuestion.text,
      answer: choice?.text ?? answer?.choice ?? 'not answered yet',
      note: answer?.note ?? '',
    },
  };
}
