import { describe, expect, test } from 'vitest';
import { overview } from '../overview.js';

const pom = {
  'pom.xml':
    '<project><dependencies><dependency><groupId>io.mongock</groupId><artifactId>mongock-springboot-v3</artifactId></dependency></dependencies></project>',
};
const imports = 'import io.mongock.api.annotations.*;\n';
const home = 'src/main/java/com/acme/config/dbmigrations';

function unit(id: string, order: string, rest = '', attributes = ''): string {
  return `package com.acme.config.dbmigrations;
${imports}
@ChangeUnit(id = "${id}", order = "${order}", author = "team"${attributes})
public class Unit {
  private final MongoTemplate template;

  @Execution
  public void change() {
    template.createCollection("users");
  }
${rest}
}
`;
}

test('change units in the order of `order`, with the way back and the runner', async () => {
  const { sets, all, allSets, migrations } = await overview({
    ...pom,
    [`${home}/B.java`]: unit(
      'first',
      '001',
      '  @RollbackExecution\n  public void back() { template.dropCollection("users"); }',
    ),
    [`${home}/A.java`]: unit('second', '002', '', ', transactional = false, runAlways = true'),
    'src/main/java/com/acme/config/Cache.java': 'package com.acme.config;\npublic class Cache {}\n',
  });
  expect(sets).toEqual([`mongock ${home} [mongodb]`]);
  expect(allSets[0]?.reason).toBe('B.java is written for Mongock');
  expect(migrations).toEqual([`${home}/B.java 001 first explicit`, `${home}/A.java 002 second none`]);
  expect(all[0]?.runner).toMatchObject({ transaction: 'per-migration', holdsLock: true });
  expect(all[1]).toMatchObject({ phase: 'repeatable', runner: { transaction: 'none' } });
  expect(all[0]?.operations).toMatchObject([
    { kind: 'opaque', reason: 'the change unit is a program (.java)', span: { line: 4 } },
  ]);
});

describe('the way back', () => {
  test.each([
    ['@RollbackExecution\n  public void back() { }', 'noop'],
    ['@RollbackExecution\n  public void back() {\n    // nothing\n  }', 'noop'],
    [
      '@RollbackExecution\n  public void back() { throw new UnsupportedOperationException(); }',
      'irreversible',
    ],
    ['@RollbackBeforeExecution\n  public void back() { template.drop(); }', 'none'],
  ])('%s', async (method, form) => {
    const { all } = await overview({ ...pom, [`${home}/A.java`]: unit('a', '1', `  ${method}`) });
    expect(all[0]?.down).toBe(form);
  });
});

test('the package that the configuration scans', async () => {
  const { allSets } = await overview({
    ...pom,
    'src/main/resources/application.yml': 'mongock:\n  migration-scan-package:\n    - com.acme.steps\n',
    'src/main/java/com/acme/steps/Alpha.java': unit('a', '1'),
  });
  expect(allSets[0]).toMatchObject({
    directory: 'src/main/java/com/acme/steps',
    reason: 'application.yml names its package',
  });
});

test('change logs of the older form: each change set is one migration', async () => {
  const { migrations, all } = await overview({
    ...pom,
    'src/main/java/com/acme/changelogs/DatabaseChangelog.java': `package com.acme.changelogs;
import com.github.cloudyrock.mongock.*;

@ChangeLog(order = "001")
public class DatabaseChangelog {
  @ChangeSet(order = "002", id = "second", author = "a", runAlways = true)
  public void second(MongoDatabase db) { db.createCollection("b"); }

  @ChangeSet(order = "001", id = "first", author = "a")
  public void first(MongockTemplate template) {}

  public void helper() {}
}
`,
  });
  const file = 'src/main/java/com/acme/changelogs/DatabaseChangelog.java';
  expect(migrations).toEqual([`${file} 001 001 first unsupported`, `${file} 001 002 second unsupported`]);
  expect(all[0]?.operations).toEqual([]);
  expect(all[1]?.phase).toBe('repeatable');
});

test('Kotlin, with constants as ids', async () => {
  const { migrations } = await overview({
    'build.gradle.kts': 'dependencies { implementation("io.mongock:mongock-springboot:5.4.0") }\n',
    'src/main/kotlin/com/acme/migration/Init.kt': `package com.acme.migration
import io.mongock.api.annotations.ChangeUnit

@Profile("nft")
@ChangeUnit(id = Init.ID, order = "8", author = "me")
class Init(private val template: MongoTemplate) {
  companion object { const val ID = "init-" + "users" }

  @Execution
  fun execute() { template.createCollection("users") }

  @RollbackExecution
  fun rollback() = Unit
}
`,
  });
  expect(migrations).toEqual(['src/main/kotlin/com/acme/migration/Init.kt 8 init-users noop']);
});

test('another database of Mongock, and annotations of the same name elsewhere', async () => {
  const { sets } = await overview({
    'pom.xml':
      '<project><dependencies><dependency><groupId>io.mongock</groupId><artifactId>mongock-standalone</artifactId></dependency><dependency><groupId>io.mongock</groupId><artifactId>dynamodb-driver</artifactId></dependency></dependencies></project>',
    [`${home}/A.java`]: unit('a', '1'),
    [`${home}/B.java`]: 'import com.acme.ChangeUnit;\n@ChangeUnit(id = "b")\npublic class B {}\n',
  });
  expect(sets).toEqual([`mongock ${home} [unknown]`]);
});
