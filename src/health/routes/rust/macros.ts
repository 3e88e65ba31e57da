import { SourceText } from '../../../model/source-text.js';
import { readRustFile } from './file.js';
import { siteOf } from './machine.js';
import type { Machine } from './machine.js';
import { attributeRoutes } from './attributes.js';
import { segmentsOf, textOfLiteral } from './convert.js';
import type { RustExpression } from './tree.js';
import type { Frame, Text, Value } from './values.js';
import { textOf, unknown } from './values.js';
import { pathMacro } from './warp.js';

type MacroCall = Extract<RustExpression, { kind: 'macro' }>;

/** What a macro gives: a text, a list of routes, a filter of warp; what stands in others is evaluated where it can be. */
export async function macroValue(machine: Machine, node: MacroCall, frame: Frame): Promise<Value> {
  switch (node.name) {
    case 'format':
    case 'concat':
    case 'concatcp':
    case 'formatcp':
      return { kind: 'text', text: await textOfMacro(machine, node, frame) };
    case 'routes':
    case 'services':
    case 'openapi_get_routes':
    case 'openapi_routes':
    case 'openapi_get_routes_spec':
      return listOfRoutes(machine, node, frame);
    case 'path':
      return pathMacro(machine, node, frame);
    case 'vec':
    case 'array':
    case 'join':
    case 'try_join':
      return inBrackets(machine, node, frame);
    default:
      return ownMacro(machine, node, frame);
  }
}

/** The parts of a macro's text that commas divide. */
export function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quoted) {
      if (letter === '\\') at += 1;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if ('([{'.includes(letter)) depth += 1;
    else if (')]}'.includes(letter)) depth -= 1;
    else if (letter === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

async function textOfMacro(machine: Machine, { name, text }: MacroCall, frame: Frame): Promise<Text> {
  const [first, ...rest] = partsOf(text);
  if (name.startsWith('concat')) {
    const pieces: (string | null)[] = [];
    for (const part of partsOf(text)) pieces.push(...(await textOfPart(machine, part, frame)));
    return pieces;
  }
  if (first === undefined || !/^(?:r#*)?"/.test(first)) return [null];
  const named = new Map(
    rest
      .flatMap((part) => [/^(\w+)\s*=\s*([\s\S]+)$/.exec(part)?.slice(1) ?? []])
      .map(([key = '', value = '']) => [key, value]),
  );
  const given = rest.filter((part) => !/^\w+\s*=[^=]/.test(part));
  let next = 0;
  const pieces: (string | null)[] = [];
  for (const piece of textOfLiteral(first).split(/(\{\{|\}\}|\{[^{}]*\})/)) {
    if (piece === '{{' || piece === '}}') pieces.push(piece.slice(1));
    else if (piece.startsWith('{')) {
      const key = piece.slice(1, -1).replace(/:.*$/, '');
      const part =
        key === '' ? given[next++] : /^\d+$/.test(key) ? given[Number(key)] : (named.get(key) ?? key);
      pieces.push(...(part === undefined ? [null] : await textOfPart(machine, part, frame)));
    } else if (piece !== '') pieces.push(piece);
  }
  return pieces;
}

async function textOfPart(machine: Machine, part: string, frame: Frame): Promise<Text> {
  if (/^(?:r#*)?"/.test(part)) return [textOfLiteral(part)];
  const plain = part.replace(/^&/, '').replace(/\.(?:as_str|to_string|clone|into)\(\)$/, '');
  return /^[\w:]+$/.test(plain)
    ? textOf(await machine.operations.pathValue(machine, segmentsOf(plain), frame))
    : [null];
}

async function listOfRoutes(machine: Machine, node: MacroCall, frame: Frame): Promise<Value> {
  const framework = node.name === 'services' ? 'actix-web' : 'rocket';
  const isAxum = node.name === 'routes' && !frame.place.crate.dependencies.has('rocket');
  const router = machine.router(isAxum ? 'axum' : framework, 'part', siteOf(frame, node));
  for (const part of partsOf(node.text)) {
    const path = part.replace(/^[\w\s]*=>\s*/, '');
    if (!/^[\w:\s<>]+$/.test(path)) continue;
    const value = await machine.operations.pathValue(machine, segmentsOf(path), frame);
    if (!attributeRoutes(machine, router, value))
      machine.gap(router.framework, siteOf(frame, node), `the route ${path} was not found`);
  }
  return { kind: 'router', router };
}

/** `vec![a(), b()]` as a list. The text is read again, at its place, as the array that it is. */
async function inBrackets(machine: Machine, { text, textStart }: MacroCall, frame: Frame): Promise<Value> {
  if (text.length > 20_000 || !machine.step()) return unknown;
  const head = 'fn f(){[';
  const padded = `${' '.repeat(Math.max(0, textStart - head.length))}${head}${text}]}`;
  const file = await readRustFile(new SourceText(frame.place.file.path, padded));
  const body = file.functions[0]?.body;
  return body ? machine.operations.evaluate(machine, body, frame) : unknown;
}

/** Words without which a macro has nothing to do with routes. */
const registers = /\b(?:App|Router|Route)::new\b|\.(?:service|route|nest|mount)\s*\(/;

/** A macro of the program that makes a router: what it stands for is read at its place, its variables are not known. */
async function ownMacro(machine: Machine, { name }: MacroCall, frame: Frame): Promise<Value> {
  for (const [path, source] of machine.program.sources) {
    const file = await machine.program.file(path);
    const found = file?.macros.find((one) => one.name === name);
    const place = found && file && machine.program.placeOf(file, []);
    const text = found && source.text.slice(found.start, found.end);
    if (!place || !text || !registers.test(text) || text.length > 40_000 || !machine.step()) continue;
    const head = 'fn f(){';
    const padded = `${' '.repeat(Math.max(0, found.start - head.length))}${head}${text.replaceAll('$', ' ')}}`;
    const body = (await readRustFile(new SourceText(path, padded))).functions[0]?.body;
    if (body) return machine.operations.evaluate(machine, body, { ...frame, place, scope: new Map() });
  }
  return unknown;
}
