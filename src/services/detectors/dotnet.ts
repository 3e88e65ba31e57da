import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import { childrenNamed, parseProjectXml } from '../../syntax/manifests/project-xml.js';
import type { XmlElement } from '../../syntax/manifests/project-xml.js';
import { baseName, directoryOf } from '../repository-paths.js';
import { isToolDirectory } from '../unit-sign.js';
import type { ServiceDetector, UnitSign } from '../unit-sign.js';

/** Packages that only test, benchmark or orchestrate: a project that references one is no unit. */
const notDeployed =
  /^(Microsoft\.NET\.Test\.Sdk|xunit(\.v3)?(\.core)?|NUnit|MSTest(\.TestFramework)?|TUnit|BenchmarkDotNet|Aspire\.Hosting\.AppHost|Microsoft\.Maui\.Controls|Avalonia(\.Desktop)?)$/i;

/** MSBuild: a project with the Web, Worker or WebAssembly SDK, Azure Functions, a classic web application, or an executable that is no client or test. */
export const dotnet: ServiceDetector = {
  name: 'dotnet',
  homepage: 'https://learn.microsoft.com/dotnet/core/project-sdk/overview',
  async detect(files) {
    const projects = files
      .namedLike(/\.(cs|fs|vb)proj$/i)
      .filter((path) => !isToolDirectory(directoryOf(path)));
    return files.readEach(projects, signsOf);
  },
};

function signsOf(source: SourceText): UnitSign[] {
  const project = parseProjectXml(source);
  if (project?.name !== 'Project') return [];
  const why = reasonOf(project, source);
  if (!why || isNotDeployed(project, source.path)) return [];
  const file = baseName(source.path);
  const name = file.slice(0, file.lastIndexOf('.'));
  return [
    {
      directory: directoryOf(source.path),
      reason: why,
      name,
      languages: /\.csproj$/i.test(file) ? ['C#'] : [],
    },
  ];
}

function reasonOf(project: XmlElement, source: SourceText): { text: string; span: SourceSpan } | undefined {
  const sdks = [
    { text: project.attributes.get('Sdk') ?? '', span: openingTag(source, project) },
    ...[...childrenNamed(project, 'Sdk'), ...childrenNamed(project, 'Import')].map((element) => ({
      text: element.attributes.get('Name') ?? element.attributes.get('Sdk') ?? '',
      span: element.span,
    })),
  ];
  for (const { text, span } of sdks) {
    const sdk = /\bMicrosoft\.NET\.Sdk\.(Web|Worker|BlazorWebAssembly)\b/.exec(text)?.[0];
    if (sdk !== undefined) return { text: `.NET project with ${sdk}`, span };
  }
  const functions = property(project, 'AzureFunctionsVersion');
  if (functions) return { text: 'Azure Functions project', span: functions.span };
  const types = property(project, 'ProjectTypeGuids');
  if (types && /349c5851-65df-11da-9384-00065b846f21/i.test(types.text))
    return { text: 'ASP.NET web application', span: types.span };
  const output = property(project, 'OutputType');
  if (output?.text.toLowerCase() === 'exe')
    return { text: '.NET project with OutputType Exe', span: output.span };
  return undefined;
}

function isNotDeployed(project: XmlElement, path: string): boolean {
  if (/(^|[./])(\w*tests?|benchmarks?|testing|specs)\.(cs|fs|vb)proj$/i.test(path)) return true;
  const isTrue = (name: string) => property(project, name)?.text.toLowerCase() === 'true';
  if (['IsTestProject', 'PackAsTool', 'IsAspireHost', 'UseMaui', 'UseWPF', 'UseWindowsForms'].some(isTrue))
    return true;
  const sdks = [
    project.attributes.get('Sdk'),
    ...childrenNamed(project, 'Sdk').map((sdk) => sdk.attributes.get('Name')),
  ];
  if (sdks.some((sdk) => sdk !== undefined && /Aspire\.AppHost\.Sdk|MSTest\.Sdk/.test(sdk))) return true;
  return childrenNamed(project, 'ItemGroup')
    .flatMap((group) => [...childrenNamed(group, 'PackageReference')])
    .some((reference) => notDeployed.test(reference.attributes.get('Include') ?? ''));
}

function property(project: XmlElement, name: string): XmlElement | undefined {
  const properties = childrenNamed(project, 'PropertyGroup').flatMap((group) => childrenNamed(group, name));
  return properties.find((element) => element.text !== '');
}

/** The opening tag stands for the SDK that it names; the whole element would be the whole file. */
function openingTag(source: SourceText, element: XmlElement): SourceSpan {
  const start = source.lineStarts[element.span.line - 1] ?? 0;
  const from = start + element.span.column - 1;
  const close = source.text.indexOf('>', from);
  return source.span(from, close === -1 ? from : close + 1);
}
