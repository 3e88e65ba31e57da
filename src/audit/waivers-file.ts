import { Ajv2020 } from 'ajv/dist/2020.js';
import { isMap, isSeq, LineCounter, parseDocument, stringify } from 'yaml';
import { InputError } from '../model/input-error.js';
import type { Waiver } from '../model/waiver.js';

/** Where waivers are kept, relative to the root. */
export const waiversFile = '.lintel/waivers.yaml';

const date = {
  type: 'string',
  pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
} as const;
const words = { type: 'string', pattern: '\\S' } as const;

/** JSON Schema (draft 2020-12) of `.lintel/waivers.yaml`: what `lintel schema waivers` prints. */
export const waiversSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:lintel:schema:waivers:1',
  title: 'Waivers of lintel',
  description:
    'What was accepted, by whom, why, and until when. A waiver is never a pass: it is shown as waived.',
  type: 'object',
  required: ['waivers'],
  additionalProperties: false,
  properties: {
    waivers: {
      type: 'array',
      items: {
        type: 'object',
        required: ['owner', 'reason', 'expires'],
        additionalProperties: false,
        oneOf: [{ required: ['finding'] }, { required: ['question'] }],
        properties: {
          finding: {
            type: 'string',
            pattern: '^[0-9a-f]{32}$',
            description: 'Fingerprint of the finding: 32 hex digits, as `lintel audit --json` shows it.',
          },
          question: { ...words, description: 'Id of a sub-question: partial-failure.timeouts.' },
          service: { ...words, description: 'The service of the question.' },
          rule: { ...words, description: 'Rule of the finding, for whoever reads this.' },
          file: { ...words, description: 'Place of the finding when it was waived, for whoever reads this.' },
          owner: { ...words, description: 'Who answers for it.' },
          reason: { ...words, description: 'Why it can wait.' },
          expires: {
            ...date,
            description: 'The last day on which it holds (YYYY-MM-DD), to its end in UTC.',
          },
          at: { ...date, description: 'When it was written (YYYY-MM-DD, UTC).' },
          by: { ...words, description: 'Who wrote it.' },
        },
      },
    },
  },
} as const;

/** A waiver with the line at which it begins. */
export type PlacedWaiver = Waiver & { readonly line: number };

/**
 * Reads the text of a waivers file.
 * @throws InputError with `file:line` when it is no YAML or not as the schema says: half a list of waivers would let a gate fail, or pass,
 * for the wrong reason.
 */
export function readWaivers(text: string): readonly PlacedWaiver[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, schema: 'failsafe', logLevel: 'silent' });
  const [broken] = document.errors;
  if (broken !== undefined)
    throw new InputError(
      `${waiversFile}:${counter.linePos(broken.pos[0]).line}: ${broken.message.split('\n', 1)[0] ?? ''}`,
      'Correct the YAML; no waiver counts until then.',
    );
  const lineOf = (path: readonly (string | number)[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (isRanged(node)) return counter.linePos(node.range[0]).line;
    }
    return 1;
  };
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  if (isEmpty(value) || (isRecord(value) && Object.keys(value).length === 1 && isEmpty(value['waivers'])))
    return [];
  const validate = new Ajv2020({ allErrors: false, strict: false, verbose: true }).compile<{
    waivers: Waiver[];
  }>(waiversSchema);
  if (!validate(value)) {
    const [problem] = validate.errors ?? [];
    const path = (problem?.instancePath ?? '')
      .split('/')
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    throw new InputError(
      `${waiversFile}:${lineOf(path)}: ${wordsFor(problem)}`,
      'Every waiver names a finding or a question, an owner, a reason and the day on which it ends; see `lintel schema waivers`.',
    );
  }
  const placed = value.waivers.map((waiver, index) => ({ ...waiver, line: lineOf(['waivers', index]) }));
  for (const { expires, line } of placed) {
    const day = new Date(`${expires}T00:00:00Z`);
    if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== expires)
      throw new InputError(`${waiversFile}:${line}: there is no day ${expires}`, 'Write it as YYYY-MM-DD.');
  }
  return placed;
}

/** A file or a list in which nothing stands. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function isRanged(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

function wordsFor(
  problem: { keyword: string; instancePath: string; message?: string; params: unknown } | undefined,
): string {
  const where = problem?.instancePath
    .replace(/^\/waivers\/(\d+)/, (_all, index: string) => `waiver ${Number(index) + 1}`)
    .replaceAll('/', ' ');
  const params: Readonly<Record<string, unknown>> = isRecord(problem?.params) ? problem.params : {};
  const name = where === undefined || where === '' ? 'the file' : where.trim();
  if (problem?.keyword === 'required' || problem?.keyword === 'oneOf') {
    const missing = params['missingProperty'];
    return `${name} lacks ${typeof missing === 'string' && !['finding', 'question'].includes(missing) ? `"${missing}"` : 'one of "finding" and "question"'}`;
  }
  if (problem?.keyword === 'additionalProperties')
    return `${name} has the unknown key "${String(params['additionalProperty'])}"`;
  return `${name} ${problem?.message ?? 'is not as expected'}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const opening = `# Accepted for a time: each by somebody, with a reason and an end (UTC). \`lintel audit waive\` adds and removes.
# An expired waiver fails the gate, an unused one is reported, and what is waived is shown as waived, never as passed.
waivers:
`;

/** Whether two waivers accept the same thing. */
export function isSameWaiver(a: Pick<Waiver, 'finding' | 'question' | 'service'>, b: typeof a): boolean {
  return a.finding !== undefined
    ? a.finding === b.finding
    : a.question === b.question && (a.service ?? '') === (b.service ?? '');
}

/**
 * The text of a waivers file with one more waiver, in the place of one for the same thing if there is any. Comments are kept.
 * @throws InputError when the present text is damaged.
 */
export function withWaiver(text: string | undefined, waiver: Waiver): string {
  const present = text === undefined || text.trim() === '' ? opening : text;
  const others = withoutWaiver(present, waiver) ?? present;
  const item = blockOf(waiver);
  const trimmed = others.trimEnd();
  // In the usual layout the list ends the file: what stands there stays as it is, byte for byte.
  const joined = `${/^waivers:\s*\[\s*\]\s*$/m.test(trimmed) ? trimmed.replace(/^waivers:\s*\[\s*\]\s*$/m, 'waivers:') : trimmed}\n${item}`;
  if (isGoodAddition(others, joined, waiver)) return joined;
  const document = parseDocument(others, { schema: 'failsafe' });
  const list = document.get('waivers');
  if (isSeq(list)) list.add(document.createNode(ordered(waiver)));
  else document.set('waivers', [ordered(waiver)]);
  return document.toString({ lineWidth: 0 });
}

/**
 * The text without the waiver for a thing; undefined when there is none.
 * @throws InputError when the present text is damaged.
 */
export function withoutWaiver(
  text: string,
  waiver: Pick<Waiver, 'finding' | 'question' | 'service'>,
): string | undefined {
  readWaivers(text);
  const document = parseDocument(text, { schema: 'failsafe' });
  const list = document.get('waivers');
  if (!isSeq(list)) return undefined;
  const index = list.items.findIndex(
    (item) =>
      isMap(item) &&
      isSameWaiver(
        { ...texts(item, 'finding'), ...texts(item, 'question'), ...texts(item, 'service') },
        waiver,
      ),
  );
  if (index === -1) return undefined;
  list.items.splice(index, 1);
  return document.toString({ lineWidth: 0 });
}

function texts(
  map: { get(key: string): unknown },
  key: 'finding' | 'question' | 'service',
): Partial<Record<typeof key, string>> {
  const value = map.get(key);
  return typeof value === 'string' ? { [key]: value } : {};
}

function isGoodAddition(before: string, after: string, waiver: Waiver): boolean {
  try {
    const old = readable(before);
    const now = readable(after);
    return (
      now.length === old.length + 1 &&
      JSON.stringify(now.slice(0, -1)) === JSON.stringify(old) &&
      now.at(-1) === JSON.stringify(ordered(waiver))
    );
  } catch {
    return false;
  }
}

function readable(text: string): readonly string[] {
  return readWaivers(text).map((waiver) => JSON.stringify(ordered(waiver)));
}

function ordered(waiver: Waiver): Readonly<Record<string, string>> {
  const keys = [
    'finding',
    'question',
    'service',
    'rule',
    'file',
    'owner',
    'reason',
    'expires',
    'at',
    'by',
  ] as const;
  return Object.fromEntries(keys.flatMap((key) => (waiver[key] === undefined ? [] : [[key, waiver[key]]])));
}

function blockOf(waiver: Waiver): string {
  const lines = stringify(ordered(waiver), { lineWidth: 0, schema: 'core', defaultStringType: 'PLAIN' })
    .trimEnd()
    .split('\n');
  return lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}\n`).join('');
}
