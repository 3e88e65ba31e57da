import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
} from '../../examples.js';
import type { TerraformRecogniser, TextRecogniser } from '../../recogniser.js';
import { tableRecogniser } from '../../rows.js';
import type { BaseRow, CallRow, MarkRow } from '../../rows.js';
import { sightedSignal } from '../../signal.js';

const sighting = 'durable-workflow';

/** What runs or defines workflows that go on after a crash where they were, by engine. */
const calls: readonly CallRow[] = [
  {
    languages: ['javascript'],
    target: /^@temporalio\/(?:worker\.Worker\.create|workflow\.proxyActivities)$/,
    says: 'steps are run as activities of a workflow that goes on after a crash (Temporal)',
  },
  {
    languages: ['python'],
    target: /^temporalio\.worker\.Worker$/,
    says: 'workflows go on after a crash where they were (Temporal)',
  },
  {
    languages: ['go'],
    target: /^go\.temporal\.io\/sdk\/worker\.New$|^go\.temporal\.io\/sdk\/workflow\.ExecuteActivity$/,
    says: 'workflows go on after a crash where they were (Temporal)',
  },
  {
    languages: ['java', 'kotlin'],
    target: /^io\.temporal\.worker\.WorkerFactory\.newInstance$|\.registerWorkflowImplementationTypes$/,
    says: 'workflows go on after a crash where they were (Temporal)',
  },
  {
    languages: ['csharp'],
    target: /\.(?:AddHostedTemporalWorker|AddTemporalWorker|AddDaprWorkflow)$/,
    says: ({ name }) => `workflows go on after a crash where they were (${name})`,
  },
  {
    languages: ['ruby'],
    target: /^Temporalio(?:::|\.)Worker(?:\.new|\(\))?$/,
    says: 'workflows go on after a crash where they were (Temporal)',
  },
  {
    languages: ['php'],
    target: /Temporal[.\\]WorkerFactory(?:\.|::)create$|(?:^|[.\\])Workflow(?:\.|::)newActivityStub$/,
    says: 'workflows go on after a crash where they were (Temporal)',
  },
  {
    languages: ['javascript'],
    target: /^inngest\.Inngest\(\)\.createFunction$/,
    says: 'steps of the function are kept and not run again after a crash (Inngest)',
  },
  {
    languages: ['go'],
    target: /^github\.com\/inngest\/inngestgo\.CreateFunction$/,
    says: 'steps of the function are kept and not run again after a crash (Inngest)',
  },
  {
    languages: ['python'],
    target: /^restate\.(?:Service|VirtualObject|Workflow)$/,
    says: 'steps of the handler are kept and not run again after a crash (Restate)',
  },
  {
    languages: ['javascript'],
    target: /^@restatedev\/restate-sdk\.(?:service|object|workflow)$/,
    says: 'steps of the handler are kept and not run again after a crash (Restate)',
  },
  {
    languages: ['go'],
    target: /^github\.com\/restatedev\/sdk-go\.(?:Reflect|NewService|NewObject|NewWorkflow)$/,
    says: 'steps of the handler are kept and not run again after a crash (Restate)',
  },
  {
    languages: ['javascript'],
    target: /^durable-functions\.app\.orchestration$|^@dbos-inc\/dbos-sdk\.DBOS\.registerWorkflow$/,
    says: ({ name }) => `steps of the workflow are kept and not run again after a crash (${name})`,
  },
  {
    languages: ['javascript'],
    target: /^(?:aws-cdk-lib\/aws-stepfunctions|@aws-cdk\/aws-stepfunctions)\.StateMachine$/,
    says: 'a state machine keeps which steps were done (Step Functions)',
  },
  {
    languages: ['python'],
    target: /^aws_cdk\.aws_stepfunctions\.StateMachine$/,
    says: 'a state machine keeps which steps were done (Step Functions)',
  },
];

const marks: readonly MarkRow[] = [
  {
    languages: ['python'],
    target: /^temporalio\.workflow\.defn$/,
    says: ({ class: workflow }) =>
      `${workflow?.name ?? 'the workflow'} goes on after a crash where it was (Temporal)`,
  },
  {
    languages: ['python'],
    target: /^dbos\.DBOS\.workflow$/,
    says: ({ function: workflow }) =>
      `${workflow?.name ?? 'the workflow'} goes on after a crash where it was (DBOS)`,
  },
  {
    // https://www.inngest.com/docs/reference/python/functions/create
    languages: ['python'],
    target: /^inngest\.Inngest\(\)\.create_function$/,
    says: ({ function: steps }) =>
      `steps of ${steps?.name ?? 'the function'} are kept and not run again after a crash (Inngest)`,
  },
  {
    // https://learn.microsoft.com/azure/azure-functions/durable/durable-functions-overview
    languages: ['python'],
    target: /^azure\.durable_functions\.(?:DFApp|Blueprint)\(\)\.orchestration_trigger$/,
    says: ({ function: steps }) =>
      `steps of ${steps?.name ?? 'the workflow'} are kept and not run again after a crash (Durable Functions)`,
  },
  {
    // https://docs.dbos.dev/typescript/reference/workflows-steps
    languages: ['javascript'],
    target: /^@dbos-inc\/dbos-sdk\.DBOS\.workflow$/,
    says: ({ function: workflow }) =>
      `${workflow?.name ?? 'the workflow'} goes on after a crash where it was (DBOS)`,
  },
  {
    languages: ['java', 'kotlin'],
    target:
      /^(?:io\.temporal\.workflow\.WorkflowInterface|dev\.restate\.sdk\.annotation\.(?:Service|VirtualObject|Workflow)|io\.camunda\.(?:zeebe\.)?spring\.client\.annotation\.(?:JobWorker|ZeebeWorker)|com\.netflix\.conductor\.sdk\.workflow\.task\.WorkerTask)$/,
    says: ({ name, class: workflow, function: step }) =>
      `${workflow?.name ?? step?.name ?? 'the workflow'} is run by an engine that keeps which steps were done (@${name})`,
  },
  {
    languages: ['java', 'kotlin'],
    target: /^org\.axonframework\.(?:spring\.stereotype\.Saga|modelling\.saga\.SagaEventHandler)$/,
    says: ({ class: saga }) => `${saga?.name ?? 'the saga'} keeps which steps were done (Axon)`,
  },
  {
    languages: ['csharp'],
    target: /(?:^|[.:])(?:OrchestrationTrigger|Workflow|WorkflowRun)(?:Attribute)?$/,
    says: ({ name, target }) =>
      name.startsWith('Orchestration') || /Temporalio/.test(target)
        ? `steps of the workflow are kept and not run again after a crash ([${name}])`
        : undefined,
  },
  {
    languages: ['php'],
    target: /Temporal[.\\]Workflow[.\\]WorkflowInterface$/,
    says: ({ class: workflow }) =>
      `${workflow?.name ?? 'the workflow'} goes on after a crash where it was (Temporal)`,
  },
];

const bases: readonly BaseRow[] = [
  {
    languages: ['csharp'],
    base: /(?:^|[.:])MassTransitStateMachine\b/,
    says: (name) => `${name} keeps which steps were done (state machine of MassTransit)`,
  },
  {
    languages: ['javascript'],
    base: /^cloudflare:workers\.WorkflowEntrypoint$/,
    says: (name) => `${name} goes on after a crash where it was (Cloudflare Workflows)`,
  },
  {
    languages: ['ruby'],
    base: /^Temporalio(?:::|\.)Workflow(?:::|\.)Definition$/,
    says: (name) => `${name} goes on after a crash where it was (Temporal)`,
  },
];

const inCode = tableRecogniser(
  sighting,
  /temporal|inngest|restate|durable[-_]functions|OrchestrationTrigger|dbos|stepfunctions|Camunda|zeebe|conductor|axonframework|MassTransitStateMachine|WorkflowEntrypoint|AddDaprWorkflow/i,
  { calls, marks, bases },
);

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sfn_state_machine and its kind at Google. */
const inTerraform: TerraformRecogniser = {
  in: 'terraform',
  sighting,
  words: /aws_sfn_state_machine|google_workflows_workflow/,
  *see(block) {
    if (
      block.type === 'resource' &&
      /^(?:aws_sfn_state_machine|google_workflows_workflow)$/.test(block.labels[0] ?? '')
    )
      yield {
        span: block.span,
        text: `the state machine ${block.labels[1] ?? ''} keeps which steps were done`,
        confidence: 'high',
      };
  },
};

const inTemplates: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|json|template)$/i,
  words: /AWS::(?:Serverless|StepFunctions)::StateMachine/,
  *see(source) {
    for (const match of source.text.matchAll(
      /^[ \t]*"?Type"?\s*:\s*["']?AWS::(?:Serverless|StepFunctions)::StateMachine\b.*$/gm,
    ))
      yield {
        span: source.span(match.index, match.index + match[0].length),
        text: 'a state machine keeps which steps were done (Step Functions)',
        confidence: 'high',
      };
  },
};

export const durableWorkflow = sightedSignal({
  id: 'durable-workflow',
  question: 'idempotency',
  stance: 'supports',
  meaning:
    'A workflow over several steps goes on after a crash where it was, because an engine keeps its state.',
  recognition:
    'Workflows of Temporal, Step Functions, Restate, Inngest, DBOS, Durable Functions, Zeebe, Conductor or Cloudflare, sagas of Axon and state machines of MassTransit.',
  guards: ['A client library that is only installed or imported is none.'],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP'],
  recognisers: [inCode, inTerraform, inTemplates],
  seen: [
    {
      title: 'Inngest in Python',
      files: pythonService(
        'import inngest\n\nclient = inngest.Inngest(app_id="app")\n\n@client.create_function(fn_id="bill", trigger=inngest.TriggerEvent(event="order"))\nasync def bill(ctx):\n    await ctx.step.run("pay", pay)\n',
      ),
    },
    {
      title: 'a decorated workflow of DBOS',
      files: nodeService('', {
        'orders.ts':
          "import { DBOS } from '@dbos-inc/dbos-sdk';\nexport class Orders {\n  @DBOS.workflow()\n  static async order(id: string) {\n    await Orders.pay(id);\n  }\n}\n",
      }),
    },
    {
      title: 'Temporal in JavaScript',
      files: nodeService(
        "import { Worker } from '@temporalio/worker';\nconst worker = await Worker.create({ taskQueue: 'orders' });\nawait worker.run();\n",
      ),
    },
    {
      title: 'Temporal in Python',
      files: pythonService(
        'from temporalio import workflow\n\n@workflow.defn\nclass Order:\n    @workflow.run\n    async def run(self):\n        ...\n',
      ),
    },
    {
      title: 'Inngest',
      files: nodeService(
        "import { Inngest } from 'inngest';\nconst inngest = new Inngest({ id: 'app' });\nexport const bill = inngest.createFunction({ id: 'bill' }, { event: 'order' }, async ({ step }) => step.run('a', pay));\n",
      ),
    },
    {
      title: 'Step Functions in Terraform',
      files: {
        ...nodeService(''),
        'infra/main.tf': 'resource "aws_sfn_state_machine" "orders" {\n  name = "orders"\n}\n',
      },
    },
    {
      title: 'Step Functions in SAM',
      files: {
        ...nodeService(''),
        'template.yaml':
          'Resources:\n  Orders:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionUri: orders.asl.json\n',
      },
    },
    {
      title: 'Temporal in Java',
      files: javaService(
        'import io.temporal.workflow.WorkflowInterface;\n\n@WorkflowInterface\ninterface OrderWorkflow {\n  void run();\n}\n',
      ),
    },
    {
      title: 'Temporal in Go',
      files: goService(
        'import (\n\t"go.temporal.io/sdk/client"\n\t"go.temporal.io/sdk/worker"\n)\n\nfunc run(c client.Client) error {\n\tw := worker.New(c, "orders", worker.Options{})\n\tw.RegisterWorkflow(Order)\n\treturn w.Run(worker.InterruptCh())\n}\n',
      ),
    },
    {
      title: 'Temporal in Kotlin',
      files: kotlinService(
        'import io.temporal.workflow.WorkflowInterface\n\n@WorkflowInterface\ninterface OrderWorkflow {\n  fun run()\n}\n',
      ),
    },
    {
      title: 'a state machine of MassTransit',
      files: csharpService(
        'using MassTransit;\n\npublic class OrderStateMachine : MassTransitStateMachine<OrderState>\n{\n}\n',
      ),
    },
    {
      title: 'Temporal in Ruby',
      files: rubyService(
        'class OrderWorkflow < Temporalio::Workflow::Definition\n  def execute(order)\n  end\nend\n',
      ),
    },
    {
      title: 'Temporal in PHP',
      files: phpService(
        'use Temporal\\Workflow\\WorkflowInterface;\n\n#[WorkflowInterface]\ninterface OrderWorkflow\n{\n}\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a worker that is imported and never made',
      files: nodeService("import { Worker } from '@temporalio/worker';\nexport default {};\n"),
    },
    {
      title: 'workers of threads',
      files: nodeService("import { Worker } from 'worker_threads';\nnew Worker('./job.js');\n"),
    },
  ],
});
