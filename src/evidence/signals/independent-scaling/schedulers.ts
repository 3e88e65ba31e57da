import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';
import type { EvidenceSignal } from '../../signal.js';
import { deployment } from './examples.js';
import { inProcessSchedulers } from './in-process-schedulers.js';
import { isBackground, severalInstances } from './instances.js';
import { oneRunnerSeen, oneRunnerUnseen } from './one-runner-examples.js';
import { oneRunners, schedulerLocks } from './one-runner.js';
import { oneRunner } from './platform-schedules.js';

const question = 'independent-scaling';

export const scheduledWorkHasOneRunner: EvidenceSignal = {
  id: oneRunner,
  question,
  stance: 'supports',
  meaning: 'However many instances there are, work on a schedule is done once.',
  recognition:
    'A CronJob of Kubernetes, a schedule of AWS, Google Cloud, Azure, Vercel, Cloudflare, Render, Railway or Nomad, a process of Celery beat, ShedLock, clustered Quartz, jobs of BullMQ, pg-boss, Agenda, Hangfire, Oban, GoodJob, Solid Queue, River, Temporal, RedBeat, sidekiq-cron and rq-scheduler, `distributed` of node-cron, `onOneServer` of Laravel, the election of a leader.',
  guards: [
    'A scheduler within the process without any of them is none.',
    'CronJobs of products of others do not count.',
  ],
  languages: ['JavaScript', 'Java', 'Kotlin', 'PHP', 'Elixir', 'Ruby', 'C#', 'Go'],
  recognisers: oneRunners,
  seen: oneRunnerSeen,
  unseen: oneRunnerUnseen,
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

const cron = "const cron = require('node-cron');\ncron.schedule('0 4 * * *', sendInvoices);\n";
const replicated = { 'k8s/app.yaml': deployment({ replicas: 3 }) };

export const schedulerInEveryInstance: EvidenceSignal = {
  id: 'scheduler-in-every-instance',
  question,
  stance: 'contradicts',
  meaning:
    'Each instance starts the same work at the same moment, so that it is done as often as there are instances.',
  recognition:
    'node-cron, cron, croner, node-schedule, @Cron of Nest, APScheduler, schedule, robfig/cron, gocron, @Scheduled with a cron expression (Spring, Quarkus, Micronaut), Quartz without a store and Coravel in .NET, Rufus or tokio-cron-scheduler, in a service that runs in several instances, with no lock in sight.',
  guards: [
    'One instance, or a number that is not known, is not judged.',
    'A service with a process of its own for background work may start schedules there alone.',
    'A lock or an election of a leader anywhere in the service silences it, and so does a condition around the schedule.',
    'A fixed interval is the habit of caches and of what watches the instance itself.',
  ],
  languages: ['JavaScript', 'Python', 'Java', 'Kotlin', 'Go', 'C#', 'Ruby', 'Rust'],
  recognisers: [inProcessSchedulers, schedulerLocks, ...oneRunners],
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
      title: 'Quartz in .NET',
      files: csharpService(
        'using Quartz;\n\nvar builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddQuartz(quartz =>\n{\n    quartz.AddJob<SendInvoices>(job => job.WithIdentity("invoices"));\n    quartz.AddTrigger(trigger => trigger.ForJob("invoices").WithCronSchedule("0 0 4 * * ?"));\n});\n',
        replicated,
      ),
    },
    {
      title: 'Rufus',
      files: rubyService(
        "class App\n  def start\n    scheduler = Rufus::Scheduler.new\n    scheduler.cron('0 4 * * *') { send_invoices }\n  end\nend\n",
        replicated,
      ),
    },
    {
      title: 'tokio-cron-scheduler',
      files: rustService(
        'use tokio_cron_scheduler::{Job, JobScheduler};\n\nasync fn start() {\n    let scheduler = JobScheduler::new().await.unwrap();\n    scheduler.add(Job::new_async("0 0 4 * * *", |_, _| Box::pin(send_invoices())).unwrap()).await.unwrap();\n}\n',
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
      title: 'a job that the instances share',
      files: nodeService(
        "const cron = require('node-cron');\ncron.schedule('0 4 * * *', sendInvoices, { name: 'invoices', distributed: true });\n",
        replicated,
      ),
    },
    {
      title: 'a lease of Nest',
      files: nodeService('', {
        ...replicated,
        'src/invoices.service.ts':
          "import { Cron } from '@nestjs/schedule';\nimport { LocksService } from '@nestjs/locks';\nexport class Invoices {\n  constructor(private readonly locks: LocksService) {}\n  @Cron('0 4 * * *')\n  send() {}\n}\n",
      }),
    },
    {
      title: 'Quartz with a store in .NET',
      files: csharpService(
        'using Quartz;\n\nvar builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddQuartz(quartz =>\n{\n    quartz.UsePersistentStore(store => store.UseClustering());\n    quartz.AddTrigger(trigger => trigger.ForJob("invoices").WithCronSchedule("0 0 4 * * ?"));\n});\n',
        replicated,
      ),
    },
    {
      title: 'an interval of APScheduler',
      files: pythonService(
        'from apscheduler.schedulers.background import BackgroundScheduler\n\nscheduler = BackgroundScheduler()\nscheduler.add_job(refresh, "interval", minutes=5)\nscheduler.start()\n',
        replicated,
      ),
    },
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
        kind === inProcessSchedulers.sighting && !settled.has(service)
          ? severalInstances(service, facts)
          : undefined;
      return instances === undefined
        ? []
        : [{ span, text: `${text}, nothing keeps it to one of them, and ${instances}`, confidence, service }];
    });
  },
};
