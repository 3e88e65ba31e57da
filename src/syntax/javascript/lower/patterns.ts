import type { TreeNode } from './snapshot.js';
import type { Pattern } from '../tree.js';
import { children, placeOf, type Lowering } from './lowering.js';

/** What is bound or assigned: a name, a destructuring, or an expression such as `module.exports`. */
export function lowerPattern(node: TreeNode, lowering: Lowering): Pattern {
  const place = placeOf(node);
  switch (node.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
    case 'shorthand_property_identifier':
    case 'undefined':
      return { ...place, kind: 'name', name: lowering.text(node) };
    case 'object_pattern':
      return lowerObjectPattern(node, lowering);
    case 'array_pattern': {
      const elements = arrayElements(node);
      const rest = elements.find((child) => child?.type === 'rest_pattern');
      return {
        ...place,
        kind: 'arrayPattern',
        elements: elements
          .filter((child) => child !== rest || rest === undefined)
          .map((child) => child && lowering.pattern(child)),
        ...(rest && { rest: restTarget(rest, lowering) }),
      };
    }
    case 'assignment_pattern':
    case 'object_assignment_pattern': {
      const left = node.childForFieldName('left');
      const right = node.childForFieldName('right');
      if (left && right)
        return {
          ...place,
          kind: 'defaulted',
          target: lowering.pattern(left),
          value: lowering.expression(right),
        };
      break;
    }
    case 'rest_pattern':
      return restTarget(node, lowering);
    case 'non_null_expression':
    case 'parenthesized_expression': {
      const inner = children(node)[0];
      if (inner) return lowering.pattern(inner);
      break;
    }
    default:
  }
  return { ...place, kind: 'place', expression: lowering.expression(node) };
}

function lowerObjectPattern(node: TreeNode, lowering: Lowering): Pattern {
  const properties: { key: string; target: Pattern }[] = [];
  let rest: Pattern | undefined;
  for (const child of children(node)) {
    if (child.type === 'rest_pattern') rest = restTarget(child, lowering);
    else if (child.type === 'pair_pattern') {
      const key = child.childForFieldName('key');
      const value = child.childForFieldName('value');
      const name = key && lowering.key(key);
      if (typeof name === 'string' && value) properties.push({ key: name, target: lowering.pattern(value) });
    } else {
      const named = child.type === 'object_assignment_pattern' ? child.childForFieldName('left') : child;
      if (named) properties.push({ key: lowering.text(named), target: lowering.pattern(child) });
    }
  }
  return { ...placeOf(node), kind: 'objectPattern', properties, ...(rest && { rest }) };
}

function restTarget(node: TreeNode, lowering: Lowering): Pattern {
  const inner = children(node)[0];
  return inner ? lowering.pattern(inner) : { ...placeOf(node), kind: 'name', name: '' };
}

/** Elements of an array pattern with its holes: `[, second]`. */
function arrayElements(node: TreeNode): (TreeNode | undefined)[] {
  const elements: (TreeNode | undefined)[] = [];
  let pending: TreeNode | undefined;
  for (const child of node.children) {
    if (!child || child.type === 'comment' || child.type === '[') continue;
    if (child.type === ',') {
      elements.push(pending);
      pending = undefined;
    } else if (child.type !== ']') pending = child;
  }
  if (pending) elements.push(pending);
  return elements;
}
