import type { Element, Nodes as HtmlNodes, Root as HtmlRoot } from 'hast';
import type { Root } from 'mdast';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

/** What a link of a record leads to on the site; undefined = nothing that the site has. */
export type ResolveLink = (url: string) => string | undefined;

/** GitHub's own list of what may be, less pictures: those of the net are not loaded, those of the repository are not on the site. */
const schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter(
    (name) => name !== 'img' && name !== 'picture' && name !== 'source',
  ),
};

const processor = unified().use(remarkRehype).use(rehypeSanitize, schema).use(rehypeStringify).freeze();

/**
 * A record's Markdown as HTML that can do nothing: HTML in the text is left out, addresses are http, https, mailto or of the site, no
 * picture is loaded (its words stand for it). The title is left out, because the page has it.
 */
export function recordHtml(tree: Root, resolve: ResolveLink): string {
  const children = [...tree.children];
  const title = children.findIndex((node) => node.type === 'heading' && node.depth === 1);
  if (title !== -1) children.splice(title, 1);
  const html: HtmlRoot = processor.runSync({
    ...tree,
    children: children.filter(({ type }) => type !== 'yaml'),
  });
  visit(html, resolve);
  return processor.stringify(html);
}

function visit(parent: HtmlNodes, resolve: ResolveLink): void {
  if (!('children' in parent)) return;
  for (const [index, child] of parent.children.entries()) {
    if (child.type !== 'element') continue;
    if (child.tagName === 'a') link(child, resolve);
    // Wide tables scroll by themselves, not with the page; the keyboard reaches them.
    if (child.tagName === 'table')
      parent.children[index] = {
        type: 'element',
        tagName: 'div',
        properties: { className: ['scroll'], tabIndex: 0, role: 'region', ariaLabel: 'Table' },
        children: [child],
      };
    if (child.tagName === 'pre') child.properties['tabIndex'] = 0;
    if (child.tagName === 'input') child.properties['ariaLabel'] = 'Task';
    visit(child, resolve);
  }
}

function link(element: Element, resolve: ResolveLink): void {
  const url = element.properties['href'];
  if (typeof url !== 'string') return;
  if (url.startsWith('#')) return;
  if (/^[a-z][a-z+.-]*:|^\/\//i.test(url)) {
    element.properties['rel'] = ['noopener', 'noreferrer'];
    return;
  }
  const target = resolve(url);
  if (target === undefined) {
    delete element.properties['href'];
    element.properties['title'] = url;
  } else element.properties['href'] = target;
}
