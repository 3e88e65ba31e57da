import { fileURLToPath } from 'node:url';

/** Absolute paths of lintel's own program and record templates. */
export function programFolders(): { readonly program: string; readonly templates: string } {
  const folder = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  return { program: folder('bin'), templates: folder('templates/adr') };
}
