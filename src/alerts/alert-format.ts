import type { SourceText } from '../model/source-text.js';
import type { CodeFile } from '../syntax/code/code-file.js';
import type { BicepDeclaration } from '../syntax/manifests/bicep/parse.js';
import type { HclScope } from '../syntax/manifests/hcl/scope.js';
import type { HclBlock } from '../syntax/manifests/hcl/value.js';
import type { YamlValue } from '../syntax/yaml.js';
import type { FormatReading } from './written.js';

/** A format in which alerts, objectives or routes are written, as a fact sheet plus a reader. `index.ts` of its folder holds this object. */
export interface AlertFormat {
  /** Lower case with hyphens; the folder's name. */
  readonly name: string;
  readonly title: string;
  readonly homepage: string;
  readonly recognition: readonly string[];
  /** Has the text what this format cannot be written without? Other texts are not parsed for it. Must be cheap. */
  mentions(text: string): boolean;
  /** The same of program text, for formats that programs write: absent for others. */
  mentionsInCode?(text: string): boolean;
  /** The work, loaded when a text mentions it. */
  load(): Promise<FormatReader>;
}

/** The work of a format. */
export interface FormatReader {
  /** One document of YAML or JSON, also one that stands as a text in another file. */
  document?(document: AlertDocument): FormatReading;
  /** One resource of a Bicep file. */
  bicep?(resource: BicepDeclaration): FormatReading;
  /** One file of a program that writes infrastructure. */
  code?(file: CodeFile): FormatReading;
  /** One resource of Terraform or OpenTofu. */
  resource?(resource: TerraformResource): FormatReading;
}

/** A document with where it stands. */
export interface AlertDocument {
  readonly root: YamlValue;
  readonly source: SourceText;
  /** It is a text in another file: in a ConfigMap, in the values of a chart. */
  readonly isEmbedded: boolean;
  /** Values that a template fills in are placeholders. */
  readonly isTemplate: boolean;
}

/** A resource with the names that its directory knows. */
export interface TerraformResource {
  readonly block: HclBlock;
  /** `datadog_monitor` of `resource "datadog_monitor" "x"`. */
  readonly type: string;
  readonly name: string;
  readonly scope: HclScope;
}
