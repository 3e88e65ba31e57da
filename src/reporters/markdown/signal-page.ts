import type { SignalCard, SignalExample } from '../../model/evidence.js';
import { exampleFile } from './example-file.js';

/** A signal's page: of `lintel signals explain` and of the generated reference. */
export function toSignalPage(signal: SignalCard): string {
  const { guards, id, languages, meaning, question, recognition, seen, stance, unseen } = signal;
  return [
    `# ${id}`,
    '',
    meaning,
    '',
    `Speaks ${stance === 'supports' ? 'for' : 'against'} the question \`${question}\`.`,
    '',
    '## How it is recognised',
    '',
    recognition,
    '',
    ...(languages ? [`Code in ${languages.join(', ')} is looked at.`, ''] : []),
    ...(guards ? ['## What is not taken for it', '', ...guards.map((guard) => `- ${guard}`), ''] : []),
    ...examples('It is seen', seen),
    ...examples('It is not seen', unseen),
  ].join('\n');
}

function examples(title: string, list: readonly SignalExample[] = []): readonly string[] {
  if (list.length === 0) return [];
  return [
    `## ${title}`,
    '',
    ...list.flatMap((example) => [
      `### ${example.title}`,
      '',
      ...Object.entries(example.files).flatMap(([path, text]) => exampleFile(path, text)),
    ]),
  ];
}
