import { describe, expect, it } from 'vitest';
import { readForm, writeForm } from '../../src/checklist/form.js';
import { readGivenAnswers } from '../../src/checklist/given-answers.js';
import type { ReviewStep } from '../../src/checklist/review-session.js';
import { question, subQuestion } from './sample-pack.js';

const step: ReviewStep = {
  question: question('caching', [subQuestion('caching.ttl')]),
  subQuestion: subQuestion('caching.ttl'),
  evidence: [],
  moreEvidence: 0,
  suggestion: undefined,
  previous: undefined,
  askedBecause: [],
  seconds: 60,
};

const form = writeForm([{ service: 'checkout', pack: 'scalability@1', steps: [step] }]);
const [first, second] = step.subQuestion.choices;

function ticked(id: string | undefined, text = form): string {
  return text.replace(`- [ ] \`${id}\``, `- [x] \`${id}\``);
}

describe('a form', () => {
  it('answers nothing as long as nothing is ticked', () => {
    expect(readForm(form)).toEqual({ answers: [], problems: [] });
  });

  it('gives back what was ticked and written, also over several lines and with line ends of Windows', () => {
    const filled = ticked(first?.id)
      .replace('\nNote:', '\nNote: the keys differ\nby tenant')
      .replace('Owner:', 'Owner: @team')
      .replaceAll('\n', '\r\n');
    expect(readForm(filled)).toEqual({
      answers: [
        {
          service: 'checkout',
          question: 'caching.ttl',
          choice: first?.id,
          note: 'the keys differ\nby tenant',
          owner: '@team',
          line: expect.any(Number),
        },
      ],
      problems: [],
    });
  });

  it('is refused with the line where two boxes of a question are ticked, or one without a choice', () => {
    const { answers, problems } = readForm(ticked(second?.id, ticked(first?.id)));
    expect(answers).toEqual([]);
    expect(problems).toEqual([{ line: expect.any(Number), message: 'caching.ttl has two boxes ticked.' }]);
    expect(readForm('### caching.ttl\n\n- [x] yes\n').problems).toEqual([
      { line: 3, message: 'A box is ticked that names no choice.' },
    ]);
  });
});

describe('answers in YAML or JSON', () => {
  it('may be short, in the form of an answers file, or of several services', () => {
    const answer = { question: 'caching.ttl', choice: 'good' };
    const read = (text: string): unknown =>
      readGivenAnswers(text, 'f').answers.map(({ line: _line, ...rest }) => rest);
    expect(read('answers: {caching.ttl: good}')).toEqual([answer]);
    expect(read('{"service": "api", "answers": {"caching.ttl": {"choice": "good", "note": "n"}}}')).toEqual([
      { service: 'api', ...answer, note: 'n' },
    ]);
    expect(read('services:\n  api:\n    caching.ttl: good\n')).toEqual([{ service: 'api', ...answer }]);
  });

  it('are refused with the line where they are not as they should be', () => {
    const problems = (text: string): readonly number[] =>
      readGivenAnswers(text, 'f').problems.map(({ line }) => line);
    expect(problems('answers:\n  a.b: {note: x}\n')).toEqual([2]);
    expect(problems('answers:\n  a.b: [good]\n')).toEqual([2]);
    expect(problems('service: api\n')).toEqual([1]);
    expect(problems('answers: {')).toEqual([1]);
  });
});
