import type { SignalExample } from '../../../model/evidence.js';
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

/** Work on a schedule that is done once. */
export const oneRunnerSeen: readonly SignalExample[] = [
  {
    title: 'a CronJob',
    files: nodeService('', {
      'k8s/cron.yaml':
        'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: app-report}\nspec:\n  schedule: "0 4 * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers: [{name: app, image: app, command: [node, report.js]}]\n',
    }),
  },
  {
    title: 'jobs of node-cron that the instances share',
    files: nodeService(
      "const cron = require('node-cron');\ncron.schedule('0 4 * * *', sendInvoices, { name: 'invoices', distributed: true });\n",
    ),
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
    title: 'Solid Queue',
    files: rubyService('', {
      'config/recurring.yml':
        'production:\n  report:\n    class: ReportJob\n    schedule: every day at 4am\n',
    }),
  },
  {
    title: 'a schedule of Vercel',
    files: nodeService('', {
      'vercel.json': '{\n  "crons": [{ "path": "/api/report", "schedule": "0 4 * * *" }]\n}\n',
    }),
  },
  {
    title: 'a schedule of a function in SAM',
    files: nodeService('', {
      'template.yaml':
        'Resources:\n  Report:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events:\n        Nightly:\n          Type: Schedule\n          Properties:\n            Schedule: cron(0 4 * * ? *)\n',
    }),
  },
  {
    title: 'a timer of Azure Functions',
    files: csharpService(
      'public class Report\n{\n    [Function("report")]\n    public void Run([TimerTrigger("0 0 4 * * *")] TimerInfo timer) { }\n}\n',
    ),
  },
  {
    title: 'Nomad',
    files: nodeService('', {
      'report.nomad': 'job "report" {\n  type = "batch"\n  periodic {\n    crons = ["0 4 * * *"]\n  }\n}\n',
    }),
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
];

/** What looks like it. */
export const oneRunnerUnseen: readonly SignalExample[] = [
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
];
