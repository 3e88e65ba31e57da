import { parser } from '@prometheus-io/lezer-promql';
import type { PromExpression, PromMatcher, PromQuery, PromSelector } from './expression.js';
import { withoutPlaceholders } from './placeholders.js';

/** A node of Lezer's tree, as far as it is asked here. */
type Node = ReturnType<typeof parser.parse>['topNode'];

/** Longer expressions are not parsed: no rule that a person reads is longer. */
const longest = 50_000;
/** Deeper nesting is cut off. */
const deepest = 200;

/**
 * Parses PromQL with Prometheus' own grammar. Total: what it does not understand is counted, and the rest is kept. Placeholders of Grafana
 * (`$__rate_interval`), of Sloth (`{{.window}}`) and of templates are replaced by values before.
 * Source: https://github.com/prometheus/prometheus/tree/main/web/ui/module/lezer-promql
 */
export function parsePromql(written: string): PromQuery {
  const text = withoutPlaceholders(written.length > longest ? '' : written);
  const tree = treeOf(text);
  if (!tree) return { expression: { kind: 'unknown', parts: [] }, errors: 1 };
  let errors = 0;
  tree.iterate({
    enter: ({ type }) => {
      if (type.isError) errors += 1;
    },
  });
  const reader = new TreeReader(text);
  const [expression] = reader.childExpressions(tree.topNode, 0);
  return { expression: expression ?? { kind: 'unknown', parts: [] }, errors };
}

/** The tree of a text; undefined where brackets or operators nest deeper than the stack, on which the parser builds it. */
function treeOf(text: string): ReturnType<typeof parser.parse> | undefined {
  try {
    return parser.parse(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Nodes that only wrap another. `a + b offset 5m` is an offset of the sum to the grammar, so what stands inside counts. */
const wrappers = new Set(
  'PromQL ParenExpr OffsetExpr StepInvariantExpr AnchoredExpr SmoothedExpr FunctionCallBody'.split(' '),
);

class TreeReader {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The expressions directly below a node; names, operators and modifiers are none. */
  childExpressions(node: Node, depth: number): readonly PromExpression[] {
    if (depth > deepest) return [];
    return children(node).flatMap((child) => this.#expressions(child, depth + 1));
  }

  #expressions(node: Node, depth: number): readonly PromExpression[] {
    const { name } = node;
    if (wrappers.has(name)) {
      // The number behind `@` and the duration behind `offset` are no operands.
      const inner = this.childExpressions(node, depth);
      return name === 'FunctionCallBody' ? inner : inner.slice(0, 1);
    }
    switch (name) {
      case 'NumberDurationLiteral':
        return [{ kind: 'number', value: numberOf(this.#textOf(node)) }];
      case 'StringLiteral':
        return [{ kind: 'text', value: unquoted(this.#textOf(node)) }];
      case 'VectorSelector':
        return [this.#selector(node, undefined)];
      case 'MatrixSelector':
        return [this.#matrix(node, depth)];
      case 'FunctionCall':
        return [
          {
            kind: 'call',
            name: this.#textOfChild(node, 'FunctionIdentifier').toLowerCase(),
            arguments: this.childExpressions(node, depth),
          },
        ];
      case 'AggregateExpr':
        return [this.#aggregation(node, depth)];
      case 'BinaryExpr':
        return [this.#binary(node, depth)];
      case 'UnaryExpr':
        return this.#unary(node, depth);
      case 'SubqueryExpr': {
        const [operand] = this.childExpressions(node, depth);
        if (!operand) return [];
        return [{ kind: 'subquery', operand, range: this.#textOfChild(node, 'DurationExpr') }];
      }
      default:
        return [];
    }
  }

  #aggregation(node: Node, depth: number): PromExpression {
    const modifier = node.getChild('AggregateModifier');
    const labels = modifier?.getChild('GroupingLabels');
    return {
      kind: 'aggregation',
      operator: this.#textOfChild(node, 'AggregateOp').toLowerCase(),
      arguments: this.childExpressions(node, depth),
      grouping: modifier
        ? {
            kind: modifier.getChild('Without') ? 'without' : 'by',
            labels: labels ? children(labels).map((label) => unquoted(this.#textOf(label))) : [],
          }
        : undefined,
    };
  }

  #binary(node: Node, depth: number): PromExpression {
    const operator = children(node).find((child) => operators.has(child.name));
    const operands = this.childExpressions(node, depth);
    const [left, right] = operands;
    if (!operator || !left || !right) return { kind: 'unknown', parts: operands };
    return { kind: 'binary', operator: this.#textOf(operator).toLowerCase(), left, right };
  }

  #unary(node: Node, depth: number): readonly PromExpression[] {
    const [operand] = this.childExpressions(node, depth);
    if (!operand) return [];
    if (!this.#textOf(node).trimStart().startsWith('-')) return [operand];
    return operand.kind === 'number'
      ? [{ kind: 'number', value: -operand.value }]
      : [{ kind: 'negation', operand }];
  }

  #matrix(node: Node, depth: number): PromExpression {
    const range = this.#textOfChild(node, 'DurationExpr');
    const selector = node.getChild('VectorSelector');
    if (selector) return this.#selector(selector, range);
    const [operand] = this.childExpressions(node, depth);
    return operand ? { kind: 'subquery', operand, range } : { kind: 'unknown', parts: [] };
  }

  #selector(node: Node, range: string | undefined): PromSelector {
    const matchers: PromMatcher[] = [];
    let name = node.getChild('Identifier') ? this.#textOfChild(node, 'Identifier') : undefined;
    const list = node.getChild('LabelMatchers');
    for (const matcher of list ? children(list) : []) {
      if (matcher.name === 'QuotedLabelName') {
        name ??= unquoted(this.#textOf(matcher));
        continue;
      }
      const [label, operator, value] = children(matcher).map((part) => this.#textOf(part));
      if (label === undefined || operator === undefined || value === undefined) continue;
      const read = { label: unquoted(label), operator: matchOperator(operator), value: unquoted(value) };
      if (read.label === '__name__' && read.operator === '=') name ??= read.value;
      matchers.push(read);
    }
    return { kind: 'selector', name, matchers, range };
  }

  #textOf(node: Node): string {
    return this.#text.slice(node.from, node.to);
  }

  #textOfChild(node: Node, name: string): string {
    const child = node.getChild(name);
    return child ? this.#textOf(child) : '';
  }
}

const operators = new Set(
  (
    'Add Sub Mul Div Mod Pow Atan2 Eql EqlC Neq Gtr Gte Lss Lte TrimUpper TrimLower EqlSingle ' +
    'And Or Unless'
  ).split(' '),
);

function children(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
}

function matchOperator(text: string): PromMatcher['operator'] {
  return text === '!=' || text === '=~' || text === '!~' ? text : '=';
}

/** A text without its quotes; the escapes of Go that occur in label values. */
function unquoted(text: string): string {
  const quote = text[0];
  if (quote === '`') return text.slice(1, -1);
  if (quote !== '"' && quote !== "'") return text;
  return text.slice(1, -1).replace(/\\(.)/g, '$1');
}

const durationUnits: ReadonlyMap<string, number> = new Map([
  ['ms', 0.001],
  ['s', 1],
  ['m', 60],
  ['h', 3_600],
  ['d', 86_400],
  ['w', 604_800],
  ['y', 31_536_000],
  ['i', 1],
]);

/**
 * Seconds of a duration as Prometheus writes it (`5m`, `1h30m`, `2w`); undefined for anything else.
 * Source: https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
 */
export function secondsOfPromDuration(text: string | undefined): number | undefined {
  const written = text?.trim().toLowerCase();
  if (written === undefined || written.length > 40 || !/^(\d+(\.\d+)?(ms|[smhdwyi]))+$/.test(written))
    return written === '0' ? 0 : undefined;
  let seconds = 0;
  for (const [, number, unit] of written.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwyi])/g))
    seconds += Number(number) * (durationUnits.get(unit ?? '') ?? 0);
  return Math.round(seconds * 1_000) / 1_000;
}

/** The value of a number as PromQL writes it: decimal with `_`, hexadecimal, `Inf`, `NaN`, or a duration in seconds. */
function numberOf(text: string): number {
  const written = text.replaceAll('_', '');
  if (/^[+-]?inf$/i.test(written)) return written.startsWith('-') ? -Infinity : Infinity;
  return secondsOfPromDuration(/[smhdwy]$/i.test(written) ? written : undefined) ?? Number(written);
}
