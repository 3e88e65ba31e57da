import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml', 'toml']).freeze();

/** What stands within a line, which the structure of a text does not need; comments (`htmlText`) are kept. */
const within = [
  'attention',
  'autolink',
  'codeText',
  'labelStartImage',
  'labelStartLink',
  'labelEnd',
  'characterReference',
  'characterEscape',
  'hardBreakEscape',
];

const blocks = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml', 'toml'])
  .data({ micromarkExtensions: [{ disable: { null: within } }] })
  .freeze();

/**
 * The blocks of a Markdown text: headings, lists, code, HTML, with text instead of what stands within the lines. Three times as fast as the
 * whole tree. Tables are paragraphs.
 */
export function parseBlocks(text: string): Root {
  return blocks.parse(text);
}

/** The tree of a Markdown text (GitHub Flavored, front matter), with offsets into the text. The text must not begin with a BOM. */
export function parseMarkdown(text: string): Root {
  return processor.parse(text);
}
