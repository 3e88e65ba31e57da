import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml', 'toml']).freeze();

/** The tree of a Markdown text (GitHub Flavored, front matter), with offsets into the text. The text must not begin with a BOM. */
export function parseMarkdown(text: string): Root {
  return processor.parse(text);
}
