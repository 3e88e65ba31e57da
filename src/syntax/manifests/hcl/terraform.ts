import type { SourceText } from '../../../model/source-text.js';
import { parseHclJson } from './json.js';
import { parseHcl } from './parse.js';
import type { HclBody } from './value.js';

/** A configuration of Terraform or OpenTofu, in either of its two ways of writing. */
export function isTerraform(path: string): boolean {
  return /\.(?:tf|tofu)(?:\.json)?$/.test(path);
}

/** Parses a file that {@link isTerraform}. */
export function parseTerraform(source: SourceText): HclBody {
  return source.path.endsWith('.json') ? parseHclJson(source) : parseHcl(source);
}
