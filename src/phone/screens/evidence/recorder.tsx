// The button that records a voice note, and what it says while it runs.
import { useEffect } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { toast } from '../../../ui/toast.tsx';
import { w } from '../state/look.ts';
import type { EvidenceDesk } from './evidence-desk.ts';
import { keepPiece } from './keep-piece.ts';
import { useRecorder } from './use-recorder.ts';
import { sayLength, VOICE_SECONDS } from './voice-format.ts';
import { ew } from './words.ts';

/** Below it a voice can hardly be told from the wind. */
const QUIET = 0.04;
const LOUD_ENOUGH_S = 3;

interface Props {
  desk: EvidenceDesk;
  about: string;
  /** Names the button where several stand on a page. */
  label?: string;
  onRecorded?: (id: string) => void;
}

export function Recorder({ desk, about, label, onRecorded }: Props) {
  const words = ew().voice;
  const { state, seconds, level, start, stop } = useRecorder(async (data, type) => {
    if (data.length === 0) {
      toast(words.tooShort);
      return;
    }
    const kept = await keepPiece(desk, { purpose: 'voice', about, type, data });
    if (!kept) return;
    onRecorded?.(kept.id);
    toast(words.kept);
  });
  useEffect(() => desk.during(stop), [desk, stop]);
  if (state === 'recording') {
    return (
      <div class="recorder">
        <p class="num" aria-live="off">
          <i class="recorder-dot" aria-hidden="true" />
          {words.running(sayLength(seconds), sayLength(VOICE_SECONDS))}
        </p>
        {level === null ? null : <meter class="recorder-level" aria-label={words.level} min={0} max={1} value={level} />}
        {seconds > LOUD_ENOUGH_S && level !== null && level < QUIET ? <p class="quiet">{words.silent}</p> : null}
        <Button look="primary" wide onClick={() => void stop()}>
          {words.stop}
        </Button>
      </div>
    );
  }
  const trouble = state === 'denied' || state === 'absent' || state === 'busy' ? words[state] : '';
  return (
    <div class="recorder">
      {trouble ? (
        <p class="recorder-trouble" role="alert">
          {trouble}
        </p>
      ) : null}
      {state === 'absent' ? null : (
        <Button
          look="outline"
          wide
          disabled={state !== 'idle' && trouble === ''}
          onClick={() => void start()}
          {...(label ? { label: `${words.record} ${label}` } : {})}
        >
          <Icon name="mic" />
          {state === 'keeping' ? w().form.saving : words.record}
        </Button>
      )}
    </div>
  );
}
