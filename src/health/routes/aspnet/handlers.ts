import type { Dependency, Handler } from '../../../model/endpoint.js';
import { bareType } from '../../../syntax/csharp/files.js';
import type { CSharpClass, CSharpFile, CSharpFiles } from '../../../syntax/csharp/files.js';
import type { ClassNode, Expression, FunctionNode, MethodNode } from '../../../syntax/imperative/tree.js';
import { sureOffsets } from '../../../syntax/sure-code.js';
import { isOfInterest } from '../../interest.js';
import { dependencyOfCall } from '../dependency-calls.js';
import { expressionsIn } from './tree-walk.js';

type Touch = Handler['touches'][number];
type Call = Expression & { readonly kind: 'call' };

/** A function with the class in whose fields it looks. */
export interface HandlerPlace {
  readonly file: CSharpFile;
  readonly owner?: ClassNode;
  readonly function: FunctionNode;
  readonly name?: string;
  readonly start: number;
  readonly end: number;
}

/** Types of .NET and the drivers whose calls leave the process. */
const byType: readonly (readonly [RegExp, Dependency])[] = [
  [
    /^(I?DbConnection|(Npgsql|Sql|MySql|Sqlite|Oracle)(Connection|DataSource|Command)|DbContext|DatabaseFacade|IDbContextFactory|IMongo(Client|Database|Collection)|IDocument(Session|Store)|IQuerySession|CosmosClient|Container|ISession|I?ElasticClient|ElasticsearchClient|IDapper\w*)$/,
    'db',
  ],
  [/^(I?ConnectionMultiplexer|IDistributedCache|IRedis\w*|HybridCache)$/, 'cache'],
  [
    /^(IBus|IPublishEndpoint|ISendEndpointProvider|IModel|IChannel|IProducer|IConsumer|ServiceBusClient|ServiceBusSender|IAdminClient|IMessageBus|ICapPublisher)$/,
    'queue',
  ],
  [/^(HttpClient|IHttpClientFactory|IRestClient|RestClient|IFlurlClient)$/, 'http'],
  [/^DriveInfo$/, 'disk'],
];

/** Calls that only make the answer or look at the clock. */
const answering =
  /^(Results|TypedResults|Task|ValueTask|DateTime|DateTimeOffset|Guid|JsonSerializer|Encoding|string|String|Environment|Assembly|typeof|HealthCheckResult|ActivatorUtilities|nameof|context\.Response|ctx\.Response|httpContext\.Response|Response|httpContext|HttpContext)\b/;
const answers =
  /^(Ok|Content|Json|Text|NoContent|StatusCode|Problem|NotFound|BadRequest|View|Redirect|RedirectToAction|Accepted|nameof|WriteAsync|WriteAsJsonAsync|ToString|FromResult|GetExecutingAssembly|GetEntryAssembly|GetName|Healthy|ConfigureAwait)$/;

const failing =
  /\b(Problem|StatusCodes?\.Status[45]\d\d\w*|Status(Code)?\s*\(\s*[45]\d\d|StatusCode\s*=\s*(\(int\)\s*HttpStatusCode\.(ServiceUnavailable|InternalServerError|BadGateway)|[45]\d\d)|NotFound|BadRequest|Unhealthy|Degraded|ServiceUnavailable|InternalServerError)\b/;

const clientCall =
  /^_?(\w*http|\w*api)?client\.(Get|Post|Send|Head)(String|Stream|FromJson|ByteArray)?Async$/i;

/** How far a handler is followed: into what it calls, or, for routes that no probe asks, its own text alone. */
export type HandlerReach = 'two-calls' | 'own-text';

/** Two calls for paths that say something of health or that a probe asks for. */
export function reachFor(path: string, { view }: CSharpFiles): HandlerReach {
  return isOfInterest(path, view) ? 'two-calls' : 'own-text';
}

/** What code that a request passes before it comes to a handler touches each time. */
export async function sureTouches(place: HandlerPlace, files: CSharpFiles): Promise<readonly Touch[]> {
  return (await handlerOf(place, files, 'two-calls', true)).touches;
}

/** What a handler touches: in its own body and in methods of the project's classes that it calls, two calls deep. */
export async function handlerOf(
  place: HandlerPlace,
  files: CSharpFiles,
  reach: HandlerReach = 'two-calls',
  sureOnly = false,
): Promise<Handler> {
  const seen = new Set<FunctionNode>();
  const touches: Touch[] = [];
  let fails = false;
  let calls = 0;
  const visit = async (at: HandlerPlace, depth: number): Promise<void> => {
    if (seen.has(at.function) || seen.size > 100) return;
    seen.add(at.function);
    const { text } = at.file.source;
    const body = text.slice(at.start, at.end);
    if (failing.test(body) || /\bthrow\b/.test(body)) fails = true;
    const sure = sureOnly ? await sureOffsets(at.file.source) : undefined;
    for (const expression of expressionsIn(at.function.body)) {
      if (expression.kind !== 'call') continue;
      // A lambda inside of the function begins behind its first statement.
      if (sure && !((sure.get(expression.start) ?? Infinity) <= (at.function.body[0]?.start ?? 0))) continue;
      const callee = calleeText(expression, text);
      if (!answering.test(callee) && !answers.test(expression.name)) calls += 1;
      const dependency = await dependencyOf(expression, callee, at, files, reach);
      if (dependency !== undefined)
        touches.push({
          dependency,
          span: at.file.source.span(expression.start, expression.end),
          text: callee,
        });
      else if (depth < 2 && reach === 'two-calls')
        for (const next of await calledBy(expression, at, files)) await visit(next, depth + 1);
    }
  };
  await visit(place, 0);
  return {
    ...(place.name !== undefined && { name: place.name }),
    span: place.file.source.span(place.start, place.end),
    touches: touches.filter(
      (touch, index) =>
        touches.findIndex((one) => one.dependency === touch.dependency && one.text === touch.text) === index,
    ),
    ...(touches.length > 0 || fails ? { canFail: true } : calls === 0 ? { canFail: false } : {}),
    constant: calls === 0 && !fails,
  };
}

/** `db.Users.CountAsync`: what is called, on one line. */
export function calleeText(call: Call, text: string): string {
  const object = call.object ? text.slice(call.object.start, call.object.end).slice(0, 200) : '';
  const plain = object
    .replaceAll(/\s+/g, '')
    .replaceAll('?.', '.')
    .replace(/^await/, '')
    .replace(/^this\./, '');
  return plain === '' ? call.name : `${plain}.${call.name}`;
}

async function dependencyOf(
  call: Call,
  callee: string,
  place: HandlerPlace,
  files: CSharpFiles,
  reach: HandlerReach,
): Promise<Dependency | undefined> {
  const root = rootOf(call.object);
  const written = root === undefined ? undefined : typeOf(root, place);
  if (written !== undefined && reach === 'two-calls') {
    const fixed = await dependencyOfType(written, files);
    if (fixed !== undefined) return fixed;
    // A type of the project says by its own code what it does.
    if ((await files.classesNamed(written)).length > 0) return undefined;
  }
  if (/^(ILogger|IConfiguration|IOptions)/.test(written ?? '') || /\blog(ger)?\./i.test(callee))
    return undefined;
  // `var client = new HttpClient(); await client.GetAsync(url)`: a variable of which only the name tells.
  if (written === undefined && clientCall.test(callee)) return 'http';
  return dependencyOfCall(callee.replace(/Async$/, ''));
}

/** What the calls on an object of a type reach for, by the type alone. */
export async function dependencyOfType(written: string, files: CSharpFiles): Promise<Dependency | undefined> {
  const name = bareType(written);
  const fixed = byType.find(([pattern]) => pattern.test(name))?.[1];
  if (fixed !== undefined) return fixed;
  if (name.endsWith('DbContext')) return 'db';
  const classes = await files.classesNamed(name);
  return classes.some(({ node }) => node.bases.some((base) => base.endsWith('DbContext'))) ? 'db' : undefined;
}

/** The first name of a chain: `db` in `db.Users.Where(…)`. */
function rootOf(object: Expression | undefined): string | undefined {
  for (let at = object, depth = 0; at && depth < 50; depth += 1) {
    if (at.kind === 'name') return at.name;
    if (at.kind === 'member') {
      if (at.object.kind === 'variable') return at.name;
      at = at.object;
    } else if (at.kind === 'call' || at.kind === 'element') at = at.object;
    else return undefined;
  }
  return undefined;
}

/** The type of a parameter, field, property or parameter of a constructor. */
function typeOf(name: string, { owner, function: node }: HandlerPlace): string | undefined {
  const parameter = node.parameters.find((one) => one.name === name);
  if (parameter && parameter.type !== '') return parameter.type;
  const field = owner?.fields.find((one) => one.name === name);
  if (field?.type !== undefined && field.type !== '') return field.type;
  return owner?.parameters?.find((one) => one.name === name)?.type;
}

/** The methods that a call may reach in the project. */
async function calledBy(
  call: Call,
  place: HandlerPlace,
  files: CSharpFiles,
): Promise<readonly HandlerPlace[]> {
  const fits = (node: MethodNode): boolean => node.name === call.name && node.function.body.length > 0;
  const { object } = call;
  if (!object || object.kind === 'variable') {
    const own = place.owner?.methods.find(fits);
    return own && place.owner ? [placeOf(place.file, place.owner, own)] : [];
  }
  const root = object.kind === 'name' || object.kind === 'member' ? rootOf(object) : undefined;
  const written = root === undefined ? undefined : (typeOf(root, place) ?? root);
  if (written === undefined) return [];
  const direct = await files.classesNamed(written);
  const implementing = direct.every(({ node }) =>
    node.methods.every(({ function: f }) => f.body.length === 0),
  )
    ? await files.classesUnder(written)
    : [];
  const owners: readonly CSharpClass[] =
    implementing.length > 0 && implementing.length <= 4 ? implementing : direct;
  return owners.flatMap(({ file, node }) =>
    node.methods.filter(fits).map((method) => placeOf(file, node, method)),
  );
}

/** A method as a handler. */
export function placeOf(file: CSharpFile, owner: ClassNode, node: MethodNode): HandlerPlace {
  return {
    file,
    owner,
    function: node.function,
    name: `${owner.name}.${node.name}`,
    start: node.start,
    end: node.end,
  };
}
