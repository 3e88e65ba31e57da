import type { Handler } from '../../../model/endpoint.js';
import { closedAt } from '../../../syntax/masked-text.js';
import { dependencyOfCall } from '../dependency-calls.js';
import type { ProgramText } from './language.js';

/** A part of a file. */
interface Part {
  readonly file: ProgramText;
  readonly start: number;
  readonly end: number;
}

type Touch = Handler['touches'][number];

/** The library's own service: it answers what the program has set; SERVING for the whole server, until somebody sets something else. */
export function libraryHandler(name: string, files: readonly ProgramText[], of: ProgramText): Handler {
  const changes = files.some(
    ({ unit, code }) => unit === of.unit && /NOT_SERVING|NotServing|set_not_serving|notServing\b/.test(code),
  );
  return { name, touches: [], canFail: changes, constant: !changes };
}

/** What a `Check` method of the program's own does, with the functions of its file that it calls. */
export function checkHandler(name: string, { file, start, end }: Part): Handler {
  const body = file.code.slice(start, end);
  const own = touchesIn({ file, start, end });
  const called = [...body.matchAll(/\b(\w{2,80})\s*\(/g)].flatMap(([, callee = '']) => {
    const part = /^(?:if|for|while|switch|catch|return|check|Check)$/.test(callee)
      ? undefined
      : bodyOf(file, callee);
    return part && part.start !== start ? [part] : [];
  });
  const touches = [...own, ...called.slice(0, 20).flatMap(touchesIn)].slice(0, 40);
  const words = [{ start, end }, ...called]
    .map((part) => file.uncommented.slice(part.start, part.end))
    .join('\n');
  const canFail =
    /NOT_SERVING|NotServing|notServing|\bUNKNOWN\b|SERVICE_UNKNOWN|Unhealthy|throw\b|raise\b|\babort\b|Status::(?!ok\b|OK\b)\w+|status\.Errorf?|onError/.test(
      words,
    );
  const answers = /SERVING|Serving|serving/.test(words);
  return {
    name,
    span: file.source.span(start, end),
    touches: distinct(touches),
    ...((canFail || answers) && { canFail }),
    constant: answers && !canFail && touches.length === 0,
  };
}

/** The body of a function or method in braces, or of a Python `def`, by its name. */
export function bodyOf(file: ProgramText, name: string): Part | undefined {
  if (file.source.path.endsWith('.py')) return pythonBody(file, name);
  if (/\.exs?$|\.rb$/.test(file.source.path)) return undefined;
  const head = new RegExp(String.raw`\b${name}\s*(?:<[^<>(){};]*>)?\s*\(`, 'g');
  for (const match of file.code.matchAll(head)) {
    const parameters = closedAt(file.code, match.index + match[0].length - 1);
    const open =
      parameters === undefined
        ? undefined
        : /^[^;{}=()]{0,200}(?:\([^;{}()]{0,200}\)[^;{}=()]{0,40})?\{/.exec(
            file.code.slice(parameters, parameters + 400),
          );
    if (
      !open ||
      parameters === undefined ||
      /\b(?:if|for|while|switch|catch|new|return)\s*$/.test(
        file.code.slice(Math.max(0, match.index - 10), match.index),
      )
    )
      continue;
    const end = closedAt(file.code, parameters + open[0].length - 1);
    if (end !== undefined) return { file, start: match.index, end };
  }
  return undefined;
}

function pythonBody(file: ProgramText, name: string): Part | undefined {
  const match = new RegExp(String.raw`^([ \t]*)(?:async[ \t]+)?def[ \t]+${name}[ \t]*\(`, 'm').exec(
    file.code,
  );
  if (!match) return undefined;
  const indent = (match[1] ?? '').length;
  const lines = file.code.slice(match.index).split('\n');
  let length = (lines[0] ?? '').length;
  for (const line of lines.slice(1)) {
    const depth = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (line.trim() !== '' && depth <= indent && !/^\s*\)/.test(line)) break;
    length += line.length + 1;
  }
  return { file, start: match.index, end: match.index + length };
}

const calls =
  /[A-Za-z_$][\w$]*(?:\(\))?(?:(?:\?\.|\.|::|->)[A-Za-z_$][\w$]*(?:\(\)(?=\.|->))?){0,8}\s{0,4}\(/g;

/** The dependencies that the calls of a part reach for. */
function touchesIn({ file, start, end }: Part): readonly Touch[] {
  const body = file.code.slice(start, Math.min(end, start + 20_000));
  return [...body.matchAll(calls)].flatMap((match) => {
    const callee = match[0].slice(0, -1).trim().replaceAll('->', '.').replaceAll('()', '');
    const dependency = dependencyOfCall(callee);
    if (!dependency) return [];
    const from = start + match.index;
    const to = Math.min(closedAt(file.code, from + match[0].length - 1) ?? from, from + 120);
    const text = file.source.text.slice(from, Math.max(to, from + match[0].length)).replaceAll(/\s+/g, ' ');
    return [{ dependency, span: file.source.span(from, from + match[0].length - 1), text }];
  });
}

function distinct(touches: readonly Touch[]): readonly Touch[] {
  const seen = new Set<string>();
  return touches.filter(({ span }) => {
    const key = `${span.line}:${span.column}`;
    return !seen.has(key) && seen.add(key);
  });
}
