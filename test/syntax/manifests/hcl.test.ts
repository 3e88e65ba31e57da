import { array, assert, constantFrom, property } from 'fast-check';
import { expect, it } from 'vitest';
import { SourceText } from '../../../src/model/source-text.js';
import { parseHcl } from '../../../src/syntax/manifests/hcl/parse.js';
import { HclScope } from '../../../src/syntax/manifests/hcl/scope.js';
import { parseTerraform } from '../../../src/syntax/manifests/hcl/terraform.js';
import { partsOf, type HclBody, type HclValue } from '../../../src/syntax/manifests/hcl/value.js';

const parse = (text: string): HclBody => parseHcl(new SourceText('main.tf', text));

/** A body as nested plain values: attributes by name, blocks by type and labels. */
function plain(body: HclBody): unknown {
  return Object.fromEntries([
    ...[...body.attributes].map(([name, { value }]) => [name, plainValue(value)]),
    ...body.blocks.map((block) => [[block.type, ...block.labels].join(' '), plain(block)]),
  ]);
}

function plainValue(value: HclValue): unknown {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'list':
      return value.items.map(plainValue);
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, inner]) => [key, plainValue(inner.value)]));
    case 'reference':
      return `<${value.path.join('.')}>`;
    case 'template':
      return value.parts.map(plainValue);
    default:
      return '?';
  }
}

it('reads blocks, labels, attributes and every kind of value', () => {
  const text = `
# a comment { with a brace
resource "aws_lb_target_group" "api" {
  port     = 8080 // trailing
  protocol = "HTTP"
  name     = "\${var.stage}-api"
  tags     = { Name = "api", "kubernetes.io/x" : "y" }
  list     = ["a", 1, true,
    "b"] /* several
  lines */
  health_check { path = "/healthz" }
  text = <<-EOT
    not a block { path = "/x" }
  EOT
  json = jsonencode([{ name = "api" }])
}
locals { a = 1 }
`;
  expect(plain(parse(text))).toEqual({
    'resource aws_lb_target_group api': {
      port: '8080',
      protocol: 'HTTP',
      name: ['', '<var.stage>', '-api'],
      tags: { Name: 'api', 'kubernetes.io/x': 'y' },
      list: ['a', '1', 'true', 'b'],
      health_check: { path: '/healthz' },
      text: '    not a block { path = "/x" }\n',
      json: [{ name: 'api' }],
    },
    locals: { a: '1' },
  });
});

it.each([
  ['a condition', 'a = x ? "1" : "2"\nb = 1', { a: '?', b: '1' }],
  ['arithmetic over lines in brackets', 'a = (1 +\n 2)\nb = 1', { a: '?', b: '1' }],
  ['a function', 'a = lower("X")\nb = jsonencode({ a = 1 }, 2)\nc = 1', { a: '?', b: '?', c: '1' }],
  [
    'a for expression',
    'a = [for x in y : x]\nb = { for k, v in y : k => v }\nc = 1',
    { a: '?', b: '?', c: '1' },
  ],
  ['an index and a splat', 'a = x[0].y\nb = x.*.y\nc = 1', { a: '?', b: '?', c: '1' }],
  ['a directive', 'a = "%{ if x }y%{ endif }"\nb = "$${x} %%{y}"', { a: '?', b: '${x} %{y}' }],
  ['quotes in an interpolation', 'a = "x${y["z"]}"\nb = 1', { a: ['x', '?', ''], b: '1' }],
  ['an unclosed text', 'a = "x\nb = 1', { a: 'x', b: '1' }],
  ['a stray brace', '}\nb = 1', { b: '1' }],
  ['a line that is no HCL', '??? x = {}\nb = 1', { b: '1' }],
  ['an unclosed block', 'a {\n b = 1', { a: { b: '1' } }],
])('passes over %s and reads on', (_, text, expected) => {
  expect(plain(parse(text))).toEqual(expected);
});

it('never throws and always ends, whatever the text', () => {
  const pieces = [
    'a',
    ' = ',
    '"',
    '${',
    '}',
    '{',
    '[',
    ']',
    '(',
    ')',
    '\n',
    ',',
    '<<E\n',
    'E\n',
    '/*',
    '#',
    '\\',
    '1',
    '?',
    ':',
  ];
  assert(
    property(array(constantFrom(...pieces), { maxLength: 60 }), (words) => {
      expect(plain(parse(words.join('')))).toBeTypeOf('object');
    }),
    { numRuns: 2_000 },
  );
  for (const piece of ['a{', 'a=[', 'a={b=', '"${', '(', 'a="${a["', '<<E\n'])
    expect(plain(parse(piece.repeat(20_000)))).toBeTypeOf('object');
});

it('finds a part as a block, a map, a list of maps and a dynamic block', () => {
  const paths = (text: string): unknown =>
    partsOf(parse(text), 'health_check').map((part) => part.attributes.get('path')?.value);
  const path = (text: string): HclValue => ({ kind: 'text', text });
  expect(paths('health_check {\n path = "/a"\n}')).toEqual([path('/a')]);
  expect(paths('health_check = { path = "/a" }')).toEqual([path('/a')]);
  expect(paths('health_check = [{ path = "/a" }, { path = "/b" }]')).toEqual([path('/a'), path('/b')]);
  expect(paths('dynamic "health_check" {\n for_each = x\n content {\n path = "/a"\n }\n}')).toEqual([
    path('/a'),
  ]);
});

it('looks names up among the defaults of variables and the locals', () => {
  const variables = parse(
    'variable "base" {\n default = "/api"\n}\nvariable "open" {}\nlocals {\n path = "${var.base}/up"\n check = { port = 80 }\n a = local.b\n b = local.a\n}',
  );
  const uses = parse(
    'a = local.path\nb = local.check.port\nc = var.open\nd = "x${var.open}"\ne = local.a\nf = var.base',
  );
  const scope = new HclScope([variables, uses]);
  const texts = [...uses.attributes].map(([name, attribute]) => [name, scope.text(attribute)]);
  expect(Object.fromEntries(texts)).toEqual({ a: '/api/up', b: '80', f: '/api' });
});

it('stays small when locals double each other', () => {
  const doubling = Array.from({ length: 40 }, (_, n) => `a${n} = "\${local.a${n + 1}}\${local.a${n + 1}}"`);
  const file = parse(`locals {\n${doubling.join('\n')}\n a40 = "x"\n}\nb = local.a0`);
  expect(new HclScope([file]).text(file.attributes.get('b'))).toBeUndefined();
});

it('reads Terraform that is written as JSON', () => {
  const text = JSON.stringify({
    locals: { port: 8080 },
    resource: {
      aws_lb_target_group: {
        api: {
          port: '${local.port}',
          name: 'api-${var.stage}',
          path: 'C:\\x',
          health_check: { path: '/ready' },
          rules: [{ a: 1 }, { a: 2 }],
          dynamic: { action: { content: { type: 'x' } } },
        },
      },
    },
  });
  const body = parseTerraform(new SourceText('main.tf.json', text));
  expect(plain(body)).toEqual({
    locals: { port: '8080' },
    'resource aws_lb_target_group api': {
      port: '<local.port>',
      name: ['api-', '<var.stage>', ''],
      path: 'C:\\x',
      health_check: { path: '/ready' },
      rules: { a: '2' },
      dynamic: { action: { content: { type: 'x' } } },
      'dynamic action': { content: { type: 'x' } },
    },
  });
});
