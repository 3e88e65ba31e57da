import { describe, expect, it } from 'vitest';
import { SourceText } from '../../../src/model/source-text.js';
import { childAt, childrenNamed, parseProjectXml } from '../../../src/syntax/manifests/project-xml.js';

const read = (text: string) => parseProjectXml(new SourceText('pom.xml', text));

describe('parseProjectXml', () => {
  it('gives elements with attributes, text and spans, on Windows line ends too', () => {
    const root = read(
      '<?xml version="1.0"?>\r\n<Project Sdk="A &amp; B">\r\n  <P><Q>x</Q><Q /></P>\r\n</Project>\r\n',
    );
    expect(root).toMatchObject({ name: 'Project', span: { line: 2, column: 1, endLine: 4, endColumn: 11 } });
    expect(root?.attributes.get('Sdk')).toBe('A & B');
    expect(childAt(root, 'P', 'Q')).toMatchObject({
      text: 'x',
      span: { line: 3, column: 6, endLine: 3, endColumn: 14 },
    });
    expect(childrenNamed(childAt(root, 'P'), 'Q').map(({ span }) => [span.column, span.endColumn])).toEqual([
      [6, 14],
      [14, 19],
    ]);
    expect(childAt(root, 'nothing', 'there')).toBeUndefined();
  });

  it('drops prefixes of names, comments and what a CDATA section only quotes', () => {
    const root = read('<m:project xmlns:m="x"><!-- <a/> --><m:b><![CDATA[<c/>]]></m:b></m:project>');
    expect(root?.name).toBe('project');
    expect(root?.children.map(({ name, children }) => [name, children.length])).toEqual([['b', 0]]);
  });

  it.each(['', 'not xml', '<a><b></a>', '<a>', '<a>'.repeat(300) + '</a>'.repeat(300)])(
    'gives nothing for %j',
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );
});
