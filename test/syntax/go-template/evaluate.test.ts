import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Evaluation } from '../../../src/syntax/go-template/evaluate.js';
import { helmFunctions } from '../../../src/syntax/go-template/functions/index.js';
import { TemplateError } from '../../../src/syntax/go-template/nodes.js';
import { parseTemplate } from '../../../src/syntax/go-template/parse.js';
import { goValue } from '../../../src/syntax/go-template/values.js';

const data = {
  name: 'shop',
  port: 8080,
  empty: '',
  off: false,
  list: ['a', 'b'],
  map: { y: 2, x: 1 },
  probe: { httpGet: { path: '/healthz', port: 'http' } },
};

/** What a template writes over {@link data}; of one that cannot be evaluated the reason. */
function render(text: string): string {
  try {
    const { body, defines } = parseTemplate(text);
    const pieces = new Evaluation({ defines, functions: helmFunctions }).run(body, goValue(data));
    return pieces.map((piece) => piece.text).join('');
  } catch (error) {
    if (error instanceof TemplateError) return `error: ${error.message}`;
    throw error;
  }
}

describe('the template language', () => {
  it.each([
    ['{{ .name }}-{{.port}}', 'shop-8080'],
    ['a {{- .name -}} b', 'ashopb'],
    ['a\n  {{- /* a comment with }} in it */}}\nb', 'a\nb'],
    ['{{ .missing }}|{{ .map.missing }}', '|'],
    ['{{ if .off }}1{{ else if .list }}2{{ else }}3{{ end }}', '2'],
    ['{{ if and .name (not .off) }}yes{{ end }}', 'yes'],
    ['{{ with .map }}{{ .x }}{{ $.name }}{{ end }}', '1shop'],
    ['{{ with .empty }}1{{ else }}2{{ end }}', '2'],
    ['{{ range .list }}[{{ . }}]{{ end }}', '[a][b]'],
    ['{{ range $k, $v := .map }}{{ $k }}={{ $v }};{{ end }}', 'x=1;y=2;'],
    ['{{ range $i, $v := .list }}{{ $i }}{{ $v }}{{ end }}', '0a1b'],
    ['{{ range .missing }}1{{ else }}none{{ end }}', 'none'],
    ['{{ range .list }}{{ if eq . "b" }}{{ break }}{{ end }}{{ . }}{{ end }}', 'a'],
    ['{{ range .list }}{{ if eq . "a" }}{{ continue }}{{ end }}{{ . }}{{ end }}', 'b'],
    ['{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}', '2'],
    ['{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}', '1'],
    ['{{ define "n" }}<{{ .name }}>{{ end }}{{ template "n" . }}{{ include "n" . | upper }}', '<shop><SHOP>'],
    ['{{ (dict "a" (list 1 2)).a | len }}', '2'],
    ['{{ "a" | printf "%s-%s" "b" }}', 'b-a'],
    ['{{ default "none" ((.missing).x) }}{{ ((.map).x) }}{{ (.missing).x.y }}', 'none1'],
    ['{{ default "none" (((dict "a" .missing).a).x) }}|{{ (dict "a").a | quote }}', 'none|""'],
    ['{{ `raw "x"` }}', 'raw "x"'],
    ['{{ .name | trunc 2 }}', 'sh'],
  ])('%s → %s', (text, expected) => {
    expect(render(text)).toBe(expected);
  });

  it.each([
    ['{{ .name.x }}', '.x is asked of what has no fields'],
    ['{{ .missing.x }}', '.x is asked of what has no fields'],
    ['{{ (.name).x }}', '.x is asked of what has no fields'],
    ['{{ genPrivateKey "rsa" }}', 'the function genPrivateKey is not evaluated'],
    ['{{ include "gone" . }}', 'the template gone is not there'],
    ['{{ $gone }}', 'the variable $gone is not declared'],
    ['{{ if .name }}', 'a block has no `end`'],
    ['{{ end }}', 'an `end` has no beginning'],
    ['{{ .name', 'an action is not closed'],
    ['{{ required "a host is needed" .missing }}', 'a value is required: a host is needed'],
    [
      '{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}',
      'templates include each other too deep',
    ],
    [
      '{{ define "x" }}{{ template "x" . }}{{ end }}{{ template "x" . }}',
      'templates include each other too deep',
    ],
    ['{{ range until 9999 }}{{ range until 9999 }}x{{ end }}{{ end }}', 'the template takes too many steps'],
    ['{{ repeat 10000000 "x" }}', 'too many repetitions'],
    ['{{ regexMatch "(a+)+$" "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" }}', 'a pattern is not evaluated'],
  ])('says why it cannot evaluate %s', (text, reason) => {
    expect(render(text)).toBe(`error: ${reason}`);
  });

  it('never throws anything but a reason, and always ends', () => {
    const pieces = [
      '{{',
      '}}',
      '{{-',
      '-}}',
      ' if ',
      ' .name ',
      'end',
      'else',
      'range',
      '(',
      ')',
      '|',
      '"',
      '$x',
      ':=',
      'define',
      'include',
      '1',
    ];
    assert(
      property(array(constantFrom(...pieces), { maxLength: 40 }), (words) => {
        expect(render(words.join(' '))).toBeTypeOf('string');
      }),
      { numRuns: 2_000 },
    );
    expect(render('{{ ('.repeat(5_000))).toMatch(/^error/);
    expect(render('{{ if 1 }}'.repeat(5_000))).toMatch(/^error/);
  });
});

describe('the functions of Helm', () => {
  it.each([
    ['{{ .empty | default "x" }}{{ .name | default "x" }}', 'xshop'],
    ['{{ .name | quote }} {{ .port | quote }} {{ .name | squote }}', '"shop" "8080" \'shop\''],
    ['{{ toYaml .probe | nindent 2 }}', '\n  httpGet:\n    path: /healthz\n    port: http'],
    ['{{ toYaml (list (dict "a" 1)) }}', '- a: 1'],
    ['{{ toJson .map }}', '{"y":2,"x":1}'],
    ['{{ (fromYaml "a: 1").a }}', '1'],
    ['{{ tpl "{{ .name }}!" . }}', 'shop!'],
    ['{{ ternary "a" "b" .off }}', 'b'],
    ['{{ coalesce .empty .missing "c" }}', 'c'],
    ['{{ .list | join "," }} {{ first .list }} {{ last .list }} {{ has "b" .list }}', 'a,b a b true'],
    ['{{ "a-b-" | trimSuffix "-" }} {{ trimAll "/" "/x/" }}', 'a-b x'],
    ['{{ replace "+" "_" "1+2" }} {{ contains "ho" .name }}', '1_2 true'],
    [
      '{{ add 1 2 3 }} {{ sub 5 2 }} {{ mul 2 3 }} {{ div 7 2 }} {{ mod 7 2 }} {{ max 1 3 2 }}',
      '6 3 6 3 1 3',
    ],
    ['{{ int "12" }} {{ int64 1.9 }} {{ atoi "x" }}', '12 1 0'],
    ['{{ kindIs "map" .map }} {{ kindOf .list }} {{ typeIs "string" .name }}', 'true slice true'],
    [
      '{{ hasKey .map "x" }} {{ get .map "x" }} {{ dig "httpGet" "path" "-" .probe }} {{ dig "a" "b" "-" .probe }}',
      'true 1 /healthz -',
    ],
    ['{{ toJson (merge (dict "a" 1) (dict "a" 2 "b" 3)) }}', '{"a":1,"b":3}'],
    ['{{ toJson (mergeOverwrite (dict "a" 1) (dict "a" 2)) }}', '{"a":2}'],
    ['{{ toJson (omit .map "x") }}{{ toJson (pick .map "x") }}', '{"y":2}{"x":1}'],
    ['{{ index .list 1 }} {{ index .map "x" }}', 'b 1'],
    [
      '{{ semverCompare ">=1.19-0" "v1.31.0" }} {{ semverCompare "<1.21" "1.31.0" }} {{ semverCompare "^1.2, <1.5" "1.4.0" }}',
      'true false true',
    ],
    ['{{ regexReplaceAll "[^a-z]" "a1b2" "-" }} {{ regexMatch "^s.*p$" .name }}', 'a-b- true'],
    ['{{ b64enc "x" }} {{ sha256sum "x" | trunc 8 }}', 'eA== 2d711642'],
    [
      '{{ until 3 | toJson }} {{ lt 1 2 }} {{ ge "b" "a" }} {{ eq .port 8080 }} {{ ne 1 1 }}',
      '[0,1,2] true true true false',
    ],
    ['{{ printf "%05d|%-4s|%q|%v|%%|%.1f" 42 "a" "b" .list 1.25 }}', '00042|a   |"b"|[a b]|%|1.3'],
    ['{{ lookup "v1" "Secret" "x" "y" | toJson }}', '{}'],
    ['{{ indent 2 "a\\nb" }}', '  a\n  b'],
    [
      '{{ toString .port }} {{ upper "a" }} {{ title "a b" }} {{ camelcase "a_b" }} {{ kebabcase "aB" }}',
      '8080 A A B AB a-b',
    ],
  ])('%s → %s', (text, expected) => {
    expect(render(text)).toBe(expected);
  });
});
