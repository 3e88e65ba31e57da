const id = { type: 'string', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' } as const;

const text = { type: 'string', pattern: '\\S' } as const;

const source = {
  type: 'object',
  description: 'A page that can be opened: documentation, article, standard or published incident report.',
  required: ['title', 'url'],
  additionalProperties: false,
  properties: {
    title: { ...text, description: 'Title of the page.' },
    url: { type: 'string', pattern: '^https://[^\\s]+$', description: 'An https:// address.' },
  },
} as const;

const risk = {
  enum: ['none', 'low', 'medium', 'high'],
  description: 'none and low are acceptable; medium and high put the question at risk.',
} as const;

const signalId = {
  ...id,
  description: 'Id of a signal: lower case with hyphens, e.g. `migration-has-down`.',
} as const;

const choice = {
  type: 'object',
  required: ['id', 'text', 'risk'],
  additionalProperties: false,
  properties: {
    id: {
      ...id,
      description: 'Stable for ever: answers name it. Lower case with hyphens; unique in its sub-question.',
    },
    text: { ...text, description: 'What the choice says of the system.' },
    risk,
    suggestedBy: {
      type: 'array',
      items: signalId,
      minItems: 1,
      uniqueItems: true,
      description:
        'Signals of the sub-question that speak for this choice: all of the supporting ones together, or any of the contradicting ones.',
    },
  },
} as const;

const applicability = {
  type: 'object',
  description: 'Facts that must be there for the sub-question to be asked. Absent = always asked.',
  required: ['anyOf', 'otherwise'],
  additionalProperties: false,
  properties: {
    anyOf: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: ['migrations', 'endpoints', 'probes', 'workloads'] },
      description: 'Asked when any of these kinds of fact was found.',
    },
    otherwise: { ...text, description: 'Said when none was found.' },
  },
} as const;

const subQuestion = {
  type: 'object',
  required: ['id', 'text', 'why', 'choices', 'sources'],
  additionalProperties: false,
  properties: {
    id: {
      type: 'string',
      pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*\\.[a-z][a-z0-9]*(-[a-z0-9]+)*$',
      description: 'Id of its question, a dot and a name, e.g. `partial-failure.timeouts`. Stable for ever.',
    },
    text: { ...text, description: 'One question that can be verified; ends with a question mark.' },
    why: { ...text, description: 'Why it matters, in one or two sentences.' },
    required: { type: 'boolean', default: false, description: 'Whether the gate wants an answer.' },
    choices: { type: 'array', items: choice, description: 'Two or more, and one of them always holds.' },
    signals: {
      type: 'array',
      default: [],
      description: 'What detectors find in a repository that speaks for or against.',
      items: {
        type: 'object',
        required: ['id', 'stance'],
        additionalProperties: false,
        properties: { id: signalId, stance: { enum: ['supports', 'contradicts'] } },
      },
    },
    sources: { type: 'array', items: source, description: 'Where the advice is from; at least one.' },
    applicability,
  },
} as const;

const riskRule = {
  type: 'object',
  required: ['when', 'risk', 'because'],
  additionalProperties: false,
  properties: {
    when: {
      type: 'object',
      description:
        'Sub-question id → choice ids of which one was given. All entries must hold; `{}` always holds.',
      additionalProperties: { type: 'array', items: id, minItems: 1, uniqueItems: true },
    },
    risk,
    because: { ...text, description: 'What the combination means, one sentence.' },
  },
} as const;

const question = {
  type: 'object',
  required: ['id', 'text', 'why', 'subQuestions', 'riskRules'],
  additionalProperties: false,
  properties: {
    id: { ...id, description: 'Lower case with hyphens. Stable for ever: answers name it.' },
    text: { ...text, description: 'The question as it is asked; ends with a question mark.' },
    why: { ...text, description: 'Why it is asked.' },
    incident: {
      type: 'object',
      description: 'A real incident that earned the question its place.',
      required: ['text', 'source'],
      additionalProperties: false,
      properties: { text: { ...text, description: 'What happened, with its date.' }, source },
    },
    subQuestions: { type: 'array', items: subQuestion, minItems: 1, description: 'Three to seven.' },
    riskRules: {
      type: 'array',
      items: riskRule,
      minItems: 1,
      description: 'The first rule that holds decides the risk of the question. The last one is `when: {}`.',
    },
  },
} as const;

/** In a pack that extends others, a question may only add to an inherited one. */
const partialQuestion = { ...question, required: ['id'] } as const;

/** JSON Schema (draft 2020-12) of a pack file: what `lintel schema pack` prints and editors use. */
export const packSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:lintel:schema:pack:1',
  title: 'A checklist pack of lintel',
  description:
    'Questions with sub-questions that a team answers for a service, and the evidence that speaks to them.',
  type: 'object',
  required: ['id', 'version', 'title', 'description'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    id: { ...id, description: 'Lower case with hyphens; the name by which the pack is asked for.' },
    version: {
      type: 'integer',
      minimum: 1,
      description: 'Raised when questions are added, removed or reworded.',
    },
    title: text,
    description: text,
    extends: {
      type: 'array',
      items: id,
      minItems: 1,
      uniqueItems: true,
      description: 'Ids of packs whose questions come first; an own question of the same id adds to theirs.',
    },
    without: {
      type: 'array',
      items: { type: 'string' },
      uniqueItems: true,
      description: 'Ids of inherited questions and sub-questions that are not asked.',
    },
    questions: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', required: ['id'] },
      description: 'The questions; in a pack that extends others, those that are added or changed.',
    },
  },
  if: { required: ['extends'] },
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: { properties: { questions: { type: 'array', items: partialQuestion } } },
  else: {
    required: ['questions'],
    properties: { questions: { type: 'array', items: question }, without: false },
  },
} as const;
