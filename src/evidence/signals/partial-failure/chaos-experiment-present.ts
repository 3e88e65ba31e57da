import type { SourceText } from '../../../model/source-text.js';
import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';
import { jvmBuildFile, jvmDependencies } from '../../jvm-dependencies.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { recogniserOfUses } from './library-uses.js';

const sighting = 'chaos-experiment-present';

/** Kinds: https://docs.litmuschaos.io/docs/concepts/chaos-experiment, https://chaos-mesh.org/docs/define-chaos-experiment-scope/ */
const inManifests: Recogniser = {
  in: 'kubernetes',
  sighting,
  words: /litmuschaos\.io|chaos-mesh\.org|chaostoolkit\.org|krkn|chaosblade\.io/,
  *see(object) {
    const { apiVersion, kind, name, root } = object;
    const isExperiment =
      (apiVersion.startsWith('litmuschaos.io/') && /^(?:ChaosEngine|ChaosSchedule)$/.test(kind)) ||
      (apiVersion.startsWith('chaos-mesh.org/') && /Chaos$|^(?:Workflow|Schedule)$/.test(kind)) ||
      (apiVersion.startsWith('chaostoolkit.org/') && kind === 'ChaosToolkitExperiment') ||
      (apiVersion.startsWith('chaosblade.io/') && kind === 'ChaosBlade');
    if (isExperiment)
      yield {
        span: root.get('kind').span,
        text: `a chaos experiment is written down (${kind} ${name})`,
        confidence: 'high',
      };
  },
};

const inTerraform: Recogniser = {
  in: 'terraform',
  sighting,
  words: /aws_fis_experiment_template|azurerm_chaos_studio_experiment/,
  *see(block) {
    const [type, name] = block.labels;
    if (
      block.type === 'resource' &&
      /^(?:aws_fis_experiment_template|azurerm_chaos_studio_experiment)$/.test(type ?? '')
    )
      yield {
        span: block.span,
        text: `a fault injection experiment is declared (${type} ${name})`,
        confidence: 'high',
      };
  },
};

/** Lines that say it, in files of builds and compositions. Tests and examples are where such tools stand. */
interface Line {
  readonly pattern: RegExp;
  readonly text: string;
}

function* linesIn(source: SourceText, lines: readonly Line[]): Generator<Seen> {
  for (const { pattern, text } of lines) {
    const match = pattern.exec(source.text);
    if (match) {
      const start = match.index + match[0].search(/\S/);
      yield { span: source.span(start, match.index + match[0].length), text, confidence: 'high' };
    }
  }
}

const inCompose: Recogniser = {
  in: 'text',
  sighting,
  files:
    /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$|(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)\.gitlab-ci\.yml$/,
  everywhere: true,
  words: /toxiproxy|pumba|gremlin/,
  see: (source) =>
    linesIn(source, [
      {
        pattern: /^[ \t-]*(?:image:)[ \t]*["']?[\w./-]*toxiproxy[\w:./-]*/m,
        text: 'toxiproxy runs between the services, to break their connections',
      },
      {
        pattern: /^[ \t-]*(?:image:)[ \t]*["']?[\w./-]*\bpumba\b[\w:./-]*/m,
        text: 'pumba runs beside the services, to kill and slow them',
      },
      {
        pattern: /^[ \t-]*(?:image:)[ \t]*["']?gremlin\/[\w:./-]+/m,
        text: 'the agent of Gremlin runs beside the services',
      },
    ]),
};

/** https://codecentric.github.io/chaos-monkey-spring-boot/latest/#_dependencies; what a parent only gives a version is no dependency. */
const inBuild: Recogniser = {
  in: 'text',
  sighting,
  files: jvmBuildFile,
  words: /chaos-monkey-spring-boot/,
  *see(source) {
    for (const { name, span } of jvmDependencies(source))
      if (name === 'chaos-monkey-spring-boot')
        yield { span, text: 'the service is built with Chaos Monkey for Spring Boot', confidence: 'high' };
  },
};

const inSettings: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)application[\w-]*\.(?:ya?ml|properties)$/,
  words: /chaos[.:]\s*monkey/,
  see: (source) =>
    linesIn(source, [
      { pattern: /^chaos\.monkey\.[\w.-]+\s*[=:].*/m, text: 'Chaos Monkey for Spring Boot is set up' },
      { pattern: /^chaos:\s*\n\s+monkey:/m, text: 'Chaos Monkey for Spring Boot is set up' },
    ]),
};

/** https://chaostoolkit.org/reference/api/experiment/ and CloudFormation's AWS::FIS::ExperimentTemplate */
const inExperiments: Recogniser = {
  in: 'text',
  sighting,
  // Every JSON file of a repository would be too much to read.
  files:
    /(?:chaos|experiment|fault|resilien|\bfis\b|template|stack)[^/]*\.(?:json|ya?ml)$|(?:^|\/)chaos\/.*\.(?:json|ya?ml)$/i,
  everywhere: true,
  words: /steady-state-hypothesis|AWS::FIS::ExperimentTemplate/,
  see: (source) =>
    linesIn(source, [
      {
        pattern: /^[ \t-]*["']?steady-state-hypothesis["']?[ \t]*:/m,
        text: 'an experiment of Chaos Toolkit is written down, with what must hold meanwhile',
      },
      {
        pattern: /["']?Type["']?[ \t]*:[ \t]*["']?AWS::FIS::ExperimentTemplate/,
        text: 'a fault injection experiment is declared (AWS FIS)',
      },
    ]),
};

const inCode = recogniserOfUses(sighting, [
  {
    languages: ['javascript'],
    word: 'toxiproxy',
    call: /^toxiproxy-node-client\.Toxiproxy$/,
    says: 'connections are broken on purpose (toxiproxy)',
  },
  {
    languages: ['python'],
    word: 'toxiproxy',
    call: /^toxiproxy\.Toxiproxy$/,
    says: 'connections are broken on purpose (toxiproxy)',
  },
  {
    languages: ['go'],
    word: 'toxiproxy',
    call: /^github\.com\/[Ss]hopify\/toxiproxy(?:\/v\d+)?\/client\.NewClient$/,
    says: 'connections are broken on purpose (toxiproxy)',
  },
  {
    languages: ['java', 'kotlin'],
    word: '[tT]oxiproxy',
    call: /^eu\.rekawek\.toxiproxy\.ToxiproxyClient$/,
    says: 'connections are broken on purpose (toxiproxy)',
  },
  {
    languages: ['csharp'],
    word: 'Chaos',
    call: /(?:^|\.)(?:AddChaos(?:Fault|Latency|Outcome|Behavior))$/,
    says: 'faults are injected into calls (Polly)',
  },
  {
    languages: ['ruby'],
    word: 'Toxiproxy',
    call: /^Toxiproxy\.(?:populate|create)$/,
    says: 'connections are broken on purpose (toxiproxy)',
  },
]);

/** A controller that makes the service fail or slow on demand. */
const inControllers: Recogniser = {
  in: 'code',
  sighting,
  languages: ['javascript', 'python', 'go', 'java', 'kotlin', 'csharp', 'ruby', 'php', 'rust'],
  words: /[cC]haos(?:Controller|Service|Middleware|Filter|Handler)|["'`]\/chaos\b/,
  *see(code) {
    for (const made of code.classes)
      if (/^Chaos(?:Controller|Middleware|Filter)$/.test(made.name))
        yield {
          span: code.source.span(
            made.start,
            code.source.text.indexOf('\n', made.start) === -1
              ? made.end
              : Math.min(made.end, code.source.text.indexOf('\n', made.start)),
          ),
          text: `${made.name} lets people break or slow the service on purpose`,
          confidence: 'high',
        };
    for (const call of code.calls) {
      const [path] = call.arguments;
      if (
        /^(?:get|post|put|delete|use|route|group|GET|POST|DELETE|Group|Handle|HandleFunc|MapGroup|MapPost)$/.test(
          call.name,
        ) &&
        path?.value.kind === 'text' &&
        /^\/chaos(?:\/|$)/.test(path.value.text)
      )
        yield {
          span: code.source.span(call.start, Math.min(call.end, call.start + 80)),
          text: `a route lets people break or slow the service on purpose (${path.value.text})`,
          confidence: 'high',
        };
    }
  },
};

export const chaosExperimentPresent = sightedSignal({
  id: sighting,
  question: 'partial-failure',
  stance: 'supports',
  meaning: 'Someone breaks parts on purpose to see whether the rest survives.',
  recognition:
    'Experiments of LitmusChaos, Chaos Mesh, Chaos Toolkit or AWS FIS; toxiproxy, pumba, Gremlin or Chaos Monkey beside or in the services; a controller of the service that breaks it on demand.',
  guards: [
    'It shows that failures can be rehearsed, not when it was done last.',
    'Chaos tools as products of this repository, and their names in texts, are none.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust'],
  recognisers: [
    inManifests,
    inTerraform,
    inCompose,
    inBuild,
    inSettings,
    inExperiments,
    inCode,
    inControllers,
  ],
  seen: [
    {
      title: 'LitmusChaos',
      files: nodeService('', {
        'chaos/kill.yaml':
          'apiVersion: litmuschaos.io/v1alpha1\nkind: ChaosEngine\nmetadata: {name: kill-payments}\nspec: {experiments: [{name: pod-delete}]}\n',
      }),
    },
    {
      title: 'Chaos Mesh',
      files: nodeService('', {
        'chaos/slow.yaml':
          'apiVersion: chaos-mesh.org/v1alpha1\nkind: NetworkChaos\nmetadata: {name: slow-payments}\nspec: {action: delay}\n',
      }),
    },
    {
      title: 'toxiproxy in a composition',
      files: nodeService('', {
        'docker-compose.test.yml': 'services:\n  proxy:\n    image: ghcr.io/shopify/toxiproxy:2.12.0\n',
      }),
    },
    {
      title: 'Chaos Monkey for Spring Boot',
      files: javaService('class App {}\n', {
        'src/main/resources/application-chaos-monkey.yml': 'chaos:\n  monkey:\n    enabled: true\n',
      }),
    },
    {
      title: 'AWS FIS',
      files: nodeService('', {
        'infra/fis.tf':
          'resource "aws_fis_experiment_template" "stop" {\n  description = "stop one instance"\n}\n',
      }),
    },
    {
      title: 'a controller of the service',
      files: nodeService(
        "app.post('/chaos/latency/:ms', (req, res) => { latency = req.params.ms; res.end(); });\n",
      ),
    },
    {
      title: 'toxiproxy in Python',
      files: pythonService('from toxiproxy import Toxiproxy\n\nserver = Toxiproxy()\n'),
    },
    {
      title: 'a route of Go',
      files: goService(
        'import "github.com/gin-gonic/gin"\n\nfunc main() {\n\tr := gin.Default()\n\tr.POST("/chaos/latency", slow)\n}\n',
      ),
    },
    {
      title: 'a controller in Java',
      files: javaService('@RestController\nclass ChaosController {\n  void slow() {}\n}\n'),
    },
    {
      title: 'a controller in Kotlin',
      files: kotlinService('@RestController\nclass ChaosController {\n    fun slow() {}\n}\n'),
    },
    {
      title: 'faults of Polly',
      files: csharpService(
        'using Polly;\n\nvar pipeline = new ResiliencePipelineBuilder().AddChaosLatency(0.1, TimeSpan.FromSeconds(3)).Build();\n',
      ),
    },
    {
      title: 'toxiproxy in Ruby',
      files: rubyService(
        "class Chaos\n  def start\n    Toxiproxy.populate([{ name: 'db', listen: ':1', upstream: ':2' }])\n  end\nend\n",
      ),
    },
    {
      title: 'a controller in PHP',
      files: phpService('class ChaosController {\n  public function slow() {}\n}\n'),
    },
    {
      title: 'a route of Rust',
      files: rustService(
        'fn app() -> axum::Router {\n    axum::Router::new().route("/chaos/latency", axum::routing::post(slow))\n}\n',
      ),
    },
  ],
  unseen: [
    { title: 'a word in a text', files: pythonService('MOTTO = "from chaos to order"\n') },
    {
      title: 'a version that a parent gives',
      files: javaService('class App {}\n', {
        'parent/pom.xml':
          '<project><dependencyManagement><dependencies><dependency><groupId>de.codecentric</groupId><artifactId>chaos-monkey-spring-boot</artifactId><version>3.2.0</version></dependency></dependencies></dependencyManagement></project>\n',
      }),
    },
    {
      title: 'another manifest',
      files: nodeService('', {
        'k8s/map.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: chaos}\ndata: {note: litmuschaos.io}\n',
      }),
    },
    {
      title: 'a commented line',
      files: nodeService('', {
        'docker-compose.yml': 'services:\n  app: {build: .}\n#  proxy:\n#    image: shopify/toxiproxy\n',
      }),
    },
  ],
});
