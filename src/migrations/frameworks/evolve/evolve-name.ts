import { defaultNaming } from './evolve-settings.js';
import type { EvolveSettings } from './evolve-settings.js';

/** A file name as Evolve reads it. */
export interface EvolveName {
  /** Empty for a repeatable one. */
  readonly version: string;
  readonly name: string;
  readonly isRepeatable: boolean;
}

/** `V1_3_1__Create_orders.sql`, `R__views.sql` (Migration/MigrationUtil.cs); undefined for other files. */
export function parseEvolveName(
  file: string,
  naming: Pick<EvolveSettings, 'versioned' | 'repeatable' | 'separator' | 'suffix'> = defaultNaming,
): EvolveName | undefined {
  if (!file.toLowerCase().endsWith(naming.suffix.toLowerCase())) return undefined;
  const stem = file.slice(0, file.length - naming.suffix.length);
  const at = stem.indexOf(naming.separator);
  if (at === -1) return undefined;
  const [head, name] = [stem.slice(0, at), stem.slice(at + naming.separator.length)];
  if (head.toLowerCase() === naming.repeatable.toLowerCase())
    return { version: '', name, isRepeatable: true };
  if (!head.toLowerCase().startsWith(naming.versioned.toLowerCase())) return undefined;
  const version = head.slice(naming.versioned.length).replaceAll('_', '.');
  return /^\d+(\.\d+)*$/.test(version) ? { version, name, isRepeatable: false } : undefined;
}
