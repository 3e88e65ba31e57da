import type { SourceText } from '../../../model/source-text.js';

/** What a C# file's text says before it is parsed; offsets of what stands in it. */
export interface SourceNote {
  /** Whether it starts a web application. */
  readonly isStart: boolean;
  readonly hasControllers: boolean;
  readonly registersChecks: boolean;
  /** Methods that are handed something to map routes on. */
  readonly mappers: ReadonlySet<string>;
  readonly fallbackPolicy: number | undefined;
  readonly globalLimiter: number | undefined;
  readonly httpsPort: number | undefined;
  /** A convention or transformer that changes all controllers' paths. */
  readonly routeConvention: number | undefined;
}

const start =
  /\bWebApplication\.Create\w*\(|\.UseStartup\s*[<(]|\.ConfigureWebHost(Defaults)?\s*\(|\bWebHost\.CreateDefaultBuilder\b|\bnew WebHostBuilder\s*\(/;

/** Whether a text sets up the host of a web application. */
export function setsUpHost(text: string): boolean {
  return start.test(text);
}

/** Reads the words of a file; undefined when nothing in it concerns routes. */
export function noteOf(source: SourceText): SourceNote | undefined {
  const { text } = source;
  const note: SourceNote = {
    isStart: start.test(text),
    hasControllers:
      text.includes('Controller') &&
      /\bclass\s+\w+[\s\S]{0,600}?:\s*[\w.<>, ]*Controller|\[ApiController\b/.test(text),
    registersChecks:
      /\bAddHealthChecks\b|\bHealthChecksBuilder\b|\bAddMassTransit\b|\b(Add|Enrich)(Keyed|Azure)?\w*(Client|DataSource|DbContext|Producer|Consumer|DistributedCache|OutputCache)\b/.test(
        text,
      ),
    mappers: mappersIn(text),
    fallbackPolicy: place(/\bFallbackPolicy\s*=(?!=)(?!\s*null)|\.(Set|Add)FallbackPolicy\s*\(/g, source),
    globalLimiter: place(/\bGlobalLimiter\s*=(?!=)/g, source),
    httpsPort: place(
      /\bHttpsPort\s*=\s*\d|\bListenAnyIP\([^)]{0,40}=>[^)]{0,60}UseHttps|\.UseUrls\([^)]{0,200}https:/g,
      source,
    ),
    routeConvention: place(
      /\bConventions\.(Add|Insert)\s*\([^;]{0,200}Route|\.UseGeneralRoutePrefix\s*\(|\bUseCentralRoutePrefix\s*\(/g,
      source,
    ),
  };
  const matters =
    note.isStart ||
    note.hasControllers ||
    note.registersChecks ||
    note.mappers.size > 0 ||
    [note.fallbackPolicy, note.globalLimiter, note.httpsPort, note.routeConvention].some(
      (at) => at !== undefined,
    );
  return matters ? note : undefined;
}

function mappersIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  if (
    !/\b(IEndpointRouteBuilder|WebApplication|IApplicationBuilder|RouteGroupBuilder|IVersionedEndpointRouteBuilder)\b/.test(
      text,
    )
  )
    return found;
  for (const match of text.matchAll(
    /\b(\w+)\s*(?:<[^<>()]{0,80}>)?\s*\(([^()]{0,300}\b(?:IEndpointRouteBuilder|WebApplication|IApplicationBuilder|RouteGroupBuilder|IVersionedEndpointRouteBuilder)\s+\w[^()]{0,300})\)/g,
  ))
    found.add(match[1] ?? '');
  return found;
}

/** The first match that does not stand in a comment line. */
function place(pattern: RegExp, source: SourceText): number | undefined {
  for (const match of source.text.matchAll(pattern)) {
    const line = source.line(source.position(match.index).line);
    if (!/^\s*(\/\/|\*|\/\*)/.test(line)) return match.index;
  }
  return undefined;
}
