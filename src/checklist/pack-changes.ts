import type { Pack } from '../model/checklist.js';
import { wordingDigest } from './digests.js';
import type { FileProblem } from './file-problem.js';
import type { ParsedPack } from './parse-pack.js';

/**
 * What a change of a pack does to kept answers: an id that is gone loses its answers, a changed wording asks again and needs a higher
 * version.
 * @param before the pack at the base revision.
 */
export function packChanges(parsed: ParsedPack, before: Pack): readonly FileProblem[] {
  const { pack, file, lineOf } = parsed;
  if (pack === undefined) return [];
  const now = new Map(
    pack.questions.flatMap((question) => question.subQuestions).map((sub) => [sub.id, sub]),
  );
  const problems: FileProblem[] = [];
  const reworded: string[] = [];
  for (const old of before.questions.flatMap((question) => question.subQuestions)) {
    const sub = now.get(old.id);
    const gone =
      sub === undefined
        ? []
        : old.choices.filter(({ id }) => !sub.choices.some((choice) => choice.id === id));
    if (sub === undefined || gone.length > 0)
      problems.push({
        rule: 'id-removed',
        severity: 'error',
        file,
        line: lineOf(pointerOf(pack, old.id)),
        message:
          sub === undefined
            ? `The sub-question \`${old.id}\` is gone, and with it the answers that name it.`
            : `\`${old.id}\` lost the choice ${gone.map(({ id }) => `\`${id}\``).join(', ')} that answers name.`,
        advice: 'Ids are stable for ever: keep it, and reword its text.',
      });
    else if (wordingDigest(sub) !== wordingDigest(old)) reworded.push(old.id);
  }
  if (reworded.length > 0 && pack.version <= before.version)
    problems.push({
      rule: 'version-not-raised',
      severity: 'warning',
      file,
      line: lineOf('/version'),
      message: `${reworded.slice(0, 3).join(', ')}${reworded.length > 3 ? ` and ${reworded.length - 3} more` : ''} ask otherwise than before, but the version is still ${pack.version}.`,
      advice: `Raise it to ${before.version + 1}.`,
    });
  return problems;
}

/** The question that the id belonged to, or the list of questions. */
function pointerOf(pack: Pack, id: string): string {
  const question = pack.questions.findIndex((candidate) => id.startsWith(`${candidate.id}.`));
  if (question === -1) return '/questions';
  const sub = pack.questions[question]?.subQuestions.findIndex((candidate) => candidate.id === id) ?? -1;
  return sub === -1 ? `/questions/${question}` : `/questions/${question}/subQuestions/${sub}`;
}
