/** What a lens is written in: https://docs.aws.amazon.com/wellarchitected/latest/userguide/lenses-format-specification.html. */
export const schemaVersion = '2021-11-01';

/** The same page's limits, in characters, and 500 KB for the whole file. */
export const limits = {
  name: 128,
  description: 2048,
  pillars: 10,
  questions: 20,
  choices: 15,
  bytes: 500_000,
} as const;

interface Resource {
  readonly displayText: string;
  readonly url?: string;
}

export interface LensQuestion {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly helpfulResource?: Resource;
  readonly choices: readonly {
    readonly id: string;
    readonly title: string;
    readonly helpfulResource?: Resource;
    readonly improvementPlan?: Resource;
  }[];
  readonly riskRules: readonly { readonly condition: string; readonly risk: string }[];
}

export interface Lens {
  readonly schemaVersion: string;
  readonly name: string;
  readonly description?: string;
  readonly pillars: readonly {
    readonly id: string;
    readonly name: string;
    readonly questions: readonly LensQuestion[];
  }[];
}

type Parts = Readonly<Record<string, unknown>>;

/**
 * What AWS would refuse of a lens, by its published format: wrong or missing fields, ids that are not 3 to 128 letters, digits and
 * underscores or stand twice, texts and lists that are too long, rules that name no choice, no default rule. Empty = it is a lens.
 */
export function lensProblems(value: unknown, text: string): readonly string[] {
  const problems: string[] = [];
  const lens = parts(value);
  if (Buffer.byteLength(text) > limits.bytes) problems.push(`it is larger than ${limits.bytes / 1_000} KB`);
  if (lens['schemaVersion'] !== schemaVersion) problems.push(`schemaVersion is not "${schemaVersion}"`);
  problems.push(
    ...textProblems(lens, 'name', limits.name, true),
    ...textProblems(lens, 'description', limits.description, false),
  );
  problems.push(
    ...listProblems(lens, 'pillars', 1, limits.pillars, 'the lens'),
    ...idProblems(list(lens['pillars']), 'pillar'),
  );
  const all: unknown[] = [];
  for (const pillar of list(lens['pillars']).map(parts)) {
    const where = `pillar ${String(pillar['id'])}`;
    problems.push(...textProblems(pillar, 'name', limits.name, true, where));
    problems.push(...listProblems(pillar, 'questions', 1, limits.questions, where));
    all.push(...list(pillar['questions']));
    for (const question of list(pillar['questions'])) problems.push(...questionProblems(parts(question)));
  }
  return [...problems, ...idProblems(all, 'question')];
}

function questionProblems(question: Parts): readonly string[] {
  const where = `question ${String(question['id'])}`;
  const choices = list(question['choices']).map(parts);
  const known = new Set(choices.map(({ id }) => id));
  const rules = list(question['riskRules']).map(parts);
  const problems = [
    ...textProblems(question, 'title', limits.name, true, where),
    ...textProblems(question, 'description', limits.description, false, where),
    ...resourceProblems(question['helpfulResource'], where),
    ...listProblems(question, 'choices', 1, limits.choices, where),
    ...idProblems(choices, `choice of ${where}`),
  ];
  for (const choice of choices) {
    problems.push(
      ...textProblems(choice, 'title', limits.name, true, `${where}, choice ${String(choice['id'])}`),
    );
    for (const name of ['helpfulResource', 'improvementPlan'])
      problems.push(...resourceProblems(choice[name], `${where}, choice ${String(choice['id'])}`));
  }
  if (rules.filter(({ condition }) => condition === 'default').length !== 1)
    problems.push(`${where} has not one default rule`);
  for (const { condition, risk } of rules) {
    if (!['HIGH_RISK', 'MEDIUM_RISK', 'NO_RISK'].includes(String(risk)))
      problems.push(`${where}: the risk ${String(risk)} is none`);
    if (condition === 'default') continue;
    const written = String(condition);
    if (!/^[\w\s()!&|]+$/.test(written)) problems.push(`${where}: the condition "${written}" is none`);
    for (const id of written.match(/\w+/g) ?? [])
      if (!known.has(id)) problems.push(`${where}: there is no choice ${id}`);
  }
  return problems;
}

function textProblems(
  holder: Parts,
  name: string,
  most: number,
  needed: boolean,
  where = 'the lens',
): readonly string[] {
  const value = holder[name];
  if (value === undefined) return needed ? [`${where} has no ${name}`] : [];
  if (typeof value !== 'string' || (needed && value.trim() === '')) return [`${where}: ${name} is no text`];
  return value.length > most ? [`${where}: ${name} has more than ${most} characters`] : [];
}

function listProblems(
  holder: Parts,
  name: string,
  least: number,
  most: number,
  where: string,
): readonly string[] {
  const count = list(holder[name]).length;
  return count < least || count > most ? [`${where} has ${count} ${name}, not ${least} to ${most}`] : [];
}

function idProblems(items: readonly unknown[], what: string): readonly string[] {
  const ids = items.map((item) => parts(item)['id']);
  return ids.flatMap((id, index) => [
    ...(typeof id === 'string' && /^\w{3,128}$/.test(id)
      ? []
      : [`the ${what} id ${String(id)} is not 3 to 128 letters, digits and underscores`]),
    ...(ids.indexOf(id) === index ? [] : [`the ${what} id ${String(id)} stands twice`]),
  ]);
}

function resourceProblems(value: unknown, where: string): readonly string[] {
  if (value === undefined) return [];
  const resource = parts(value);
  const { url } = resource;
  return [
    ...textProblems(resource, 'displayText', limits.description, true, where),
    ...(url === undefined || (typeof url === 'string' && /^https?:\/\/\S+$/.test(url))
      ? []
      : [`${where}: the address is none`]),
  ];
}

function parts(value: unknown): Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
