import type { PyValue } from './values.js';
import { eitherOf, optionsOf, unknown } from './values.js';

const maxPieces = 60;
/** SQL in migrations is long; beyond this a text is cut, so that none can grow without end. */
const maxText = 100_000;

/** Two values as one text, for all their options. */
export function joined(left: PyValue, right: PyValue): PyValue {
  const options = optionsOf(left).flatMap((one) =>
    optionsOf(right).map((two): PyValue => {
      const pieces = [...pieceOf(one), ...pieceOf(two)];
      const text: (string | null)[] = [];
      for (const piece of pieces.slice(0, maxPieces)) {
        const last = text.at(-1);
        if (typeof piece === 'string' && typeof last === 'string')
          text[text.length - 1] = (last + piece).slice(0, maxText);
        else text.push(piece);
      }
      return {
        kind: 'text',
        text,
        adjustable: [one, two].some((value) => value.kind === 'text' && value.adjustable),
      };
    }),
  );
  return eitherOf(options);
}

function pieceOf(value: PyValue): readonly (string | null)[] {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'number':
      return [String(value.value)];
    case 'boolean':
      return [value.value ? 'True' : 'False'];
    default:
      return [null];
  }
}

/** The text when all of it is known. */
export function plainText(value: PyValue): string | undefined {
  return value.kind === 'text' && !value.text.includes(null) ? value.text.join('') : undefined;
}

function written(text: string): PyValue {
  return { kind: 'text', text: [text], adjustable: false };
}

/** `'… %s …' % (a, b)` and `'… %(name)s …' % {…}`; what is not known becomes a piece that only run time knows. */
export function interpolated(template: string, given: PyValue): PyValue {
  let at = 0;
  let value = written('');
  let end = 0;
  const items = given.kind === 'list' ? given.items : [given];
  for (const match of template.matchAll(
    /%(?:%|(?:\((\w{1,100})\))?[-+ #0]{0,4}\d{0,4}(?:\.\d{1,4})?[sdrifx])/g,
  )) {
    value = joined(value, written(template.slice(end, match.index)));
    end = match.index + match[0].length;
    if (match[0] === '%%') value = joined(value, written('%'));
    else if (match[1] !== undefined)
      value = joined(value, (given.kind === 'dict' ? given.entries.get(match[1]) : undefined) ?? unknown);
    else {
      value = joined(value, items[at] ?? unknown);
      at += 1;
    }
  }
  return joined(value, written(template.slice(end)));
}

/** `'{} {0} {name}'.format(a, name=b)`. */
export function formatted(
  template: string,
  positional: readonly PyValue[],
  named: ReadonlyMap<string, PyValue>,
): PyValue {
  let at = 0;
  let value = written('');
  let end = 0;
  for (const match of template.matchAll(/\{\{|\}\}|\{(\w{0,100})(?:![rsa])?(?::[^{}]{0,20})?\}/g)) {
    value = joined(value, written(template.slice(end, match.index)));
    end = match.index + match[0].length;
    const [whole, name = ''] = match;
    if (whole === '{{' || whole === '}}') value = joined(value, written(whole.charAt(0)));
    else if (name === '') {
      value = joined(value, positional[at] ?? unknown);
      at += 1;
    } else
      value = joined(value, (/^\d+$/.test(name) ? positional[Number(name)] : named.get(name)) ?? unknown);
  }
  return joined(value, written(template.slice(end)));
}
