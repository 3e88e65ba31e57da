import type { OperationBody } from '../../../model/migration.js';
import type { Annotated } from './columns.js';

/**
 * What `AlterDatabase()` does by its annotations: extensions and enums of Npgsql that come and go
 * (`.Annotation("Npgsql:PostgresExtension:citext", ",,")`, `.OldAnnotation("Npgsql:Enum:mood", "sad,happy")`). A label that an enum no longer
 * has cannot be taken away; Npgsql does not try.
 */
export function alteredDatabase(annotated: Annotated): readonly OperationBody[] {
  const names = new Set(annotated.names.map((name) => name.replace(/^old /, '')));
  const bodies = [...names].flatMap((name): readonly OperationBody[] => {
    const [now, before] = [annotated.annotation(name), annotated.annotation(`old ${name}`)];
    if (name.startsWith('Npgsql:PostgresExtension:'))
      return now !== undefined && before !== undefined
        ? []
        : [{ kind: 'executeSql', statementKind: now === undefined ? 'DROP EXTENSION' : 'CREATE EXTENSION' }];
    const type = /^Npgsql:Enum:(.+)$/.exec(name)?.[1];
    if (type === undefined) return [];
    if (now === undefined) return [{ kind: 'executeSql', statementKind: 'DROP TYPE' }];
    if (before === undefined) return [{ kind: 'createEnum', type, values: labelsOf(now) }];
    const known = labelsOf(before);
    return labelsOf(now)
      .filter((value) => !known.includes(value))
      .map((value) => ({ kind: 'addEnumValue', type, value }));
  });
  const ofNpgsql = annotated.names.some((name) => /Npgsql:(?:Enum|PostgresExtension):/.test(name));
  return ofNpgsql ? bodies : [{ kind: 'executeSql', statementKind: 'ALTER DATABASE' }];
}

function labelsOf(written: string): readonly string[] {
  return written.split(',').filter((label) => label !== '');
}
