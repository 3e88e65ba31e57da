import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
} from '../../examples.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { seenAt } from '../../recogniser.js';
import type { EvidenceSignal } from '../../signal.js';
import { deployment } from './examples.js';
import { isBackground, severalInstances } from './instances.js';
import { oneRunner, oneRunners, schedulerLocks } from './one-runner.js';

const question = 'independent-scaling';

export const scheduledWorkHasOneRunner: EvidenceSignal = {
  id: oneRunner,
  question,
  stance: 'supports',
  meaning: 'However many instances there are, work on a schedule is done once.',
  recognition:
    'A CronJob of Kubernetes, a schedule of AWS or Google Cloud, a process of Celery beat, ShedLock, clustered Quartz, jobs of BullMQ, pg-boss, Agenda, Hangfire, Oban, GoodJob, sidekiq-cron and rq-scheduler, `onOneServer` of Laravel, the election of a leader.',
  guards: [
    'A scheduler within the process without any of them is none.',
    'CronJobs of products of others do not count.',
  ],
  languages: ['JavaScript', 'Java', 'Kotlin', 'PHP', 'Elixir', 'Ruby', 'C#', 'Go'],
  recognisers: oneRunners,
  seen: [
    {
      title: 'a CronJob',
      files: nodeService('', {
        'k8s/cron.yaml':
          'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: app-report}\nspec:\n  schedule: "0 4 * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers: [{name: app, image: app, command: [node, report.js]}]\n',
      }),
    },
    {
      title: 'BullMQ',
      files: nodeService(
        "import { Queue } from 'bullmq';\nconst queue = new Queue('reports');\nawait queue.upsertJobScheduler('nightly', { pattern: '0 4 * * *' });\n",
      ),
    },
    {
      title: 'ShedLock',
      files: javaService(
        'import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;\nimport org.springframework.scheduling.annotation.Scheduled;\n\nclass Reports {\n  @Scheduled(cron = "0 0 4 * * *")\n  @SchedulerLock(name = "report")\n  void report() {}\n}\n',
      ),
    },
    {
      title: 'ShedLock in Kotlin',
      files: kotlinService(
        'import net.javacrumbs.shedlock.spring.annotation.SchedulerLock\nimport org.springframework.scheduling.annotation.Scheduled\n\nclass Reports {\n  @Scheduled(cron = "0 0 4 * * *")\n  @SchedulerLock(name = "report")\n  fun report() {}\n}\n',
      ),
    },
    {
      title: 'Quartz',
      files: javaService('', {
        'src/main/resources/application.properties':
          'spring.quartz.properties.org.quartz.jobStore.isClustered=true\n',
      }),
    },
    {
      title: 'Oban',
      files: elixirService('', {
        'config/config.exs':
          'config :app, Oban,\n  plugins: [{Oban.Plugins.Cron, crontab: [{"0 4 * * *", App.Report}]}]\n',
      }),
    },
    {
      title: 'GoodJob',
      files: rubyService('', {
        'config/application.rb':
          "config.good_job.cron = { report: { cron: '0 4 * * *', class: 'ReportJob' } }\n",
      }),
    },
    {
      title: 'Laravel',
      files: phpService('<?php\n', {
        'routes/console.php': "<?php\nSchedule::command('report')->daily()->onOneServer();\n",
      }),
    },
    {
      title: 'Hangfire',
      files: csharpService(
        'using Hangfire;\nRecurringJob.AddOrUpdate("report", () => Report.Run(), Cron.Daily);\n',
      ),
    },
    {
      title: 'the election of a leader',
      files: goService(
        'package main\n\nimport (\n\t"context"\n\n\t"k8s.io/client-go/tools/leaderelection"\n)\n\nfunc main() {\n\tleaderelection.RunOrDie(context.Background(), leaderelection.LeaderElectionConfig{})\n}\n',
      ),
    },
    {
      title: 'sidekiq-cron',
      files: rubyService(
        "class Jobs\n  def self.load\n    Sidekiq::Cron::Job.create(name: 'report', cron: '0 4 * * *', class: 'ReportJob')\n  end\nend\n",
      ),
    },
    {
      title: 'EventBridge',
      files: nodeService('', {
        'main.tf':
          'resource "aws_cloudwatch_event_rule" "report" {\n  schedule_expression = "rate(1 day)"\n}\n',
      }),
    },
    {
      title: 'Celery beat',
      files: pythonService('', {
        'compose.yaml': 'services:\n  beat:\n    build: .\n    command: celery -A app beat\n',
      }),
    },
  ],
  unseen: [
    {
      title: 'a scheduler within the process',
      files: nodeService("const cron = require('node-cron');\ncron.schedule('0 4 * * *', report);\n"),
    },
    {
      title: 'a queue without a schedule',
      files: nodeService(
        "import { Queue } from 'bullmq';\nconst queue = new Queue('reports');\nawait queue.add('now', {});\n",
      ),
    },
    {
      title: 'a rule on events',
      files: nodeService('', {
        'main.tf':
          'resource "aws_cloudwatch_event_rule" "report" {\n  event_pattern = jsonencode({ source = ["aws.ec2"] })\n}\n',
      }),
    },
  ],
  detect: ({ sightings, workloads }) => [
    ...sightings
      .filter(({ kind }) => kind === oneRunner)
      .map(({ span, text, confidence, service }) => ({ span, text, confidence, service })),
    ...workloads.flatMap((workload) => {
      const isBeat = workload.containers.some(({ command = [] }) =>
        /\bcelery\b.*\bbeat\b/.test(command.join(' ')),
      );
      const isOne = isBeat && (workload.replicas ?? 1) === 1 && !/CronJob|Job/.test(workload.kind);
      if (workload.service === '' || (workload.kind !== 'CronJob' && !isOne)) return [];
      const text = isOne
        ? `${workload.kind} ${workload.name} is the one process that starts scheduled jobs (Celery beat)`
        : `CronJob ${workload.name} runs by itself on its schedule`;
      return [
        {
          span: { ...workload.span, endLine: workload.span.line, endColumn: workload.span.column },
          text,
          confidence: 'high' as const,
          service: workload.service,
        },
      ];
    }),
  ],
};

const inProcess = 'scheduler-in-process';

/** Schedulers that run in the process that makes them. */
const schedulers: readonly { readonly target: RegExp; readonly name: string }[] = [
  { target: /^node-cron\.schedule$/, name: 'node-cron' },
  { target: /^cron\.CronJob(?:\.from)?$/, name: 'cron' },
  { target: /^node-schedule\.scheduleJob$/, name: 'node-schedule' },
  { target: /^apscheduler\.schedulers\.\w+\.\w+Scheduler\(\)\.start$/, name: 'APScheduler' },
  { target: /^github\.com\/robfig\/cron(?:\/v\d+)?\.New\(\)\.Add(?:Func|Job)$/, name: 'robfig/cron' },
  { target: /^github\.com\/go-co-op\/gocron(?:\/v\d+)?\.NewScheduler\(\)\.NewJob$/, name: 'gocron' },
];

/** Schedules of minutes and more: what comes each few seconds refreshes or watches the instance itself. */
const markedSchedulers: readonly { readonly target: RegExp; readonly name: string }[] = [
  { target: /^@nestjs\/schedule\.Cron$/, name: '@nestjs/schedule' },
  { target: /^(?:org\.springframework\.scheduling\.annotation\.)?Scheduled$/, name: '@Scheduled' },
];

const inCode: CodeRecogniser = {
  in: 'code',
  sighting: inProcess,
  languages: ['go', 'java', 'javascript', 'kotlin', 'python'],
  words: /node-cron|['"]cron['"]|node-schedule|@nestjs\/schedule|apscheduler|robfig\/cron|gocron|@Scheduled/,
  *see(code) {
    for (const call of code.calls) {
      const scheduler = schedulers.find(({ target }) => target.test(call.target));
      if (scheduler && !call.context.conditional)
        yield seenAt(
          code,
          call,
          `work on a schedule is started in the process (${scheduler.name})`,
          'medium',
        );
    }
    for (const mark of code.marks) {
      const scheduler = markedSchedulers.find(({ target }) => target.test(mark.target));
      // An interval between runs is the habit of caches and of what watches the instance.
      const isCron = mark.name === 'Cron' || mark.arguments.some(({ name }) => name === 'cron');
      if (scheduler && isCron && !mark.function?.marks.some(({ name }) => name === 'SchedulerLock'))
        yield seenAt(
          code,
          mark,
          `${mark.function?.name ?? 'a function'} is started on a schedule in the process (${scheduler.name})`,
          'medium',
        );
    }
  },
};

const cron = "const cron = require('node-cron');\ncron.schedule('0 4 * * *', sendInvoices);\n";
const replicated = { 'k8s/app.yaml': deployment({ replicas: 3 }) };

export const schedulerInEveryInstance: EvidenceSignal = {
  id: 'scheduler-in-every-instance',
  question,
  stance: 'contradicts',
  meaning:
    'Each instance starts the same work at the same moment, so that it is done as often as there are instances.',
  recognition:
    'node-cron, cron, node-schedule, @Cron of Nest, APScheduler, robfig/cron, gocron or @Scheduled with a cron expression, in a service that runs in several instances, with no lock in sight.',
  guards: [
    'One instance, or a number that is not known, is not judged.',
    'A service with a process of its own for background work may start schedules there alone.',
    'A lock or an election of a leader anywhere in the service silences it, and so does a condition around the schedule.',
    'A fixed interval is the habit of caches and of what watches the instance itself.',
  ],
  languages: ['JavaScript', 'Python', 'Java', 'Kotlin', 'Go'],
  recognisers: [inCode, schedulerLocks, ...oneRunners],
  seen: [
    { title: 'node-cron', files: nodeService(cron, replicated) },
    {
      title: 'APScheduler',
      files: pythonService(
        'from apscheduler.schedulers.background import BackgroundScheduler\n\nscheduler = BackgroundScheduler()\nscheduler.add_job(send_invoices, "cron", hour=4)\nscheduler.start()\n',
        replicated,
      ),
    },
    {
      title: '@Scheduled',
      files: javaService(
        'import org.springframework.scheduling.annotation.Scheduled;\n\nclass Invoices {\n  @Scheduled(cron = "0 0 4 * * *")\n  void send() {}\n}\n',
        replicated,
      ),
    },
    {
      title: 'robfig/cron',
      files: goService(
        'package main\n\nimport "github.com/robfig/cron/v3"\n\nfunc main() {\n\tc := cron.New()\n\tc.AddFunc("0 4 * * *", send)\n\tc.Start()\n}\n',
        replicated,
      ),
    },
    {
      title: '@Scheduled in Kotlin',
      files: kotlinService(
        'import org.springframework.scheduling.annotation.Scheduled\n\nclass Invoices {\n  @Scheduled(cron = "0 0 4 * * *")\n  fun send() {}\n}\n',
        replicated,
      ),
    },
  ],
  unseen: [
    { title: 'one instance', files: nodeService(cron) },
    {
      title: 'a lock',
      files: nodeService(
        `const Redlock = require('redlock');\nconst lock = new Redlock([redis]);\n${cron}`,
        replicated,
      ),
    },
    {
      title: 'a condition',
      files: nodeService(
        "const cron = require('node-cron');\nif (process.env.SCHEDULER) cron.schedule('0 4 * * *', sendInvoices);\n",
        replicated,
      ),
    },
    {
      title: 'a process of its own',
      files: nodeService(cron, {
        ...replicated,
        'k8s/worker.yaml': deployment().replaceAll('name: app', 'name: app-worker'),
      }),
    },
    {
      title: 'an interval',
      files: javaService(
        'import org.springframework.scheduling.annotation.Scheduled;\n\nclass Prices {\n  @Scheduled(fixedRate = 5000)\n  void refresh() {}\n}\n',
        replicated,
      ),
    },
  ],
  detect: (facts) => {
    const { sightings, workloads } = facts;
    const settled = new Set(
      sightings
        .filter(({ kind }) => kind === schedulerLocks.sighting || kind === oneRunner)
        .map(({ service }) => service),
    );
    for (const workload of workloads) if (isBackground(workload)) settled.add(workload.service);
    return sightings.flatMap(({ kind, span, text, confidence, service }) => {
      const instances =
        kind === inProcess && !settled.has(service) ? severalInstances(service, facts) : undefined;
      return instances === undefined
        ? []
        : [{ span, text: `${text}, nothing keeps it to one of them, and ${instances}`, confidence, service }];
    });
  },
};
