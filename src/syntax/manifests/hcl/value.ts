import type { SourceSpan } from '../../../model/source-span.js';

/** A value as HCL writes it; what a function or an operator computes is `unknown`. */
export type HclValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly HclValue[] }
  /** Its span goes from brace to brace. */
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, HclAttribute>; readonly span: SourceSpan }
  /** `var.path`, `local.port`, `aws_lb.main.arn`. */
  | { readonly kind: 'reference'; readonly path: readonly string[] }
  /** A text with `${…}` in it. */
  | { readonly kind: 'template'; readonly parts: readonly HclValue[] }
  | { readonly kind: 'unknown' };

/** `name = value`. */
export interface HclAttribute {
  readonly value: HclValue;
  /** From the name to the end of the value. */
  readonly span: SourceSpan;
}

/** What stands between the braces of a block, or in a file. */
export interface HclBody {
  readonly attributes: ReadonlyMap<string, HclAttribute>;
  readonly blocks: readonly HclBlock[];
}

/** `type "label" "label" { … }`. */
export interface HclBlock extends HclBody {
  readonly type: string;
  readonly labels: readonly string[];
  readonly span: SourceSpan;
}

export const unknownValue: HclValue = { kind: 'unknown' };

/** The blocks of a type, in the order of the text; those that `dynamic "type" { content { … } }` makes are among them. */
export function blocksOf(body: HclBody, type: string): readonly HclBlock[] {
  return body.blocks.flatMap((block) => {
    if (block.type === type) return [block];
    if (block.type !== 'dynamic' || block.labels[0] !== type) return [];
    return blocksOf(block, 'content');
  });
}

/**
 * A nested part however it is written: as a block (`health_check { … }`), or as an attribute with a map or a list of maps, which is how
 * the inputs of modules hold it.
 */
export function partsOf(body: HclBody, name: string): readonly HclBlock[] {
  const attribute = body.attributes.get(name);
  if (attribute === undefined) return blocksOf(body, name);
  const { span, value } = attribute;
  const maps = value.kind === 'list' ? value.items : [value];
  return maps.flatMap((map) =>
    map.kind === 'map' ? [{ type: name, labels: [], attributes: map.entries, blocks: [], span }] : [],
  );
}
