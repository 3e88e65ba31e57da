import type { Dependency, Handler } from '../../../model/endpoint.js';
import { dependencyOfCall } from '../dependency-calls.js';
import type { ModulePlace, RustProgram } from './program.js';
import type { RustExpression, RustFunction, RustParameter } from './tree.js';
import type { Value } from './values.js';
import { optionsOf } from './values.js';

type Touch = Handler['touches'][number];

/** How far calls are followed, and how many nodes are looked at for one handler. */
const deepest = 2;
const mostNodes = 6_000;
const mostTouches = 40;

/** Calls that reach for something, in ways that only Rust's packages have. */
const calls: readonly (readonly [RegExp, Dependency])[] = [
  [/(?:^|[.:])redis::cmd\b|\.query_async$/, 'cache'],
  [/^(?:sqlx|diesel)::(?:query|sql_query)\w*/, 'db'],
  [
    /\b\w*(?:pool|db|database)\w*(?:\(\))?\.(?:get|acquire|get_conn\w*|conn|connection|begin|ping|is_closed)$/i,
    'db',
  ],
  [/\b(?:find|find_by_id|query|insert)\b.*\.(?:one|all|count)$/, 'db'],
  [/^reqwest::|\breqwest\b.*\.send$|\b(?:http_)?client\.(?:get|head|post|request)\.?.*send$/i, 'http'],
];

/** Extractors that take a connection before the handler runs. */
const connectionType =
  /^(?:&\s*)?(?:mut\s+)?(?:\w+::)*(?:DbConn\w*|DbConnection|DatabaseConnection|PooledConnection|PoolConnection|PgConnection|AsyncPgConnection|BoxRepository|Connection)\b/;

interface Body {
  readonly node: RustExpression;
  readonly place: ModulePlace;
  readonly start: number;
  readonly end: number;
  readonly parameters: readonly RustParameter[];
  readonly name?: string;
  readonly function?: RustFunction;
}

/** Reads what is known of handlers. */
export class HandlerReader {
  readonly #program: RustProgram;
  readonly #known = new Map<RustExpression, Promise<Handler>>();

  constructor(program: RustProgram) {
    this.#program = program;
  }

  /** What is known of the value that answers a route; undefined when it could not be followed. */
  async read(value: Value): Promise<Handler | undefined> {
    for (const option of optionsOf(value)) {
      const body = await this.#bodyOf(option);
      if (!body) continue;
      let known = this.#known.get(body.node);
      if (known === undefined) {
        known = this.#describe(body);
        this.#known.set(body.node, known);
      }
      return known;
    }
    return undefined;
  }

  async #bodyOf(value: Value): Promise<Body | undefined> {
    if (value.kind === 'function') return this.#bodyOfFunction(value.function);
    if (value.kind !== 'closure') return undefined;
    const { frame, node } = value;
    return {
      node: node.body,
      place: frame.place,
      start: node.start,
      end: node.end,
      parameters: node.parameters,
    };
  }

  async #bodyOfFunction(found: RustFunction): Promise<Body | undefined> {
    const file = await this.#program.file(found.file);
    const place = file && this.#program.placeOf(file, found.inner);
    if (!place || !found.body) return undefined;
    const { body, end, name, parameters, start } = found;
    return { node: body, place, start, end, parameters, name, function: found };
  }

  async #describe(body: Body): Promise<Handler> {
    const walk = new Walk(this.#program);
    await walk.follow(body, 0);
    for (const parameter of body.parameters) await walk.parameter(parameter, body);
    const text = walk.texts.join('\n');
    const fails =
      answersFailure(text) ||
      (walk.touches.some(({ dependency }) => dependency === 'db' || dependency === 'cache') &&
        /\?\s*[;.)\n,}]|\bErr\(/.test(text));
    const canFail = fails ? true : walk.isUnclear || walk.touches.length > 0 ? undefined : false;
    const source = this.#program.sources.get(body.place.file.path);
    return {
      ...(body.name !== undefined && { name: body.name }),
      ...(source && { span: source.span(body.start, body.end) }),
      touches: walk.touches,
      ...(canFail !== undefined && { canFail }),
      constant: canFail === false && !walk.callsOthers,
    };
  }
}

/** Words of an answer that says that something is wrong. */
function answersFailure(text: string): boolean {
  return /\b(?:SERVICE_UNAVAILABLE|INTERNAL_SERVER_ERROR|BAD_GATEWAY|GATEWAY_TIMEOUT|TOO_MANY_REQUESTS|FAILED_DEPENDENCY)\b|\b(?:HttpResponse|Status|StatusCode|ErrorServiceUnavailable)::(?:ServiceUnavailable|InternalServerError|BadGateway|GatewayTimeout|NOT_FOUND)\b|\bError(?:ServiceUnavailable|InternalServerError|BadGateway)\b|\bErr\(|\bfrom_u16\(\s*[45]\d\d|\bbail!/.test(
    text,
  );
}

/** Calls that only write an answer or look at what is in the process. */
const harmless =
  /(?:^|[.:])(?:Ok|Some|Json|Html|json|body|finish|into_response|into|status|ok|to_string|to_owned|clone|String::from|from|new|content_type|insert_header|header|with_status|reply|html|text|PlainText|RawHtml|respond_to|unwrap|expect|await|default|Default::default|as_str|build|status_with|append_header|HeaderValue::from_static|map_into_boxed_body|take|Empty)$|^HttpResponse::\w+$|^StatusCode::\w+$|^Status::\w+$|^(?:axum|actix_web|rocket|warp|poem)::/;

class Walk {
  readonly touches: Touch[] = [];
  readonly texts: string[] = [];
  /** Something was called that is not known to be harmless. */
  callsOthers = false;
  /** What was called could not be followed. */
  isUnclear = false;
  readonly #program: RustProgram;
  readonly #followed = new Set<RustExpression>();
  #nodes = 0;

  constructor(program: RustProgram) {
    this.#program = program;
  }

  async follow({ node, place, start, end }: Body, depth: number): Promise<void> {
    if (this.#followed.has(node)) return;
    this.#followed.add(node);
    const text = this.#program.sources.get(place.file.path)?.text.slice(start, end) ?? '';
    this.texts.push(text.replaceAll(/\/\/[^\n]*/g, ''));
    const stack: RustExpression[] = [node];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      this.#nodes += 1;
      if (this.#nodes > mostNodes) return;
      if (next.kind === 'call' || next.kind === 'method') await this.#call(next, place, depth);
      if (
        next.kind === 'macro' &&
        !/^(?:json|format|concat|env|println|debug|info|trace|warn|error|vec|assert\w*|html|event|instrument|log)$/.test(
          next.name,
        )
      ) {
        const callee = /^(?:query|query_as|query_scalar)$/.test(next.name) ? 'sqlx::query' : next.name;
        if (callee === 'sqlx::query') this.#touch('db', next, place, `sqlx::${next.name}!`);
        this.callsOthers = true;
      }
      stack.push(...partsOf(next).toReversed());
    }
  }

  /** An extractor that takes a connection, or whose own code reaches for something. */
  async parameter({ name, type }: RustParameter, { place, start }: Body): Promise<void> {
    const plain = type.replaceAll(/\s+/g, ' ').trim();
    if (connectionType.test(plain)) {
      const source = this.#program.sources.get(place.file.path);
      const at = source?.text.indexOf(type, start) ?? -1;
      if (source && at !== -1 && this.touches.length < mostTouches)
        this.touches.push({
          dependency: 'db',
          span: source.span(at, at + type.length),
          text: `${name}: ${plain}`,
        });
      return;
    }
    const last = /^(?:\w+::)*(\w+)$/.exec(plain)?.[1];
    if (last === undefined || !/^[A-Z]/.test(last)) return;
    const extractor = ['from_request_parts', 'from_request'].flatMap((method) =>
      this.#program.methods(last, method).filter(({ owner }) => owner === last),
    )[0];
    const body = extractor && (await this.#functionBody(extractor));
    if (body) await this.follow(body, deepest);
  }

  async #functionBody(found: RustFunction): Promise<Body | undefined> {
    const file = await this.#program.file(found.file);
    const place = file && this.#program.placeOf(file, found.inner);
    return place && found.body
      ? { node: found.body, place, start: found.start, end: found.end, parameters: found.parameters }
      : undefined;
  }

  async #call(
    node: Extract<RustExpression, { kind: 'call' | 'method' }>,
    place: ModulePlace,
    depth: number,
  ): Promise<void> {
    const callee = calleeText(node);
    const dependency = dependencyOfCall(callee) ?? calls.find(([pattern]) => pattern.test(callee))?.[1];
    if (dependency) {
      this.#touch(dependency, node, place, callee);
      return;
    }
    if (harmless.test(callee)) return;
    this.callsOthers = true;
    if (depth >= deepest) {
      this.isUnclear = true;
      return;
    }
    const called = await this.#calledFunction(node, place);
    const body = called && (await this.#functionBody(called));
    if (body) await this.follow(body, depth + 1);
    else this.isUnclear = true;
  }

  async #calledFunction(
    node: Extract<RustExpression, { kind: 'call' | 'method' }>,
    place: ModulePlace,
  ): Promise<RustFunction | undefined> {
    if (node.kind === 'method') {
      const candidates = this.#program.methodsNamed(node.name);
      return candidates.length === 1 && node.name.length > 3 ? candidates[0] : undefined;
    }
    if (node.callee.kind !== 'path') return undefined;
    return this.#program.functionAt(await this.#program.meaning(node.callee.segments, place));
  }

  #touch(dependency: Dependency, node: RustExpression, place: ModulePlace, callee: string): void {
    const source = this.#program.sources.get(place.file.path);
    if (!source || this.touches.length >= mostTouches) return;
    const span = source.span(node.start, node.end);
    if (
      this.touches.some(
        (touch) =>
          touch.span.file === span.file && touch.span.line === span.line && touch.dependency === dependency,
      )
    )
      return;
    const text = source.text.slice(node.start, Math.min(node.end, node.start + 120)).replaceAll(/\s+/g, ' ');
    this.touches.push({ dependency, span, text: text === '' ? callee : text });
  }
}

/** `state.db.ping` of `state.db().ping()`: what is called, without arguments. */
function calleeText(node: RustExpression, depth = 0): string {
  if (depth > 12) return '';
  switch (node.kind) {
    case 'path':
      return node.segments.join('::');
    case 'field':
      return `${calleeText(node.object, depth + 1)}.${node.name}`;
    case 'method':
      return `${calleeText(node.object, depth + 1)}.${node.name}`;
    case 'call':
      return calleeText(node.callee, depth + 1);
    case 'macro':
      return node.name;
    default:
      return '';
  }
}

function partsOf(node: RustExpression): readonly RustExpression[] {
  switch (node.kind) {
    case 'call':
      return [node.callee, ...node.args];
    case 'method':
      return [node.object, ...node.args];
    case 'closure':
      return [node.body];
    case 'block':
      return [...node.statements, ...(node.tail ? [node.tail] : [])];
    case 'let':
    case 'return':
      return node.value ? [node.value] : [];
    case 'if':
      return [
        ...(node.test ? [node.test] : []),
        node.consequence,
        ...(node.alternative ? [node.alternative] : []),
      ];
    case 'match':
      return [...(node.test ? [node.test] : []), ...node.arms.map(({ value }) => value)];
    case 'list':
      return node.items;
    case 'field':
      return [node.object];
    case 'assign':
      return [node.target, node.value];
    case 'loop':
      return [...(node.over ? [node.over] : []), node.body];
    case 'struct':
      return node.fields.map(({ value }) => value);
    case 'binary':
      return [node.left, node.right];
    case 'other':
      return node.parts;
    default:
      return [];
  }
}
