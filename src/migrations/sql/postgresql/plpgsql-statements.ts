/** An SQL statement inside a PL/pgSQL block, in the order in which the text has it. */
export interface PlpgsqlStatement {
  /** static = SQL as it stands; dynamic = an expression whose value EXECUTE runs; end = COMMIT or ROLLBACK. */
  readonly kind: 'static' | 'dynamic' | 'commit' | 'rollback';
  readonly sql: string;
  /** Line within the block's body, from 1. */
  readonly line: number;
  readonly inLoop: boolean;
  /** Runs only where a look into the catalog allows it, or its failure for that reason is caught. */
  readonly guarded: boolean;
}

interface Context {
  readonly inLoop: boolean;
  readonly guarded: boolean;
}

type Tree = Readonly<Record<string, unknown>>;

const loops: ReadonlySet<string> = new Set([
  'PLpgSQL_stmt_loop',
  'PLpgSQL_stmt_while',
  'PLpgSQL_stmt_fori',
  'PLpgSQL_stmt_fors',
  'PLpgSQL_stmt_forc',
  'PLpgSQL_stmt_foreach_a',
  'PLpgSQL_stmt_dynfors',
]);

/** The SQL statements in the tree that the PL/pgSQL parser gives. Walks without recursion: blocks may nest as they like. */
export function plpgsqlStatements(tree: unknown): readonly PlpgsqlStatement[] {
  const found: PlpgsqlStatement[] = [];
  const stack: { readonly node: unknown; readonly context: Context }[] = [
    { node: tree, context: { inLoop: false, guarded: false } },
  ];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { node, context } = entry;
    if (Array.isArray(node)) {
      for (const child of node.toReversed()) stack.push({ node: child, context });
      continue;
    }
    if (!isTree(node)) continue;
    for (const [key, value] of Object.entries(node).toReversed()) {
      if (!isTree(value) && !Array.isArray(value)) continue;
      if (isTree(value)) found.push(...ownStatement(key, value, context));
      if (key !== 'datums') stack.push({ node: value, context: contextWithin(key, value, context) });
    }
  }
  return found;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ownStatement(key: string, node: Tree, { inLoop, guarded }: Context): readonly PlpgsqlStatement[] {
  const line = typeof node['lineno'] === 'number' ? node['lineno'] : 1;
  const made = (kind: PlpgsqlStatement['kind'], expression: unknown): readonly PlpgsqlStatement[] => {
    const sql = queryOf(expression);
    return sql === undefined ? [] : [{ kind, sql, line, inLoop, guarded }];
  };
  switch (key) {
    case 'PLpgSQL_stmt_execsql':
      return made('static', node['sqlstmt']);
    case 'PLpgSQL_stmt_perform':
    case 'PLpgSQL_stmt_call':
      return made('static', node['expr']);
    case 'PLpgSQL_stmt_fors':
    case 'PLpgSQL_stmt_return_query':
      return made('static', node['query']);
    case 'PLpgSQL_stmt_dynexecute':
    case 'PLpgSQL_stmt_dynfors':
      return made('dynamic', node['query']);
    case 'PLpgSQL_stmt_commit':
      return [{ kind: 'commit', sql: 'COMMIT', line, inLoop, guarded }];
    case 'PLpgSQL_stmt_rollback':
      return [{ kind: 'rollback', sql: 'ROLLBACK', line, inLoop, guarded }];
    default:
      return [];
  }
}

function queryOf(expression: unknown): string | undefined {
  if (!isTree(expression)) return undefined;
  const inner = expression['PLpgSQL_expr'];
  const query = isTree(inner) ? inner['query'] : undefined;
  return typeof query === 'string' ? query : undefined;
}

function contextWithin(key: string, value: unknown, context: Context): Context {
  if (loops.has(key)) return { ...context, inLoop: true };
  if (!isTree(value) || context.guarded) return context;
  if (key === 'PLpgSQL_stmt_if' || key === 'PLpgSQL_if_elsif') {
    const condition = queryOf(value['cond']) ?? '';
    return { ...context, guarded: readsCatalog(condition) };
  }
  if (key === 'PLpgSQL_stmt_block' && value['exceptions'] !== undefined)
    return { ...context, guarded: catchesExistence(value['exceptions']) };
  return context;
}

function readsCatalog(condition: string): boolean {
  return /\bexists\b|\binformation_schema\b|\bpg_[a-z_]+\b|\bto_reg[a-z]+\b/i.test(condition);
}

/** `EXCEPTION WHEN duplicate_object`, `undefined_table` …: the statement may have been run before. */
function catchesExistence(handlers: unknown): boolean {
  return /"condname":"(?:duplicate|undefined)_/.test(JSON.stringify(handlers));
}
