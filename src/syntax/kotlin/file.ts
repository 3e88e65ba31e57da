import type { SourceText } from '../../model/source-text.js';
import type { JavaAnnotation } from '../java/annotations.js';
import type { JavaExpression } from '../java/expression.js';
import { withoutArguments } from '../java/file.js';
import type { JavaFile, JavaType, JavaTypeKind } from '../java/file.js';
import type { JavaMethod } from '../java/method.js';
import { callsIn } from './calls.js';
import { kotlinExpression } from './expression.js';
import { TokenView } from '../jvm/token-view.js';
import { modifiers } from './modifiers.js';

/** Deeper nesting of types is no program. */
const deepest = 20;

/**
 * Takes a Kotlin file apart by its tokens into the same shape as a Java file, so that what reads annotations, constants and calls reads both.
 * No grammar of Kotlin ships as WASM with the runtime that lintel uses; bodies stay text. Members of a companion belong to its class;
 * functions and properties outside of classes belong to a type that is called as the compiler calls it, `<File>Kt`.
 */
export function lowerKotlin(source: SourceText): JavaFile {
  const tokens = new TokenView(source);
  const types: JavaType[] = [];
  const { packageName, imports, wildcards, end } = headOf(tokens);
  const file: JavaFile = {
    path: source.path,
    packageName,
    imports,
    wildcards,
    staticImports: imports,
    staticWildcards: wildcards,
    types,
  };
  const top = new KotlinBody(tokens, file, types);
  top.read(end, tokens.all.length, [], 0);
  const stem = source.path.slice(source.path.lastIndexOf('/') + 1).replace(/\.kts?$/, '');
  if (top.methods.length > 0 || top.constants.size > 0)
    types.push({
      file,
      name: `${stem}Kt`,
      kind: 'class',
      isAbstract: true,
      span: source.span(0, 0),
      annotations: [],
      supertypes: [],
      constants: top.constants,
      fields: top.fields,
      methods: top.methods,
    });
  return file;
}

function headOf(tokens: TokenView): {
  readonly packageName: string;
  readonly imports: readonly string[];
  readonly wildcards: readonly string[];
  readonly end: number;
} {
  const imports: string[] = [];
  const wildcards: string[] = [];
  let packageName = '';
  let at = 0;
  for (; at < tokens.all.length; at += 1) {
    const word = tokens.word(at);
    if (word === 'package' || word === 'import') {
      let name = '';
      let isWildcard = false;
      for (at += 1; at < tokens.all.length; at += 2) {
        if (tokens.is(at, '*')) isWildcard = true;
        else name += (name === '' ? '' : '.') + (tokens.word(at) ?? '');
        if (!tokens.is(at + 1, '.')) break;
      }
      if (word === 'package') packageName = name;
      else (isWildcard ? wildcards : imports).push(name);
      if (tokens.word(at + 1) === 'as') at += 2;
    } else if (tokens.is(at, '@') && tokens.word(at + 1) === 'file') {
      while (at + 1 < tokens.all.length && !tokens.startsLine(at + 1)) at += 1;
    } else if (!tokens.is(at, ';')) break;
  }
  return { packageName, imports, wildcards, end: at };
}

/** The declarations in a body. */
class KotlinBody {
  readonly constants = new Map<string, JavaExpression>();
  readonly fields = new Map<string, string>();
  readonly methods: JavaMethod[] = [];
  readonly #tokens: TokenView;
  readonly #file: JavaFile;
  readonly #types: JavaType[];

  constructor(tokens: TokenView, file: JavaFile, types: JavaType[]) {
    this.#tokens = tokens;
    this.#file = file;
    this.#types = types;
  }

  /** Reads the declarations between two tokens. */
  read(from: number, to: number, around: readonly string[], depth: number): void {
    const tokens = this.#tokens;
    let annotations: JavaAnnotation[] = [];
    let words: string[] = [];
    for (let at = from; at < to;) {
      const word = tokens.word(at);
      if (tokens.is(at, '@')) {
        const read = annotationAt(tokens, at);
        annotations.push(read.annotation);
        at = read.next;
        continue;
      }
      if (word !== undefined && modifiers.has(word) && !tokens.is(at + 1, '=') && !tokens.is(at + 1, '.')) {
        words.push(word);
        at += 1;
        continue;
      }
      if (word === 'fun' && tokens.word(at + 1) === 'interface') at += 1;
      const keyword = tokens.word(at);
      if (keyword === 'class' || keyword === 'interface' || keyword === 'object')
        at = this.#type(at, to, { annotations, words, around, depth });
      else if (keyword === 'fun') at = this.#function(at, to, annotations);
      else if (keyword === 'val' || keyword === 'var') at = this.#property(at, to, words, annotations);
      else if (tokens.is(at, '{') || tokens.is(at, '(') || tokens.is(at, '[')) at = tokens.closing(at) + 1;
      else at += 1;
      annotations = [];
      words = [];
    }
  }

  #type(
    at: number,
    to: number,
    given: {
      readonly annotations: readonly JavaAnnotation[];
      readonly words: readonly string[];
      readonly around: readonly string[];
      readonly depth: number;
    },
  ): number {
    const tokens = this.#tokens;
    const keyword = tokens.word(at) ?? '';
    const isCompanion = given.words.includes('companion');
    const hasName = tokens.word(at + 1) !== undefined && !tokens.startsLine(at + 1);
    const name = hasName ? (tokens.word(at + 1) ?? '') : 'Companion';
    const nameAt = hasName ? at + 1 : at;
    let next = tokens.behindTypes(nameAt + 1);
    const fields = new Map<string, string>();
    while (tokens.is(next, '@')) next = annotationAt(tokens, next).next;
    while (modifiers.has(tokens.word(next) ?? '') || tokens.word(next) === 'constructor') next += 1;
    if (tokens.is(next, '(')) {
      for (const [parameter, type] of parametersAt(tokens, next)) fields.set(parameter, type);
      next = tokens.closing(next) + 1;
    }
    const supertypes: string[] = [];
    if (tokens.is(next, ':')) {
      const read = supertypesAt(tokens, next + 1, to);
      supertypes.push(...read.names);
      next = read.next;
    }
    const body = new KotlinBody(tokens, this.#file, this.#types);
    const hasBody = tokens.is(next, '{');
    const end = hasBody ? tokens.closing(next) : next;
    const names = [...given.around, name];
    const kind: JavaTypeKind =
      keyword === 'interface'
        ? 'interface'
        : given.words.includes('annotation')
          ? 'annotation'
          : given.words.includes('enum')
            ? 'enum'
            : 'class';
    const index = this.#types.length;
    if (hasBody && given.depth < deepest)
      body.read(next + 1, end, isCompanion ? given.around : names, given.depth + 1);
    for (const [field, type] of body.fields) fields.set(field, type);
    if (isCompanion) {
      // The members of a companion are named as those of its class.
      for (const [constant, value] of body.constants) this.constants.set(constant, value);
      for (const [field, type] of body.fields) this.fields.set(field, type);
      this.methods.push(...body.methods);
    } else
      this.#types.splice(index, 0, {
        file: this.#file,
        name: names.join('.'),
        kind,
        isAbstract:
          kind === 'interface' || given.words.includes('abstract') || given.words.includes('sealed'),
        span: tokens.span(nameAt, nameAt + 1),
        annotations: given.annotations,
        supertypes,
        constants: body.constants,
        fields,
        methods: body.methods,
      });
    return hasBody ? end + 1 : Math.max(next, at + 1);
  }

  #function(at: number, to: number, annotations: readonly JavaAnnotation[]): number {
    const tokens = this.#tokens;
    let open = tokens.behindTypes(at + 1);
    let nameAt = open;
    for (; open < to && !tokens.is(open, '('); open += 1) {
      if (tokens.word(open) !== undefined) nameAt = open;
      if (tokens.is(open, '<')) open = tokens.behindTypes(open) - 1;
      if (open - at > 100) return at + 1;
    }
    let next = tokens.closing(open) + 1;
    let result: string | undefined;
    if (tokens.is(next, ':')) {
      const start = next + 1;
      next = endOfType(tokens, start, to);
      result = tokens.text(start, next);
    }
    const isExpression = tokens.is(next, '=');
    const from = next + 1;
    const hasBody = isExpression || tokens.is(next, '{');
    const end = isExpression ? tokens.endOfExpression(from, to) : hasBody ? tokens.closing(next) : next;
    const body = hasBody ? tokens.text(from, end) : undefined;
    this.methods.push({
      name: tokens.word(nameAt) ?? '',
      span: tokens.span(nameAt, nameAt + 1),
      annotations,
      parameters: tokens.is(open, '(') ? parametersAt(tokens, open) : new Map(),
      ...(result !== undefined && { result }),
      ...(body !== undefined && { body }),
      calls: hasBody ? callsIn(tokens, from, end) : [],
      throws: body !== undefined && /\b(throw|error\(|checkNotNull\(|check\()/.test(body),
    });
    return Math.max(isExpression || !hasBody ? end : end + 1, at + 1);
  }

  #property(
    at: number,
    to: number,
    words: readonly string[],
    annotations: readonly JavaAnnotation[],
  ): number {
    const tokens = this.#tokens;
    let nameAt = tokens.behindTypes(at + 1);
    while (tokens.is(nameAt + 1, '.') && tokens.word(nameAt + 2) !== undefined) nameAt += 2;
    const name = tokens.word(nameAt);
    if (name === undefined) return at + 1;
    let next = nameAt + 1;
    let type = '';
    if (tokens.is(next, ':')) {
      const start = next + 1;
      next = endOfType(tokens, start, to);
      type = tokens.text(start, next);
    }
    if (tokens.is(next, '=')) {
      const end = tokens.endOfExpression(next + 1, to);
      const value = kotlinExpression(tokens, next + 1, end);
      if (tokens.word(at) === 'val' && value.kind !== 'other') this.constants.set(name, value);
      const made = /^(\w+)\s*[(<]/.exec(tokens.text(next + 1, end))?.[1];
      if (type === '' && made !== undefined && /^[A-Z]/.test(made)) type = made;
      next = end;
    } else if (tokens.word(next) === 'by') next = tokens.endOfExpression(next + 1, to);
    if (annotations.length > 0 || type !== '' || !words.includes('const')) this.fields.set(name, type);
    return Math.max(next, at + 1);
  }
}

function annotationAt(
  tokens: TokenView,
  at: number,
): { readonly annotation: JavaAnnotation; readonly next: number } {
  let nameAt = at + 1;
  // `@get:X`, `@field:X`.
  if (
    tokens.word(nameAt) !== undefined &&
    tokens.is(nameAt + 1, ':') &&
    tokens.word(nameAt + 2) !== undefined
  )
    nameAt += 2;
  while (tokens.is(nameAt + 1, '.') && tokens.word(nameAt + 2) !== undefined) nameAt += 2;
  const name = tokens.word(nameAt) ?? '';
  const behind = tokens.behindTypes(nameAt + 1);
  const open = tokens.is(behind, '(') && !tokens.startsLine(behind) ? behind : undefined;
  const next = Math.max(open === undefined ? nameAt + 1 : tokens.closing(open) + 1, at + 1);
  const members = new Map<string, JavaExpression>();
  const values: JavaExpression[] = [];
  for (const [from, to] of open === undefined ? [] : tokens.parts(open)) {
    const key = tokens.is(from + 1, '=') && !tokens.is(from + 2, '=') ? tokens.word(from) : undefined;
    if (key === undefined) values.push(kotlinExpression(tokens, from, to));
    else members.set(key, kotlinExpression(tokens, from + 2, to));
  }
  const [only, ...more] = values;
  if (only) members.set('value', more.length > 0 ? { kind: 'list', items: values } : only);
  return {
    annotation: {
      name,
      span: tokens.span(at, next),
      text: tokens.text(at, next).replaceAll(/\s+/g, ' '),
      members,
    },
    next,
  };
}

function parametersAt(tokens: TokenView, open: number): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const [from, to] of tokens.parts(open)) {
    let at = from;
    while (at < to) {
      if (tokens.is(at, '@')) at = annotationAt(tokens, at).next;
      else if (modifiers.has(tokens.word(at) ?? '') || /^va[lr]$/.test(tokens.word(at) ?? '')) at += 1;
      else break;
    }
    const name = tokens.word(at);
    if (name === undefined || !tokens.is(at + 1, ':')) continue;
    parameters.set(name, tokens.text(at + 2, endOfType(tokens, at + 2, to)));
  }
  return parameters;
}

function supertypesAt(
  tokens: TokenView,
  from: number,
  to: number,
): { readonly names: readonly string[]; readonly next: number } {
  const names: string[] = [];
  let at = from;
  while (at < to) {
    while (tokens.is(at, '@')) at = annotationAt(tokens, at).next;
    let name = tokens.word(at);
    if (name === undefined) break;
    at += 1;
    while (tokens.is(at, '.') && tokens.word(at + 1) !== undefined) {
      name += `.${tokens.word(at + 1) ?? ''}`;
      at += 2;
    }
    names.push(withoutArguments(name));
    at = tokens.behindTypes(at);
    if (tokens.is(at, '(')) at = tokens.closing(at) + 1;
    if (tokens.word(at) === 'by') while (at < to && !tokens.is(at, ',') && !tokens.is(at, '{')) at += 1;
    if (!tokens.is(at, ',')) break;
    at += 1;
  }
  return { names, next: at };
}

/** Behind a type: `Map<String, List<X>>?`, `suspend (A) -> B`, `com.acme.X`. */
function endOfType(tokens: TokenView, from: number, to: number): number {
  let at = from;
  for (; at < to; at += 1) {
    if (tokens.is(at, '(')) at = tokens.closing(at);
    else if (tokens.is(at, '<')) at = tokens.behindTypes(at) - 1;
    else if (tokens.is(at, '=') || tokens.is(at, '{') || tokens.is(at, ',') || tokens.is(at, ')')) break;
    else if (
      at > from &&
      tokens.startsLine(at) &&
      !tokens.is(at, '.') &&
      !tokens.is(at, '?') &&
      !tokens.is(at - 1, '>')
    )
      break;
    else if (tokens.word(at) === 'by' || tokens.word(at) === 'where') break;
  }
  return at;
}
