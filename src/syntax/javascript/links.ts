import type { SourceSpan } from '../../model/source-span.js';
import type { JavaScriptModule } from './module.js';
import type { Expression, ImportedName, Pattern, Placed, Statement } from './tree.js';
import { walkProgram } from './visit.js';

/** That a file uses another module. */
export interface ModuleImport {
  /** As written; imports whose specifier is computed are not in the list. */
  readonly specifier: string;
  readonly kind: 'import' | 'require' | 'dynamic' | 're-export';
  /** The names that it binds, as far as the statement destructures them; empty for `import './x'` and `require('./x')()`. */
  readonly names: readonly ImportedName[];
  readonly span: SourceSpan;
}

/** That a file offers a value to other modules. */
export interface ModuleExport {
  /** `default`; `*` for `export * from`; `=` for `module.exports = …` and `export = …`. */
  readonly exported: string;
  /** The name within the file, where it has one. */
  readonly local?: string;
  /** Where a re-exported value is from. */
  readonly from?: { readonly specifier: string; readonly imported: string };
  readonly span: SourceSpan;
}

/** All imports of a file in the order of the source: static, `require` with a literal wherever it stands, dynamic with a literal. */
export function importsOf(module: JavaScriptModule): readonly ModuleImport[] {
  const found: ModuleImport[] = [];
  const bound = new Set<Expression>();
  const add = (place: Placed, fact: Omit<ModuleImport, 'span'>): void => {
    found.push({ ...fact, span: module.source.span(place.start, place.end) });
  };
  for (const { part, node } of walkProgram(module.body)) {
    if (part === 'expression') {
      const called = loadedModule(node);
      if (called && !bound.has(node)) add(node, { ...called, names: [] });
    } else if (node.kind === 'import') {
      add(node, { specifier: node.specifier, kind: 'import', names: node.names });
    } else if (node.kind === 'export' && 'specifier' in node.form && node.form.specifier !== undefined) {
      add(node, { specifier: node.form.specifier, kind: 're-export', names: [] });
    } else if (node.kind === 'variables') {
      for (const { target, value } of node.declarations) {
        const load = value && boundLoad(value);
        if (!load) continue;
        bound.add(load.expression);
        add(load.expression, { ...load.module, names: boundNames(target, load.member) });
      }
    }
  }
  return found;
}

interface LoadedModule {
  readonly specifier: string;
  readonly kind: 'require' | 'dynamic';
}

/** The module that `require('x')` or `import('x')` loads. */
function loadedModule(node: Expression): LoadedModule | undefined {
  if (node.kind !== 'call' || node.isNew) return undefined;
  const [first] = node.arguments;
  if (first?.value.kind !== 'literal' || typeof first.value.value !== 'string') return undefined;
  const specifier = first.value.value;
  if (node.callee.kind === 'import') return { specifier, kind: 'dynamic' };
  return node.callee.kind === 'identifier' && node.callee.name === 'require'
    ? { specifier, kind: 'require' }
    : undefined;
}

function boundLoad(
  value: Expression,
): { module: LoadedModule; expression: Expression; member?: string } | undefined {
  if (value.kind === 'await') return boundLoad(value.argument);
  if (value.kind === 'member' && typeof value.property === 'string') {
    const module = loadedModule(value.object);
    return module && { module, expression: value.object, member: value.property };
  }
  const module = loadedModule(value);
  return module && { module, expression: value };
}

function boundNames(target: Pattern, member = '*'): ImportedName[] {
  if (target.kind === 'name') return [{ imported: member, local: target.name, typeOnly: false }];
  if (target.kind !== 'objectPattern' || member !== '*') return [];
  return target.properties.flatMap(({ key, target: inner }) => {
    const named = inner.kind === 'defaulted' ? inner.target : inner;
    return named.kind === 'name' ? [{ imported: key, local: named.name, typeOnly: false }] : [];
  });
}

/** All exports of a file in the order of the source, ES modules and CommonJS alike. */
export function exportsOf(module: JavaScriptModule): readonly ModuleExport[] {
  const found: ModuleExport[] = [];
  for (const { part, node } of walkProgram(module.body)) {
    const facts =
      part === 'statement'
        ? exportsOfStatement(node)
        : node.kind === 'assign'
          ? exportsOfAssignment(node)
          : [];
    for (const fact of facts) found.push({ ...fact, span: module.source.span(node.start, node.end) });
  }
  return found;
}

type ExportFact = Omit<ModuleExport, 'span'>;

function exportsOfStatement(node: Statement): ExportFact[] {
  if (node.kind !== 'export') return [];
  const { form } = node;
  switch (form.kind) {
    case 'declaration':
      return namesOfDeclaration(form.declaration).map((name) => ({ exported: name, local: name }));
    case 'default':
      return [{ exported: 'default', ...localName(form.value) }];
    case 'equals':
      return [{ exported: '=', ...localName(form.value) }];
    case 'all': {
      const from = { specifier: form.specifier, imported: '*' };
      return [{ exported: form.exported ?? '*', from }];
    }
    default: {
      const { names, specifier } = form;
      return names.map(({ exported, local }) =>
        specifier === undefined ? { exported, local } : { exported, from: { specifier, imported: local } },
      );
    }
  }
}

function localName(value: Expression): { readonly local?: string } {
  if (value.kind === 'identifier') return { local: value.name };
  const name =
    value.kind === 'function' ? value.function.name : value.kind === 'class' ? value.class.name : undefined;
  return name === undefined ? {} : { local: name };
}

/** The names that a declaration binds. */
export function namesOfDeclaration(node: Statement): string[] {
  switch (node.kind) {
    case 'variables':
      return node.declarations.flatMap(({ target }) => namesOf(target));
    case 'function':
      return node.function.name === undefined ? [] : [node.function.name];
    case 'class':
      return node.class.name === undefined ? [] : [node.class.name];
    case 'enum':
    case 'namespace':
      return [node.name];
    default:
      return [];
  }
}

/** The names that a pattern binds. */
export function namesOf(pattern: Pattern): string[] {
  switch (pattern.kind) {
    case 'name':
      return [pattern.name];
    case 'defaulted':
      return namesOf(pattern.target);
    case 'objectPattern':
      return [...pattern.properties.map(({ target }) => target), pattern.rest].flatMap((inner) =>
        inner ? namesOf(inner) : [],
      );
    case 'arrayPattern':
      return [...pattern.elements, pattern.rest].flatMap((inner) => (inner ? namesOf(inner) : []));
    default:
      return [];
  }
}

/** `module.exports = x`, `module.exports.name = x`, `exports.name = x`. */
function exportsOfAssignment(node: Extract<Expression, { kind: 'assign' }>): ExportFact[] {
  if (node.target.kind !== 'place' || node.operator !== '=') return [];
  const place = node.target.expression;
  if (isModuleExports(place))
    return [
      { exported: '=', ...localName(node.value) },
      ...(node.value.kind === 'object' ? node.value.members : []).flatMap((member) =>
        member.kind === 'value' && typeof member.key === 'string'
          ? [{ exported: member.key, ...localName(member.value) }]
          : [],
      ),
    ];
  if (place.kind !== 'member' || typeof place.property !== 'string') return [];
  const holder = place.object;
  const isExports = holder.kind === 'identifier' && holder.name === 'exports';
  return isExports || isModuleExports(holder) ? [{ exported: place.property, ...localName(node.value) }] : [];
}

function isModuleExports(node: Expression): boolean {
  return (
    node.kind === 'member' &&
    node.property === 'exports' &&
    node.object.kind === 'identifier' &&
    node.object.name === 'module'
  );
}
