import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { rubyProgram } from '../../../syntax/ruby/program.js';
import { RubyFrame } from '../../../syntax/ruby/value.js';
import { ParseTimeout, withTree } from '../../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import type { StatementContext } from '../ruby/statements.js';
import type { AppBuilder, AppFacts } from './application.js';
import { readRoda } from './roda.js';
import { readStack } from './stack.js';
import type { StackEntry } from './stack.js';
import { readVerbs } from './verb-apps.js';

/** What the Ruby files of a repository tell of applications and stacks of Rack. */
export interface RackFacts {
  readonly apps: readonly AppFacts[];
  readonly stacks: readonly StackEntry[];
  /** Files that start an application themselves: `App.run!`. */
  readonly startedBy: ReadonlyMap<string, string>;
  readonly skipped: readonly Skipped[];
}

/** The class that takes the routes of a file of classic Sinatra. */
export const classic = 'Sinatra::Application';

const cheap =
  /\bSinatra\b|['"]sinatra['"]|Grape::API|\bRoda\b|Rack::Builder|hash_branch|\.run!|^\s*class\s+\w+(::\w+)*\s*<\s*\w*(API|App|Application|Base|Endpoint|Controller|Service|Server|Web)\b/m;

const known = new WeakMap<RepositoryView, Promise<RackFacts>>();

/** Reads them once for all frameworks of the family. */
export async function rackFacts(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RackFacts> {
  let facts = known.get(view);
  if (!facts) {
    facts = extract(candidates, view);
    known.set(view, facts);
  }
  return facts;
}

async function extract(candidates: readonly RepositoryFile[], view: RepositoryView): Promise<RackFacts> {
  const apps: AppFacts[] = [];
  const stacks: StackEntry[] = [];
  const startedBy = new Map<string, string>();
  const skipped: Skipped[] = [];
  for (const { path } of candidates) {
    if (!/\.(rb|ru)$/.test(path)) continue;
    const source = await view.read(path);
    if (!source || (!path.endsWith('.ru') && !cheap.test(source.text))) continue;
    try {
      await withTree('ruby', source, (root) => {
        readFile(root, source, apps, stacks, startedBy);
      });
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      skipped.push({ file: path, reason: 'parse-error', detail: error.message });
    }
  }
  return { apps, stacks, startedBy, skipped };
}

function readFile(
  root: SyntaxNode,
  source: SourceText,
  apps: AppFacts[],
  stacks: StackEntry[],
  startedBy: Map<string, string>,
): void {
  const context: StatementContext = {
    source,
    program: rubyProgram(root),
    frame: new RubyFrame(),
    looped: false,
    depth: 0,
  };
  visit(root, '', context, apps, 0);
  if (source.path.endsWith('.ru')) stacks.push(...readStack(root, context));
  else
    for (const call of root.descendantsOfType('call'))
      if (call && /^(::)?Rack::Builder\.(new|app)$/.test(headOf(call))) {
        const body = call.childForFieldName('block')?.childForFieldName('body');
        if (body) stacks.push(...readStack(body, context));
      }
  for (const match of source.text.matchAll(/\b([A-Z]\w*(?:::[A-Z]\w*)*)\.run!/g))
    startedBy.set(match[1] ?? '', source.path);
  if (/^\s*require\s*\(?\s*["']sinatra["']/m.test(source.text)) {
    const app = builderOf(classic, 'Sinatra::Base');
    readVerbs(
      root,
      { ...context, prefix: '', complete: true, guards: [], filters: app.filters },
      app,
      'sinatra',
    );
    if (app.routes.length > 0 && !source.path.endsWith('.ru')) apps.push(factsOf(app, source.span(0, 0)));
  }
}

function headOf(call: SyntaxNode): string {
  return `${call.childForFieldName('receiver')?.text ?? ''}.${call.childForFieldName('method')?.text ?? ''}`;
}

/** All classes of a file: which are applications, and which only open one again, shows when all files are read. */
function visit(
  node: SyntaxNode,
  around: string,
  context: StatementContext,
  apps: AppFacts[],
  depth: number,
): void {
  if (depth > 20) return;
  for (const child of node.namedChildren) {
    // `App = Class.new(Sinatra::Base) do … end`
    if (child?.type === 'assignment') classNew(child, around, context, apps);
    if (child?.type !== 'class' && child?.type !== 'module') {
      if (child && /statement|begin|then|^if/.test(child.type))
        visit(child, around, context, apps, depth + 1);
      continue;
    }
    const written = child.childForFieldName('name')?.text.replace(/^::/, '') ?? '';
    const name = around === '' ? written : `${around}::${written}`;
    const body = child.childForFieldName('body');
    const superclass = child.childForFieldName('superclass')?.namedChildren[0]?.text;
    if (!body) {
      if (child.type === 'class')
        apps.push(
          factsOf(
            builderOf(name, plainBase(superclass)),
            context.source.span(child.startIndex, child.startIndex),
          ),
        );
      continue;
    }
    if (child.type === 'class') apps.push(...readClass(name, superclass, body, context));
    visit(body, name, context, apps, depth + 1);
  }
}

function classNew(node: SyntaxNode, around: string, context: StatementContext, apps: AppFacts[]): void {
  const name = node.childForFieldName('left')?.text ?? '';
  const right = node.childForFieldName('right');
  if (right?.type !== 'call' || headOf(right) !== 'Class.new') return;
  const body = right.childForFieldName('block')?.childForFieldName('body');
  const base = right.childForFieldName('arguments')?.namedChildren[0]?.text;
  if (body) apps.push(...readClass(around === '' ? name : `${around}::${name}`, base, body, context));
}

function readClass(
  name: string,
  superclass: string | undefined,
  body: SyntaxNode,
  context: StatementContext,
): readonly AppFacts[] {
  const base = plainBase(superclass);
  const app = builderOf(name, base);
  const fresh = { ...context, frame: new RubyFrame() };
  const text = body.text;
  if (base === 'Roda' || /\broute\s+(do|\{)|\bhash_(branch|path)\b/.test(text)) readRoda(body, fresh, app);
  else if (
    /Grape::API/.test(base ?? '') ||
    /\bmount\b|\b(get|post|namespace|resources?|route_param|version|prefix)\b/.test(text)
  )
    readVerbs(
      body,
      { ...fresh, prefix: '', complete: true, guards: [], filters: app.filters },
      app,
      isSinatra(base, text) ? 'sinatra' : 'grape',
    );
  return [factsOf(app, context.source.span(body.startIndex, body.startIndex), text)];
}

/** A superclass without its beginning and arguments. */
function plainBase(superclass: string | undefined): string | undefined {
  return superclass?.replace(/^::/, '').replace(/\(.*$/s, '');
}

/** Without a known superclass the words of the body tell: Sinatra's routes begin with a slash and have blocks. */
function isSinatra(base: string | undefined, text: string): boolean {
  if (base !== undefined && /Sinatra/.test(base)) return true;
  if (base !== undefined && /Grape/.test(base)) return false;
  return !/\b(desc|params do|route_param|version|present|add_swagger_documentation|requires)\b/.test(text);
}

function builderOf(name: string, superclass: string | undefined): AppBuilder {
  return {
    name,
    superclass,
    routes: [],
    mounts: [],
    gaps: [],
    prefix: undefined,
    versions: undefined,
    guards: [],
    filters: [],
    uses: [],
  };
}

function factsOf(
  { superclass, prefix, versions, ...app }: AppBuilder,
  span: SourceSpan,
  text = '',
): AppFacts {
  const handed = /\bdef call\b/.test(text)
    ? [...text.matchAll(/\b([A-Z]\w*(?:::[A-Z]\w*)*)\.call\(\s*env/g)]
    : [];
  return {
    ...app,
    handsTo: handed.map((match) => match[1] ?? ''),
    ...(superclass !== undefined && { superclass }),
    ...(prefix !== undefined && { prefix }),
    ...(versions && { versions }),
    span,
  };
}
