import { SaxesParser } from 'saxes';
import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';

/** An element of a project file (Maven POM, MSBuild project) or a changelog. */
export interface XmlElement {
  /** Local name, without a namespace prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, trimmed. */
  readonly text: string;
  /** From `<` of the opening tag to `>` of the closing one. */
  readonly span: SourceSpan;
}

/** Where and why a file is not well-formed. */
export interface XmlProblem {
  readonly line: number;
  readonly text: string;
}

interface OpenElement {
  name: string;
  attributes: Map<string, string>;
  children: XmlElement[];
  text: string;
  start: number;
}

/** Deeper trees are no project files. */
const deepest = 200;

/**
 * The root element of a project file, or undefined when the file is not well-formed XML. Entities that a DOCTYPE defines are not
 * expanded, so no file can blow itself up.
 * @param onError told of the first error.
 */
export function parseProjectXml(
  source: SourceText,
  onError: (problem: XmlProblem) => void = () => undefined,
): XmlElement | undefined {
  const parser = new SaxesParser({ position: true });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  const state = { failed: false };
  let tagStart = 0;
  parser.on('error', (error) => {
    if (!state.failed)
      onError({ line: parser.line, text: error.message.replace(/^(\d+:\d+:|[^:]*:\d+:\d+:)\s*/, '') });
    state.failed = true;
  });
  parser.on('opentagstart', (tag) => {
    tagStart = source.text.lastIndexOf('<', parser.position - 1);
    open.push({ name: localName(tag.name), attributes: new Map(), children: [], text: '', start: tagStart });
    if (open.length > deepest) state.failed = true;
  });
  parser.on('attribute', (attribute) => open.at(-1)?.attributes.set(attribute.name, attribute.value));
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (!element) return;
    const { start, ...rest } = element;
    const done = { ...rest, text: rest.text.trim(), span: source.span(start, parser.position) };
    const parent = open.at(-1);
    if (parent) parent.children.push(done);
    else root ??= done;
  });
  try {
    for (let at = 0; at < source.text.length && !state.failed; at += 65_536)
      parser.write(source.text.slice(at, at + 65_536));
    if (!state.failed) parser.close();
  } catch {
    return undefined;
  }
  return state.failed ? undefined : root;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The first child that a path of names leads to. */
export function childAt(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>(
    (parent, name) => parent?.children.find((child) => child.name === name),
    element,
  );
}

/** The children of that name. */
export function childrenNamed(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}
