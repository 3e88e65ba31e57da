import type { Dependency, Handler } from '../../../model/endpoint.js';
import type { CSharpFile, CSharpFiles } from '../../../syntax/csharp/files.js';
import type { ClassNode, Expression, FunctionNode, Statement } from '../../../syntax/imperative/tree.js';
import { foldText } from './fold.js';
import { handlerOf, placeOf } from './handlers.js';
import { expressionsIn } from './tree-walk.js';

type Call = Expression & { readonly kind: 'call' };

/** A health check that an application registers. */
export interface RegisteredCheck {
  /** Undefined = made at run time. */
  readonly name: string | undefined;
  readonly tags: readonly string[];
  readonly touches: Handler['touches'];
}

/** Source: the packages of https://github.com/Xabaril/AspNetCore.Diagnostics.HealthChecks and Microsoft's own. */
const byMethod: readonly (readonly [RegExp, Dependency])[] = [
  [
    /^Add(NpgSql|SqlServer|MySql|Oracle|Sqlite|SqLite|MongoDb|DbContextCheck|Cassandra|CosmosDb\w*|AzureCosmosDB|AzureTable\w*|Elasticsearch|OpenSearch|ClickHouse|Neo4j\w*|ArangoDb|RavenDB|DynamoDb|EventStore\w*|InfluxDB|Firebird|DB2|SurrealDb|Qdrant|Milvus|Marten\w*)$/i,
    'db',
  ],
  [/^Add(Redis|Memcached|Valkey)$/i, 'cache'],
  [
    /^Add(RabbitMQ|Kafka|AzureServiceBus\w*|AzureEventHub|Nats|Ibm\w*|Sqs|SnsTopics|Pulsar|Solace|ActiveMQ|Hangfire)$/i,
    'queue',
  ],
  [/^Add(DiskStorage\w*|Folder|File)(HealthCheck)?$/i, 'disk'],
  [/^Add(PrivateMemory|WorkingSet|ProcessAllocatedMemory|VirtualMemorySize)\w*$/i, 'memory'],
  [
    /^Add(UrlGroup|IdentityServer|OpenIdConnectServer|AzureKeyVault|AzureBlobStorage|AzureQueueStorage|AzureFileShare|S3|Consul|SendGrid|Kubernetes|SignalRHub|SmtpHealthCheck|TcpHealthCheck|PingHealthCheck|DnsResolve\w*|Gremlin|Uris|ApplicationInsightsPublisher)$/i,
    'http',
  ],
];

/** Clients of .NET Aspire that bring a check of their own. Source: https://aspire.dev/fundamentals/integrations-overview/ */
const aspireClients: readonly (readonly [RegExp, Dependency])[] = [
  [
    /^(Add|Enrich)(Keyed)?(Azure)?(Npgsql|SqlServer|MySql|Oracle\w*|MongoDB|Cosmos|Elasticsearch|Milvus|Qdrant|Raven\w*)(DbContext|DataSource|Client|DatabaseDbContext)$/i,
    'db',
  ],
  [/^Add(Keyed)?(Redis|Valkey)(Client|DistributedCache|OutputCache)$/i, 'cache'],
  [/^Add(Keyed)?(RabbitMQ|Kafka|Nats|AzureServiceBus|AzureEventHub)\w*(Client|Producer|Consumer)$/i, 'queue'],
];

/** A file that may register checks, and whether the clients of Aspire count in it. */
export interface ChecksSource {
  readonly path: string;
  readonly usesAspire: boolean;
}

/** The checks that some files register, in order. */
export async function registeredChecks(
  sources: readonly ChecksSource[],
  files: CSharpFiles,
): Promise<readonly RegisteredCheck[]> {
  const found: RegisteredCheck[] = [];
  for (const { path, usesAspire } of sources) {
    const file = await files.file(path);
    if (!file) continue;
    for (const { owner, body } of bodiesOf(file)) {
      const builders = buildersIn(body, owner?.parameters ?? []);
      for (const expression of expressionsIn(body.statements)) {
        if (expression.kind !== 'call') continue;
        const check = isRegistration(expression, builders, file)
          ? await checkOf(expression, file, owner, files)
          : usesAspire
            ? aspireCheck(expression, file)
            : undefined;
        if (check) found.push(check);
        else if (/^AddMassTransit$/.test(expression.name))
          found.push({
            name: 'masstransit-bus',
            tags: ['ready', 'masstransit'],
            touches: [{ dependency: 'queue', span: spanOf(expression, file), text: 'AddMassTransit' }],
          });
      }
    }
  }
  return found;
}

interface Body {
  readonly owner?: ClassNode;
  readonly body: { readonly statements: readonly Statement[]; readonly function?: FunctionNode };
}

function bodiesOf(file: CSharpFile): readonly Body[] {
  return [
    { body: { statements: file.program.statements } },
    ...file.program.classes.flatMap((owner) =>
      owner.methods.map((method) => ({
        owner,
        body: { statements: method.function.body, function: method.function },
      })),
    ),
  ];
}

/** Names of variables that hold a builder of checks. */
function buildersIn(body: Body['body'], constructed: FunctionNode['parameters']): ReadonlySet<string> {
  const names = new Set<string>();
  for (const parameter of [...(body.function?.parameters ?? []), ...constructed])
    if (/HealthChecksBuilder/.test(parameter.type)) names.add(parameter.name);
  const visit = (statements: readonly Statement[], depth: number): void => {
    for (const statement of statements) {
      if (statement.kind === 'declare' && statement.value && isFromBuilder(statement.value, names))
        names.add(statement.name);
      if (depth > 10) continue;
      if (statement.kind === 'if') visit([...statement.consequence, ...statement.otherwise], depth + 1);
      if (statement.kind === 'block' || statement.kind === 'foreach') visit(statement.body, depth + 1);
    }
  };
  visit(body.statements, 0);
  return names;
}

/** `AddHealthChecks()` or a variable that holds its result, with what is called behind it. */
function isFromBuilder(expression: Expression | undefined, names: ReadonlySet<string>): boolean {
  for (let at = expression, depth = 0; at && depth < 200; depth += 1) {
    if (at.kind === 'name') return names.has(at.name);
    if (at.kind !== 'call') return false;
    if (at.name === 'AddHealthChecks') return true;
    at = at.object;
  }
  return false;
}

function isRegistration(call: Call, builders: ReadonlySet<string>, { source }: CSharpFile): boolean {
  if (call.name === 'AddHealthChecks' || !call.object) return false;
  if (isFromBuilder(call.object, builders)) return true;
  // A builder that a lambda was handed: `addChecks(builder => builder.AddUrlGroup(…))`.
  return (
    call.object.kind === 'name' &&
    source.text.includes('HealthCheck') &&
    !/services?$/i.test(call.object.name) &&
    byMethod.some(([pattern]) => pattern.test(call.name))
  );
}

function spanOf(call: Call, file: CSharpFile): Handler['touches'][number]['span'] {
  // Of a chain over several lines the last link is meant.
  const name = file.source.text.lastIndexOf(call.name, call.arguments[0]?.value.start ?? call.end);
  return file.source.span(Math.max(name, call.start), call.end);
}

async function checkOf(
  call: Call,
  file: CSharpFile,
  owner: ClassNode | undefined,
  files: CSharpFiles,
): Promise<RegisteredCheck | undefined> {
  if (!call.name.startsWith('Add')) return undefined;
  const scope = { file, ...(owner && { owner }) };
  const tags = await tagsOf(call, scope, files);
  const named = call.arguments.find((one) => one.name === 'name')?.value;
  const span = spanOf(call, file);
  if (/^Add(Async|TypeActivated)?Check$/.test(call.name)) {
    const name = named ?? call.arguments[0]?.value;
    return {
      name: name && (await foldText(name, scope, files)),
      tags,
      touches: await touchesOf(call, file, owner, files),
    };
  }
  const dependency = byMethod.find(([pattern]) => pattern.test(call.name))?.[1];
  if (dependency === undefined) return otherCheck(call, file, owner, files);
  const plain = call.name.replace(/^Add/, '').toLowerCase();
  return {
    name: named ? await foldText(named, scope, files) : plain,
    tags,
    touches: [{ dependency, span, text: call.name }],
  };
}

/** A method of the project or of a library that is not known: its texts may be tags or a name, its type may be the check. */
async function otherCheck(
  call: Call,
  file: CSharpFile,
  owner: ClassNode | undefined,
  files: CSharpFiles,
): Promise<RegisteredCheck> {
  const tags: string[] = [];
  for (const { value } of call.arguments) {
    const text = await foldText(value, { file, ...(owner && { owner }) }, files);
    if (text !== undefined) tags.push(text);
  }
  return { name: undefined, tags, touches: await touchesOf(call, file, owner, files) };
}

function aspireCheck(call: Call, file: CSharpFile): RegisteredCheck | undefined {
  const dependency = aspireClients.find(([pattern]) => pattern.test(call.name))?.[1];
  if (dependency === undefined || !call.object) return undefined;
  if (/DisableHealthChecks\s*=\s*true/.test(file.source.text.slice(call.start, call.end))) return undefined;
  return {
    name: call.name,
    tags: [],
    touches: [{ dependency, span: spanOf(call, file), text: call.name }],
  };
}

/** `tags: ["ready"]`, `tags: new[] { Tags.Ready }`: the only lists among the arguments. */
async function tagsOf(
  call: Call,
  scope: { readonly file: CSharpFile; readonly owner?: ClassNode },
  files: CSharpFiles,
): Promise<readonly string[]> {
  const given =
    call.arguments.find((one) => one.name === 'tags')?.value ??
    call.arguments.map(({ value }) => value).findLast(({ kind }) => kind === 'list');
  const items = given?.kind === 'list' ? given.items : given?.kind === 'new' ? (given.items ?? []) : [];
  const tags: string[] = [];
  for (const { value } of items) {
    const tag = await foldText(value, scope, files);
    if (tag !== undefined) tags.push(tag);
  }
  return tags;
}

/** What a check of the project's own asks: its class, or the lambda. */
async function touchesOf(
  call: Call,
  file: CSharpFile,
  owner: ClassNode | undefined,
  files: CSharpFiles,
): Promise<Handler['touches']> {
  const [type] = call.typeArguments;
  const made = call.arguments.map(({ value }) => value).find(({ kind }) => kind === 'new');
  const name = type ?? (made?.kind === 'new' ? made.type : undefined);
  if (name !== undefined) {
    for (const { file: where, node } of await files.classesNamed(name)) {
      const method = node.methods.find((one) => one.name === 'CheckHealthAsync');
      if (method) return (await handlerOf(placeOf(where, node, method), files)).touches;
    }
    return [];
  }
  const lambda = call.arguments.map(({ value }) => value).find(({ kind }) => kind === 'function');
  if (lambda?.kind !== 'function') return [];
  const place = { file, function: lambda.function, start: lambda.start, end: lambda.end };
  return (await handlerOf({ ...place, ...(owner && { owner }) }, files)).touches;
}

/**
 * The checks that a `Predicate` lets through; undefined = only run time knows.
 * Source: https://learn.microsoft.com/aspnet/core/host-and-deploy/health-checks#filter-health-checks
 */
export async function checksPassing(
  predicate: Expression | undefined,
  checks: readonly RegisteredCheck[],
  scope: { readonly file: CSharpFile; readonly owner?: ClassNode },
  files: CSharpFiles,
): Promise<readonly RegisteredCheck[] | undefined> {
  if (!predicate || predicate.kind === 'null') return checks;
  if (predicate.kind !== 'function') return undefined;
  const [only, ...others] = predicate.function.body;
  const value = only?.kind === 'return' && others.length === 0 ? only.value : undefined;
  if (!value) return undefined;
  const passing: RegisteredCheck[] = [];
  for (const check of checks) {
    const passes = await holds(value, check, scope, files, 0);
    if (passes === undefined) return undefined;
    if (passes) passing.push(check);
  }
  // Without checks the predicate is still to be understood.
  if (
    checks.length === 0 &&
    (await holds(value, { name: '', tags: [], touches: [] }, scope, files, 0)) === undefined
  )
    return undefined;
  return passing;
}

/** `Predicate = _ => false`. */
export function letsNothingPass(predicate: Expression | undefined): boolean {
  const [only] = predicate?.kind === 'function' ? predicate.function.body : [];
  return only?.kind === 'return' && only.value?.kind === 'boolean' && !only.value.value;
}

async function holds(
  test: Expression,
  check: RegisteredCheck,
  scope: { readonly file: CSharpFile; readonly owner?: ClassNode },
  files: CSharpFiles,
  depth: number,
): Promise<boolean | undefined> {
  if (depth > 20) return undefined;
  const of = async (one: Expression): Promise<boolean | undefined> =>
    holds(one, check, scope, files, depth + 1);
  if (test.kind === 'boolean') return test.value;
  if (test.kind === 'unary' && test.operator === '!') {
    const inner = await of(test.operand);
    return inner === undefined ? undefined : !inner;
  }
  if (test.kind === 'binary') {
    if (test.operator === '&&' || test.operator === '||') {
      const [left, right] = [await of(test.left), await of(test.right)];
      const decisive = test.operator === '||';
      if (left === decisive || right === decisive) return decisive;
      return left === undefined || right === undefined ? undefined : !decisive;
    }
    const wanted = await foldText(test.right, scope, files);
    if (test.left.kind !== 'member' || test.left.name !== 'Name' || wanted === undefined) return undefined;
    if (check.name === undefined) return undefined;
    return test.operator === '=='
      ? check.name === wanted
      : test.operator === '!='
        ? check.name !== wanted
        : undefined;
  }
  const [first] = test.kind === 'call' ? test.arguments : [];
  if (test.kind !== 'call' || test.object?.kind !== 'member' || !first) return undefined;
  const wanted = await foldText(first.value, scope, files);
  if (wanted === undefined) return undefined;
  if (test.object.name === 'Tags' && test.name === 'Contains') return check.tags.includes(wanted);
  if (test.object.name !== 'Name' || check.name === undefined) return undefined;
  const [own, other] = [check.name.toLowerCase(), wanted.toLowerCase()];
  switch (test.name) {
    case 'Contains':
      return own.includes(other);
    case 'StartsWith':
      return own.startsWith(other);
    case 'EndsWith':
      return own.endsWith(other);
    case 'Equals':
      return own === other;
    default:
      return undefined;
  }
}
