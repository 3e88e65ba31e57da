import { isProductFile } from '../../model/repository-view.js';
import type { RepositoryView } from '../../model/repository-view.js';
import type { Service } from '../../model/service.js';
import { isWithin } from '../repository-paths.js';

/**
 * What a program of .NET waits by: hosts, listeners, consumers, functions of a cloud (https://learn.microsoft.com/dotnet/core/extensions/generic-host).
 * Sdk.Web and Sdk.Worker make a host of their own accord (https://learn.microsoft.com/dotnet/core/project-sdk/overview).
 */
const waiting =
  /Sdk="Microsoft\.NET\.Sdk\.(?:Web|Worker|Functions|Razor|BlazorWebAssembly)\b|\bMicrosoft\.AspNetCore\.App\b|<AzureFunctionsVersion>|<ProjectTypeGuids>|\bSystem\.Web\b|\b(?:Web)?Host\.Create|\b(?:Web)?Host(?:Application)?Builder\b|\bWebApplication\b|\bServiceHost\b|\bServiceBase\b|\b(?:Http|Tcp)Listener\b|\bBackgroundService\b|\bIHostedService\b|\bHostFactory\b|\bDistributedApplication\b|\bLambdaSerializer\b|\bStartup\b|\bController(?:Base)?\b|\[Function(?:Name)?\(|\.Map(?:Get|Post|Controllers|Hub|GrpcService)\b|\.(?:Subscribe|Consume|BasicConsume|StartProcessing)(?:Async)?\(/;

/**
 * Services that are programs of .NET which do their work and end: migrators, seeders, set-ups. They are built from the libraries of the servers beside
 * them, whose code they hardly run. Their own text tells: nothing in it waits for requests, messages or times.
 */
export async function programsThatEnd(
  view: RepositoryView,
  services: readonly Service[],
): Promise<ReadonlySet<Service>> {
  const ending = new Set<Service>();
  for (const service of services) {
    const { path } = service;
    if (path === '.') continue;
    const own = view.files.filter(
      (file) =>
        isProductFile(file) && /\.(?:cs|fs|vb)(?:proj)?$/.test(file.path) && isWithin(path, file.path),
    );
    if (!own.some((file) => file.path.endsWith('proj'))) continue;
    const texts = await Promise.all(own.map((file) => view.read(file.path)));
    if (!texts.some((source) => source !== undefined && waiting.test(source.text))) ending.add(service);
  }
  return ending;
}
