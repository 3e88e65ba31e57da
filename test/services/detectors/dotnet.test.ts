import { describe, expect, it } from 'vitest';
import { listed, reasonsOf } from '../read-services.js';

const project = (sdk: string, body = '') =>
  `<Project Sdk="${sdk}">\n  <PropertyGroup>\n    ${body}\n  </PropertyGroup>\n</Project>\n`;
const reference = (name: string) =>
  `<X/></PropertyGroup><ItemGroup><PackageReference Include="${name}" Version="1" /></ItemGroup><PropertyGroup>`;
const exe = '<OutputType>Exe</OutputType>';
const code = { 'src/A/Program.cs': '' };

describe('.NET projects', () => {
  it('takes web and worker projects and executables, named after the project file', async () => {
    const files = {
      'src/Orders.Api/Orders.Api.csproj': project('Microsoft.NET.Sdk.Web'),
      'src/Orders.Worker/Orders.Worker.csproj': project('Microsoft.NET.Sdk.Worker'),
      'src/Orders.Import/Orders.Import.csproj': project('Microsoft.NET.Sdk', exe),
      'src/Orders.Domain/Orders.Domain.csproj': project('Microsoft.NET.Sdk'),
      'src/Orders.Api/Program.cs': '',
    };
    expect(await listed(files)).toEqual([
      'Orders.Api [src/Orders.Api]',
      'Orders.Import [src/Orders.Import]',
      'Orders.Worker [src/Orders.Worker]',
    ]);
    expect(await reasonsOf(files)).toEqual([
      'src/Orders.Api: .NET project with Microsoft.NET.Sdk.Web (src/Orders.Api/Orders.Api.csproj:1)',
      'src/Orders.Import: .NET project with OutputType Exe (src/Orders.Import/Orders.Import.csproj:3)',
      'src/Orders.Worker: .NET project with Microsoft.NET.Sdk.Worker (src/Orders.Worker/Orders.Worker.csproj:1)',
    ]);
  });

  it('takes Azure Functions, a classic web application and an SDK that is imported', async () => {
    const guid = '<ProjectTypeGuids>{349C5851-65DF-11DA-9384-00065B846F21};{x}</ProjectTypeGuids>';
    const files = {
      'f/F.csproj': project('Microsoft.NET.Sdk', '<AzureFunctionsVersion>v4</AzureFunctionsVersion>'),
      'c/C.csproj': `<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003"><PropertyGroup>${guid}</PropertyGroup></Project>`,
      'i/I.csproj': '<Project>\n  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk.Web" />\n</Project>',
    };
    expect(await reasonsOf(files)).toEqual([
      'c: ASP.NET web application (c/C.csproj:1)',
      'f: Azure Functions project (f/F.csproj:3)',
      'i: .NET project with Microsoft.NET.Sdk.Web (i/I.csproj:2)',
    ]);
  });

  it.each([
    ['a library', 'src/A/A.csproj', project('Microsoft.NET.Sdk')],
    ['a desktop program', 'src/A/A.csproj', project('Microsoft.NET.Sdk', '<OutputType>WinExe</OutputType>')],
    ['a test project by name', 'src/A.Tests/A.Tests.csproj', project('Microsoft.NET.Sdk.Web')],
    [
      'a test project by package',
      'src/A/A.Spec.csproj',
      project('Microsoft.NET.Sdk', exe + reference('Microsoft.NET.Test.Sdk')),
    ],
    [
      'a test project by property',
      'src/A/A.csproj',
      project('Microsoft.NET.Sdk', `${exe}<IsTestProject>true</IsTestProject>`),
    ],
    ['a benchmark', 'src/A/A.csproj', project('Microsoft.NET.Sdk', exe + reference('BenchmarkDotNet'))],
    ['a tool', 'src/A/A.csproj', project('Microsoft.NET.Sdk', `${exe}<PackAsTool>true</PackAsTool>`)],
    ['a phone app', 'src/A/A.csproj', project('Microsoft.NET.Sdk', `${exe}<UseMaui>true</UseMaui>`)],
    ['the host of Aspire', 'src/A/A.csproj', project('Aspire.AppHost.Sdk/13.0.0', exe)],
    ['a project below tools', 'tools/A/A.csproj', project('Microsoft.NET.Sdk', exe)],
    [
      'a project in a comment',
      'src/A/A.csproj',
      `<Project Sdk="Microsoft.NET.Sdk"><!-- ${exe} --></Project>`,
    ],
  ])('leaves %s', async (_, path, text) => {
    expect(await listed({ [path]: text, ...code })).toEqual([]);
  });
});
