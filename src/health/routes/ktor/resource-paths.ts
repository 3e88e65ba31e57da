import { foldString } from '../../../syntax/java/constants.js';
import type { JavaProgram } from '../../../syntax/java/program.js';

/**
 * The path of a resource class, as in `get<Articles.Id> { … }`: it stands at the class, its parents' before it. Undefined when it is not known.
 * Source: https://ktor.io/docs/server-resources.html
 */
export async function resourceSegments(
  typed: string,
  path: string,
  program: JavaProgram,
): Promise<readonly string[] | undefined> {
  const file = await program.file(path);
  let type = file && (await program.typeNamed(typed, file));
  const segments: string[] = [];
  for (let depth = 0; type && depth < 10; depth += 1) {
    const member = type.annotations
      .find(({ name }) => /^(Resource|Location)$/.test(name))
      ?.members.get('value');
    const text = member && (await foldString(member, { file: type.file, type }, program));
    if (text === undefined) break;
    segments.unshift(text);
    const parent: string | undefined = type.fields.get('parent');
    if (parent === undefined) return segments;
    type = await program.typeNamed(parent, type.file);
  }
  return undefined;
}
