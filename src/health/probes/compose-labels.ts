import { isComposePath, parseCompose, type ComposeService } from '../../syntax/manifests/compose.js';
import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import type { YamlValue } from '../../syntax/yaml.js';
import { interpolated } from './compose/interpolated.js';

/** A label of a compose service; proxies are told by labels what to ask. */
export interface ComposeLabel {
  readonly name: string;
  readonly value: string;
  readonly span: SourceSpan;
}

/** The services of a compose file with their labels, those for Swarm too; none for other files. */
export function labelledServices(
  source: SourceText,
): readonly { readonly service: ComposeService; readonly labels: readonly ComposeLabel[] }[] {
  if (!isComposePath(source.path)) return [];
  return parseCompose(source).services.map((service) => ({
    service,
    labels: [...labelsOf(service.root.get('labels')), ...labelsOf(service.root.at('deploy', 'labels'))],
  }));
}

/** A map, or a list of `name=value`. */
function labelsOf(block: YamlValue): readonly ComposeLabel[] {
  const listed = block.items.map((item) => {
    const text = interpolated(item.text ?? '');
    const equals = text.indexOf('=');
    return equals === -1
      ? { name: text, value: '', span: item.span }
      : { name: text.slice(0, equals), value: text.slice(equals + 1), span: item.span };
  });
  const mapped = block.entries.map(([name, value]) => ({
    name: interpolated(name),
    value: interpolated(value.text ?? ''),
    span: value.span,
  }));
  return [...listed, ...mapped];
}
