// 集中排查: one task for every household of a division, run by the server as a job with a progress bar.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Job } from '../../wire/desk.ts';
import { call, session } from '../call.ts';
import { today } from '../clock.ts';
import { sentenceOf } from '../failure.ts';
import { addDays, count } from '../figures.ts';
import { words } from '../language.ts';
import { PAGES } from '../roles.ts';
import { DivisionField } from '../widgets/division-picker.tsx';
import { Notice } from '../widgets/page.tsx';

const POLL_MS = 500;

export function SweepDialog({ onClose }: { onClose: () => void }) {
  const w = words();
  const s = w.sweep;
  const [year = 0, month = 0] = today().split('-').map(Number);
  const [division, setDivision] = useState('');
  const [title, setTitle] = useState(s.nameDefault(w.time.month(year, month)));
  const [dueOn, setDueOn] = useState(addDays(today(), session.value?.policy.dueDays.sweep ?? 30));
  const [fault, setFault] = useState<{ division?: string; title?: string; due?: string; whole?: string }>({});
  const [job, setJob] = useState<Job | null>(null);
  const [busy, setBusy] = useState(false);

  const start = async (): Promise<void> => {
    if (busy) return;
    if (division === '') return setFault({ division: s.chooseDivision });
    if (title.trim() === '') return setFault({ title: s.needName });
    if (dueOn < today()) return setFault({ due: w.dispatch.duePast });
    setBusy(true);
    setFault({});
    const reply = await call('/api/sweeps', Job, { method: 'POST', body: { division, title: title.trim(), dueOn } });
    setBusy(false);
    if (reply.ok) setJob(reply.value);
    else setFault({ whole: sentenceOf(reply.failure) });
  };
  if (job) return <Running job={job} onClose={onClose} onNews={setJob} />;
  return (
    <Sheet
      title={s.title}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {w.act.cancel}
          </Button>
          <Button look="primary" disabled={busy} onClick={() => void start()}>
            {s.button}
          </Button>
        </>
      }
    >
      <div class="form">
        <p class="quiet">{s.note}</p>
        <DivisionField label={s.division} value={division} onPick={setDivision} blank={s.chooseDivision} withTop error={fault.division} />
        <TextField name="title" label={s.name} value={title} onInput={setTitle} maxLength={60} error={fault.title} />
        <TextField name="sweepDue" type="date" label={w.dispatch.due} value={dueOn} onInput={setDueOn} error={fault.due} />
        {fault.whole ? <Notice tone="bad" text={fault.whole} /> : null}
      </div>
    </Sheet>
  );
}

function Running({ job, onClose, onNews }: { job: Job; onClose: () => void; onNews: (job: Job) => void }) {
  const w = words();
  const s = w.sweep;
  const [asked, setAsked] = useState(0);
  const working = job.state === 'waiting' || job.state === 'running';
  useEffect(() => {
    if (!working) return;
    const timer = setTimeout(async () => {
      const reply = await call(`/api/jobs/${job.id}`, Job);
      if (reply.ok) onNews(reply.value);
      setAsked((n) => n + 1);
    }, POLL_MS);
    return () => clearTimeout(timer);
  }, [working, job.id, asked, onNews]);
  return (
    <Sheet
      title={s.title}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {w.act.close}
          </Button>
          {job.state === 'done' ? (
            <Button look="primary" href={`${PAGES.tasks.path}?origin=sweep`}>
              {w.dispatch.seeTasks}
            </Button>
          ) : null}
        </>
      }
    >
      <div class="working" aria-live="polite">
        {working ? (
          <>
            <p>{s.running}</p>
            <progress class="progress" aria-label={s.running} {...(job.total > 0 ? { value: job.done, max: job.total } : {})} />
            <p class="num">{s.progress(count(job.done), count(job.total))}</p>
            <p class="quiet">{s.runningNote}</p>
          </>
        ) : job.state === 'done' ? (
          <Notice tone="ok" text={job.message || s.done(count(job.done))} />
        ) : (
          <Notice tone="bad" text={`${s.failed}：${job.message}`} />
        )}
      </div>
    </Sheet>
  );
}
