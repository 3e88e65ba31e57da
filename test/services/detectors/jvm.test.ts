import { describe, expect, it } from 'vitest';
import { listed, reasonsOf } from '../read-services.js';

const spring =
  'package a;\n\n@SpringBootApplication\npublic class ShopApplication {\n  public static void main(String[] args) {\n    SpringApplication.run(ShopApplication.class, args);\n  }\n}\n';
const plain = 'package a;\npublic class Main {\n  public static void main(String[] args) {}\n}\n';
const pom = (body: string) =>
  `<?xml version="1.0"?>\n<project xmlns="http://maven.apache.org/POM/4.0.0">\n<artifactId>shop-api</artifactId>\n${body}\n</project>\n`;
const plugin = (id: string, more = '') => `<plugin>\n<artifactId>${id}</artifactId>${more}\n</plugin>`;
const plugins = (...list: string[]) => `<build><plugins>\n${list.join('\n')}\n</plugins></build>`;

describe('Maven modules', () => {
  it('takes a module with the plugin of Spring Boot and its main class, named after the artifact', async () => {
    const files = {
      'api/pom.xml': pom(plugins(plugin('spring-boot-maven-plugin'))),
      'api/src/main/java/a/ShopApplication.java': spring,
    };
    expect(await listed(files)).toEqual(['shop-api [api]']);
    expect(await reasonsOf(files)).toEqual([
      'api: Maven module with spring-boot-maven-plugin (api/pom.xml:5)',
      'api: main class that starts Spring Boot (api/src/main/java/a/ShopApplication.java:3)',
    ]);
  });

  it.each([
    ['quarkus', plugins(plugin('quarkus-maven-plugin'))],
    ['micronaut', '<packaging>${packaging}</packaging>' + plugins(plugin('micronaut-maven-plugin'))],
    ['a web archive', '<packaging>war</packaging>'],
    [
      'a shaded program',
      plugins(
        plugin(
          'maven-shade-plugin',
          '<configuration><transformers><t><mainClass>a.B</mainClass></t></transformers></configuration>',
        ),
      ),
    ],
  ])('takes %s', async (_, body) => {
    expect(await listed({ 'pom.xml': pom(body), 'src/main/java/X.java': '' })).toEqual(['shop-api [.]']);
  });

  it('takes a plain main class, which only a person can judge', async () => {
    expect(await reasonsOf({ 'pom.xml': pom(''), 'src/main/java/a/Main.java': plain })).toEqual([
      '.: main class of the Maven module (src/main/java/a/Main.java:3)',
    ]);
  });

  it.each([
    ['a parent', '<packaging>pom</packaging>' + plugins(plugin('spring-boot-maven-plugin')), {}],
    ['a library', '', { 'src/main/java/a/Money.java': 'class Money {}' }],
    [
      'a managed plugin',
      `<build><pluginManagement><plugins>${plugin('spring-boot-maven-plugin')}</plugins></pluginManagement></build>`,
      {},
    ],
    [
      'a plugin that is skipped',
      plugins(plugin('spring-boot-maven-plugin', '<configuration><skip>true</skip></configuration>')),
      {},
    ],
    ['a plugin in a comment', `<!-- ${plugins(plugin('spring-boot-maven-plugin'))} -->`, {}],
    ['a main class in tests', '', { 'src/test/java/a/Main.java': plain }],
    ['a shaded library', plugins(plugin('maven-shade-plugin')), {}],
  ])('leaves %s', async (_, body, others) => {
    expect(await listed({ 'pom.xml': pom(body), 'src/main/java/a/X.java': 'class X {}', ...others })).toEqual(
      [],
    );
  });

  it('leaves XML that is broken', async () => {
    expect(await listed({ 'pom.xml': '<project><packaging>war', 'src/main/java/X.java': '' })).toEqual([]);
  });
});

describe('Gradle projects', () => {
  const source = { 'src/main/kotlin/a/Money.kt': 'class Money\n' };

  it.each([
    ['application', "plugins {\n    id 'java'\n    id 'application'\n}\n", 3],
    ['application', 'plugins {\n    kotlin("jvm")\n    application\n}\n', 3],
    ['application', "apply plugin: 'application'\n", 1],
    ['org.springframework.boot', 'plugins {\n    id("org.springframework.boot") version "3.5.0"\n}\n', 2],
    ['org.springframework.boot', 'plugins {\n    alias(libs.plugins.spring.boot)\n}\n', 2],
    ['io.quarkus', "plugins { id 'io.quarkus' }\n", 1],
    [
      'com.gradleup.shadow',
      "plugins {\n  id 'com.gradleup.shadow'\n}\njar { manifest { attributes 'Main-Class': 'a.B' } }\n",
      2,
    ],
  ])('takes the plugin %s as it is written', async (id, text, line) => {
    expect(
      await reasonsOf({ 'api/build.gradle.kts': text, 'api/src/main/kotlin/Money.kt': 'class Money' }),
    ).toEqual([`api: Gradle plugin ${id} (api/build.gradle.kts:${line})`]);
  });

  it('names the root as the settings do, members after their directory', async () => {
    const files = {
      'settings.gradle': "rootProject.name = 'shop'\ninclude ':api', ':core'\n",
      'build.gradle': "plugins { id 'application' }\n",
      'src/main/java/App.java': plain,
      'api/build.gradle': "plugins { id 'application' }\n",
      'api/src/main/java/X.java': '',
    };
    expect(await listed(files)).toEqual(['shop [.]', 'api [api]']);
  });

  it('takes a member with a main class whose plugin comes from the parent', async () => {
    const files = {
      'build.gradle': "subprojects {\n  apply plugin: 'org.springframework.boot'\n}\n",
      'src/x.txt': '',
      'api/build.gradle': 'dependencies {}\n',
      'api/src/main/java/a/ShopApplication.java': spring,
      'core/build.gradle': 'dependencies {}\n',
      'core/src/main/java/a/Money.java': 'class Money {}',
    };
    expect(await listed(files)).toEqual(['api [api]']);
  });

  it.each([
    ['apply false', 'plugins {\n  id("org.springframework.boot") version "3" apply false\n}\n'],
    ['a comment', "// id 'application'\n"],
    ['an Android app', "plugins { id 'com.android.application' }\n"],
    [
      'a library of Spring Boot',
      "plugins { id 'org.springframework.boot' }\nbootJar {\n  enabled = false\n}\n",
    ],
    [
      'a library of Spring Boot in Kotlin',
      'plugins { id("org.springframework.boot") }\ntasks.named<BootJar>("bootJar") { enabled = false }\n',
    ],
    ['a library', "plugins { id 'java-library' }\n"],
    ['a plugin of Gradle', "plugins { id 'java-gradle-plugin'\n id 'application' }\n"],
    ['a shaded library', "plugins { id 'com.gradleup.shadow' }\n"],
  ])('leaves %s', async (_, text) => {
    expect(await listed({ 'build.gradle': text, ...source })).toEqual([]);
  });

  it('leaves buildSrc and a build without sources', async () => {
    const text = "plugins { id 'application' }\n";
    expect(
      await listed({
        'buildSrc/build.gradle': text,
        'buildSrc/src/main/java/A.java': plain,
        'build.gradle': text,
        'x.java': '',
      }),
    ).toEqual([]);
  });
});
