import type { Finding } from '../../model/finding.js';
import type { Probe } from '../../model/probe.js';
import type { Rule } from '../../model/rule.js';
import type { InService } from '../../model/service.js';
import { checkTools } from '../images/base-images.js';
import type { CheckTool } from '../images/base-images.js';
import type { ImageStage } from '../images/image-stages.js';
import { asksOwnService } from './asked-service.js';
import { deployment } from './examples.js';
import type { HealthFacts } from './facts.js';
import { consequenceOf, nameOfProbe } from './probe-words.js';

export const probeToolMissing: Rule<HealthFacts> = {
  id: 'health-probe-tool-missing',
  severity: 'error',
  question: 'partial-failure',
  summary: 'A check calls a program that its image does not have.',
  why: 'Slim and distroless images have no curl, often no wget and no shell. The command ends with "not found", the check fails always, and the container is unhealthy though the service is well.',
  whenNotToUse:
    'When the program comes into the image in a way that the Dockerfile does not show, such as a volume.',
  sources: [
    'https://github.com/dotnet/dotnet-docker/issues/2379',
    'https://github.com/GoogleContainerTools/distroless#docker',
    'https://github.com/docker-library/openjdk/issues/196',
  ],
  bad: [
    {
      title: 'Dockerfile: slim images have no curl',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nCOPY . .\nRUN pip install -r requirements.txt\nHEALTHCHECK CMD curl -f http://localhost:8000/health || exit 1\nCMD ["python", "app.py"]\n',
      },
    },
    {
      title: 'Dockerfile: distroless has no shell',
      files: {
        Dockerfile:
          'FROM golang:1.22 AS build\nRUN apt-get install -y curl\nFROM gcr.io/distroless/static:nonroot\nCOPY --from=build /app /app\nHEALTHCHECK CMD curl -f http://localhost:8000/health\nENTRYPOINT ["/app"]\n',
      },
    },
  ],
  good: [
    {
      title: 'Dockerfile: it is installed',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl\nHEALTHCHECK CMD curl -f http://localhost:8000/health || exit 1\n',
      },
    },
    {
      title: 'Dockerfile: Alpine brings wget',
      files: {
        Dockerfile: 'FROM alpine:3.20\nHEALTHCHECK CMD wget -qO- http://localhost:8000/health || exit 1\n',
      },
    },
    {
      title: 'Dockerfile: the language asks by itself',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nHEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen(\'http://localhost:8000/health\')"]\n',
      },
    },
    {
      title: 'Docker: a program of its own, one of whose words is called like a client',
      files: {
        Dockerfile:
          'FROM alpine:3.20\nCOPY app /bin/app\nHEALTHCHECK CMD ["app", "check", "http", "localhost:9898/healthz"]\n',
      },
    },
    {
      title: 'Dockerfile: a word that only stands in a script',
      files: {
        Dockerfile:
          'FROM debian:13-slim\nRUN apt-get install -y php-cli\nHEALTHCHECK CMD php -r \'exit(@file_get_contents("http://localhost/", context: stream_context_create(["http" => ["timeout" => 5]])) ? 0 : 1);\'\n',
      },
    },
    {
      title: 'Kubernetes: somebody else’s image',
      files: {
        'k8s/app.yaml': deployment(
          'livenessProbe:',
          '  exec:',
          '    command: [curl, -f, "http://localhost:8080/"]',
        ),
      },
    },
  ],
  check(facts) {
    const seen = new Set<string>();
    return facts.probes.flatMap((probe): Finding[] => {
      // What cannot fail has a rule of its own.
      if (probe.transport !== 'exec' || probe.cannotFail !== undefined) return [];
      const stages = stagesOf(probe, facts);
      const tools = calledTools(probe);
      const [stage] = stages;
      if (stage === undefined || tools.length === 0) return [];
      const isMissing = (tool: CheckTool): boolean => stages.every(({ missing }) => missing.includes(tool));
      // Alternatives (`wget … || curl …`): one that is there is enough; a shell is needed by all.
      const lacking =
        tools.includes('sh') && isMissing('sh')
          ? 'sh'
          : clients(tools).every(isMissing)
            ? clients(tools)[0]
            : undefined;
      const key = JSON.stringify([probe.span.file, probe.span.line, lacking]);
      if (lacking === undefined || seen.has(key)) return [];
      seen.add(key);
      return [findingOf(probe, lacking, stage)];
    });
  },
};

function clients(tools: readonly CheckTool[]): readonly CheckTool[] {
  return tools.filter((tool) => tool !== 'sh');
}

/** The stages that the probed container may be made of; none when that is not sure. */
function stagesOf(probe: InService<Probe>, facts: HealthFacts): readonly ImageStage[] {
  const { platform, span, target } = probe;
  if (platform === 'dockerfile')
    return facts.images.filter(({ dockerfile, last }) => dockerfile === span.file && last);
  if (!asksOwnService(probe, facts)) return [];
  if (platform === 'compose') {
    const workload = facts.workloads.find(
      ({ span: place, name }) => place.file === span.file && name === target.name,
    );
    const wanted = workload?.buildTarget?.toLowerCase();
    return facts.images.filter(
      ({ dockerfile, name, last }) =>
        dockerfile === workload?.dockerfile && (wanted === undefined ? last : name === wanted),
    );
  }
  const service = facts.services.find(({ name }) => name === probe.service);
  const own = facts.images.filter(
    ({ dockerfile }) => service?.reasons.some((reason) => reason.span.file === dockerfile) === true,
  );
  // Which stage a pipeline builds is not written: all of one Dockerfile's last stages must agree.
  return own.filter(({ last }) => last);
}

/** Where a program's name stands, and not an argument's: at the start, behind an operator, a word of the shell or a launcher. */
const commandStart =
  /(?:^|[;&|(!`]\s*|\s-\w*c\s+|(?:^|\s)(?:exec|sudo|env|then|do|if|elif|while|else|time|busybox|timeout\s+\S+|\w+=\S*)\s+)(?:[\w./-]*\/)?/
    .source;

/** The programs of the catalogue that a check calls, the shell first when it needs one. */
function calledTools({ command = [], tool, platform }: Probe): readonly CheckTool[] {
  const [first = '', ...rest] = command;
  const isShell = /^(\S*\/)?(sh|bash|ash|dash)$/.test(first);
  const text = (isShell ? rest.filter((word) => !/^-\w+$/.test(word)) : command).join(' ');
  const named = checkTools.filter(
    (name) => name !== 'sh' && new RegExp(`${commandStart}${name}(?=$|[\\s;&|)])`).test(text),
  );
  const known = checkTools.find((name) => name === tool);
  const all = named.length > 0 ? named : known === undefined ? [] : [known];
  const needsShell = /^(\/bin\/)?sh$/.test(first) || (platform === 'dockerfile' && /[|&;]/.test(text));
  return needsShell ? ['sh', ...all] : all;
}

function findingOf(probe: Probe, tool: CheckTool, stage: ImageStage): Finding {
  const what = tool === 'sh' ? 'a shell' : tool;
  return {
    rule: 'health-probe-tool-missing',
    severity: 'error',
    message: `${nameOfProbe(probe)} needs ${what}, which ${stage.base === '' ? 'the image' : stage.base} does not have and no step brings: the check fails always, and ${consequenceOf(probe)}.`,
    advice:
      tool === 'sh'
        ? 'Give the check as a list of words that calls a program of the image itself, or let the platform ask over HTTP.'
        : `Install ${tool} in the stage that runs, or ask with what is there: the language itself, or wget of BusyBox on Alpine.`,
    span: probe.span,
    ...(stage.dockerfile !== probe.span.file && {
      related: [{ span: stage.span, text: 'the image is built from' }],
    }),
  };
}
