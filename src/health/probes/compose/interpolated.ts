import { interpolate } from '../../../syntax/manifests/compose.js';

/** Compose's variables with their defaults filled in, one by one: those without a default stay as they are written. */
export function interpolated(text: string): string {
  return text.replace(
    /\$(?:\$|\{[^{}]*\}|[A-Za-z_]\w*)/g,
    (reference) => interpolate(reference) ?? reference,
  );
}
