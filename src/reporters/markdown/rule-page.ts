import type { RuleCard, RuleExample } from '../../model/rule.js';

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
      ...Object.entries(before ?? {}).flatMap(([path, text]) => fenced(path, text, ', earlier')),
      ...Object.entries(files).flatMap(([path, text]) => fenced(path, text, before ? ', now' : '')),
    ]),
  ];
}

const fenceLanguages: Readonly<Record<string, string>> = {
  sql: 'sql',
  rb: 'ruby',
  py: 'python',
  js: 'js',
  ts: 'ts',
  go: 'go',
  java: 'java',
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  md: 'markdown',
};

function fenced(path: string, text: string, when: string): readonly string[] {
  const language =
    fenceLanguages[path.split('.').at(-1) ?? ''] ?? (/Dockerfile/.test(path) ? 'dockerfile' : '');
  // A record may hold a code block itself.
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length + 1)));
  return [`\`${path}\`${when}`, '', `${fence}${language}`, text.trimEnd(), fence, ''];
}
