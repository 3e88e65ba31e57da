import type { SourceSpan } from '../../../model/source-span.js';
import type { Evaluator } from '../../../syntax/javascript/evaluate/evaluator.js';
import type { Scope } from '../../../syntax/javascript/evaluate/scope.js';
import { optionsOf, type ExternalValue, type Value } from '../../../syntax/javascript/evaluate/value.js';
import type { Expression } from '../../../syntax/javascript/tree.js';

/** One decorator, with what it was given. */
export interface Decorator {
  /** Its name: that of the export of a package, or as it is written. */
  readonly name: string;
  /** The package that it is from; undefined for the project's own. */
  readonly package: string | undefined;
  readonly given: readonly Value[];
  readonly span: SourceSpan;
}

/** Decorators that only describe. */
const describing = /^(?:Api[A-Z]\w*|ApiTags|Is[A-Z]\w*|Expose|Type|Exclude)$/;
const depthLimit = 4;

/** What the decorators of a class, method or parameter are; those that `applyDecorators` puts together one by one. */
export async function readDecorators(
  expressions: readonly Expression[],
  scope: Scope,
  evaluator: Evaluator,
): Promise<readonly Decorator[]> {
  const found: Decorator[] = [];
  for (const expression of expressions) {
    const written = writtenName(expression);
    if (describing.test(written)) continue;
    const span = scope.module.module.source.span(expression.start, expression.end);
    const value = await evaluator.evaluate(expression, scope);
    found.push(...decoratorsIn(value, written, span, 0));
  }
  return found;
}

function decoratorsIn(value: Value, written: string, span: SourceSpan, depth: number): Decorator[] {
  const found = optionsOf(value).flatMap((option): Decorator[] => {
    if (option.kind !== 'external') return [];
    const name = exportName(option);
    if (name !== 'applyDecorators')
      return [{ name, package: option.package, given: option.given ?? [], span }];
    return depth >= depthLimit
      ? []
      : (option.given ?? []).flatMap((one) => decoratorsIn(one, '', span, depth + 1));
  });
  // What the project calls it may say more than what it comes to (`Public` is `SetMetadata`).
  const isOwn = found.every(({ name }) => name !== written);
  return isOwn && written !== '' ? [{ name: written, package: undefined, given: [], span }, ...found] : found;
}

/** `Controller` of `Controller.()`. */
function exportName({ path }: ExternalValue): string {
  return path.findLast((step) => step !== '()') ?? '';
}

function writtenName(expression: Expression): string {
  if (expression.kind === 'call') return writtenName(expression.callee);
  if (expression.kind === 'identifier') return expression.name;
  return expression.kind === 'member' && typeof expression.property === 'string' ? expression.property : '';
}
