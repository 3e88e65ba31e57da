import type { FileMark } from '../model/repository-view.js';

const code = '(?:[cm]?[jt]sx?|vue|svelte|dart)';

/** Names that code generators, bundlers and package managers give to what they write. */
const generatedNames: readonly RegExp[] = [
  // Protocol buffers and gRPC.
  /\.pb\.(?:go|gw\.go|validate\.go|cc|h|dart|swift|ts|micro\.go)$/,
  /_grpc\.pb\.go$/,
  /_(?:pb2(?:_grpc)?)\.pyi?$/,
  /_pb\.(?:js|ts|d\.ts|rb)$/,
  /_(?:grpc|services)_pb\.(?:js|d\.ts|rb)$/,
  /\.pbobjc\.[hm]$/,
  /\.grpc\.swift$/,
  // General marks.
  /\.generated\.\w+$/i,
  /\.gen\.(?:go|rs|[cm]?[jt]sx?|py|kt|java|cs|dart)$/,
  /_generated\.(?:go|rs|py|ts|js|dart|h)$/,
  /^zz_generated\./,
  /^wire_gen\.go$/,
  /^bindata\.go$/,
  // .NET and Dart.
  /\.(?:g|g\.i|designer)\.(?:cs|vb)$/i,
  /\.(?:g|freezed|gr|config)\.dart$/,
  // Bundles.
  /\.min\.(?:js|mjs|cjs|css)$/,
  /\.(?:bundle|chunk)\.(?:js|mjs|css)$/,
  /\.(?:js|mjs|cjs|css|d\.ts)\.map$/,
  // Locked versions.
  /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|go\.sum|gopkg\.lock|glide\.lock)$/i,
  /^(?:cargo\.lock|poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|composer\.lock|gemfile\.lock|mix\.lock|flake\.lock)$/i,
  /^(?:packages\.lock\.json|pubspec\.lock|podfile\.lock|cartfile\.resolved|package\.resolved|\.terraform\.lock\.hcl|\.pnp\.c?js)$/i,
];

const vendoredNames: readonly RegExp[] = [
  /^(?:gradlew|mvnw)(?:\.bat|\.cmd)?$/,
  /^jquery(?:[.-][\w.-]*)?\.js$/i,
  /^bootstrap(?:[.-][\w.-]*)?\.(?:js|css)$/i,
  /^modernizr(?:[.-][\w.-]*)?\.js$/i,
  /^\.pnp\.loader\.mjs$/,
];

const testNames: readonly RegExp[] = [
  new RegExp(`\\.(?:test|spec|e2e|e2e-spec|e2e-test|cy|test-d)\\.${code}$`),
  new RegExp(`^(?:vitest|jest|karma|playwright|cypress)\\.(?:config|setup|workspace)\\.${code}$`),
  /_test\.(?:go|py|rb|exs|dart|rs|cc|cpp|c|clj|php|jl|sh|bats)$/,
  /^test_[^/]*\.(?:py|rb|sh)$/,
  /_spec\.(?:rb|lua)$/,
  /^(?:conftest|tests)\.py$/,
  /^(?:test_helper\.exs|test_helper\.rb|spec_helper\.rb|rails_helper\.rb|tests\.rs)$/,
  /\.(?:bats|snap|feature)$/,
];

/** A script that stands in for a service: `scripts/mock-payments.mjs`; elsewhere a mock may be what the product makes. */
const mockScript = new RegExp(`^mock[-_.][\\w.-]+\\.(?:${code}|py|rb|go)$`);
const scriptFolder = /(?:^|\/)(?:scripts?|tools|hack|dev)(?:\/|$)/;

/** `OrderTest.java`; below `src/main` such a class is the product's (`LabTest.java`). */
const classTestNames: readonly RegExp[] = [
  /[A-Za-z0-9](?:Tests?|TestCase|TestBase)\.(?:java|kt|groovy|scala|cs|fs|vb|php|swift)$/,
  /[a-z0-9](?:IT|ITCase)\.(?:java|kt|groovy)$/,
  /[a-z0-9](?:Spec|Specs)\.(?:groovy|scala|kt|cs|hs)$/,
];

const exampleNames: readonly RegExp[] = [new RegExp(`\\.(?:stories|story)\\.${code}x?$`)];

const documentationNames: readonly RegExp[] = [/\.(?:md|mdown|markdown|mdx|rst|adoc|asciidoc)$/i];

/** Scripts and styles below `dist/` are built; other files there (a Dockerfile, a packaging script) may be written by hand. */
const builtName = /\.(?:[cm]?js|css|map|d\.[cm]?ts|wasm)$/;

/** The marks that a file's own name gives it, in its folder. */
export function nameMarks(folder: string, name: string): readonly FileMark[] {
  const marks: FileMark[] = [];
  const built = builtName.test(name) && isBuildOutput(folder);
  const minified = /\.min\.(?:[cm]?js|css)$/.test(name);
  if (anyOf(vendoredNames, name) || (minified && /(?:^|\/)(?:dist|build|libs?)(?:\/|$)/.test(folder)))
    marks.push('vendored');
  if (built || anyOf(generatedNames, name)) marks.push('generated');
  if (anyOf(exampleNames, name)) marks.push('example');
  if (
    anyOf(testNames, name) ||
    (anyOf(classTestNames, name) && !/(?:^|\/)src\/main(?:\/|$)/.test(folder)) ||
    (mockScript.test(name) && scriptFolder.test(folder))
  )
    marks.push('test');
  if (anyOf(documentationNames, name)) marks.push('documentation');
  return marks;
}

function isBuildOutput(folder: string): boolean {
  return /(?:^|\/)(?:dist|build\/static|build\/assets|public\/build)(?:\/|$)/.test(folder);
}

function anyOf(patterns: readonly RegExp[], name: string): boolean {
  return patterns.some((pattern) => pattern.test(name));
}
