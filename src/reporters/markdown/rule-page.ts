import type { RuleCard, RuleExample } from '../../model/rule.js';

/** A rule's page: of `lintel rules explain` and of the generated reference. */
export function toRulePage(rule: RuleCard): string {
  return [
    `# ${rule.id}`,
    '',
    rule.summary,
    '',
    `Severity: ${rule.severity}. Speaks to the question \`${rule.question}\`.`,
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
    ...list.flatMap((example) => [
      ...(example.serverVersion === undefined ? [] : [`With ${example.title} ${example.serverVersion}:`, '']),
      ...Object.entries(example.files).flatMap(([path, text]) => fenced(path, text)),
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
};

function fenced(path: string, text: string): readonly string[] {
  const language =
    fenceLanguages[path.split('.').at(-1) ?? ''] ?? (/Dockerfile/.test(path) ? 'dockerfile' : '');
  return [`\`${path}\``, '', `\`\`\`${language}`, text.trimEnd(), '```', ''];
}
