const digest = {
  type: 'string',
  pattern: '^sha256:[0-9a-f]{64}$',
  description: '`sha256:` and 64 hex digits.',
} as const;

const date = {
  type: 'string',
  pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
  description: 'A date in UTC: YYYY-MM-DD.',
} as const;

const name = { type: 'string', pattern: '\\S' } as const;

const citedEvidence = {
  type: 'object',
  required: ['path', 'lines', 'text'],
  properties: {
    path: { ...name, description: 'File relative to the root of the repository, with `/`.' },
    lines: {
      type: ['string', 'integer'],
      pattern: '^[1-9][0-9]{0,8}(-[1-9][0-9]{0,8})?$',
      description: 'A line, or the first and the last: `12` or `12-19`.',
    },
    blob: {
      type: 'string',
      pattern: '^[0-9a-f]{40}([0-9a-f]{24})?$',
      description: 'Git blob id of the file: 40 or 64 hex digits.',
    },
    text: digest,
    copies: {
      type: ['string', 'integer'],
      pattern: '^[1-9][0-9]{0,8}$',
      description: 'How often these lines stood in the file, where it was more than once.',
    },
  },
} as const;

const absentEvidence = {
  type: 'object',
  required: ['none', 'result'],
  properties: {
    none: { ...name, description: 'Id of the signal that was looked for.' },
    result: digest,
  },
} as const;

const answer = {
  type: 'object',
  if: { required: ['draft'] },
  else: { required: ['choice'] },
  properties: {
    choice: { ...name, description: 'Id of one of the choices of the sub-question, or `n/a`.' },
    note: { type: 'string', description: 'Why; also the rebuttal when evidence speaks against the answer.' },
    draft: { type: 'string', description: 'A note that was typed in a walk and waits for the answer.' },
    by: { ...name, description: 'Who answered.' },
    at: { ...date, description: 'When it was answered: YYYY-MM-DD.' },
    commit: {
      type: 'string',
      pattern: '^[0-9a-f]{4,64}$',
      description: 'The commit that was looked at: its hex id.',
    },
    question: {
      ...digest,
      description:
        'Digest of the wording that was answered (`sha256:` and 64 hex digits); a reworded question asks again.',
    },
    evidence: {
      type: 'array',
      description: 'What the answer rests on; when it changes, the answer is stale.',
      items: {
        type: 'object',
        if: { required: ['none'] },
        // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
        then: absentEvidence,
        else: citedEvidence,
      },
    },
    owner: { ...name, description: 'Who sees to what is missing.' },
    due: { ...date, description: 'Until when the answer is accepted: YYYY-MM-DD.' },
    adr: { ...name, description: 'The decision record that accepts the risk, relative to the root.' },
  },
} as const;

/**
 * JSON Schema (draft 2020-12) of an answers file, `docs/reviews/<service>.yaml`: what `lintel schema answers` prints and editors use.
 * Further keys are allowed and kept.
 */
export const answersSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:lintel:schema:answers:1',
  title: 'Answers to a checklist of lintel',
  description: 'What a team answered for one service, with the evidence that each answer rests on.',
  type: 'object',
  required: ['service', 'pack'],
  properties: {
    service: { ...name, description: 'Name of the service.' },
    pack: {
      type: 'string',
      pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*@[1-9][0-9]{0,8}$',
      description: 'Id and version of the pack: `scalability@1`.',
    },
    answers: {
      type: 'object',
      description: 'Sub-question id → answer.',
      additionalProperties: answer,
    },
  },
} as const;
