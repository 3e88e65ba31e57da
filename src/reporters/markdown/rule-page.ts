import type { RuleCard, RuleExample } from '../../model/rule.js';
import { exampleFile } from './example-file.js';

/** A rule's page: of `lintel rules explain` and of the generated reference. */
export function toRulePage(rule: RuleCard): string {
  return [
    `# ${rule.id}`,
    '',
    rule.summary,
    '',
    `Severity: ${rule.severity}.${rule.question === '' ? '' : ` Speaks to the question \`${rule.question}\`.`}`,
    '',
    '## Why',
    '',
    rule.why,
    '',
    ...examples('Instead of', rule.bad),
    ...examples('Use', rule.good),
    '## When not to use it',
    '',
    rule.whenNotToUse,
    '',
    '## Sources',
    '',
    ...rule.sources.map((source) => `- <${source}>`),
    '',
  ].join('\n');
}

function examples(title: string, list: readonly RuleExample[]): readonly string[] {
  if (list.length === 0) return [];
  return [
    `## ${title}`,
    '',
    ...list.flatMap(({ title: named, files, before, serverVersion }) => [
      ...(serverVersion === undefined ? [] : [`With ${named} ${serverVersion}:`, '']),
      ...Object.entries(before ?? {}).flatMap(([path, text]) => exampleFile(path, text, ', earlier')),
      ...Object.entries(files).flatMap(([path, text]) => exampleFile(path, text, before ? ', now' : '')),
    ]),
  ];
}
