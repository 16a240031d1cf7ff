// Questions that the device helps with: where it is, what a bar code says, and a tick that something was read.
import { useState } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { CheckGroup } from '../../../ui/options.tsx';
import { w } from '../state/look.ts';
import type { FieldProps } from './question-field.tsx';
import { canScan, ScanSheet } from './scan-sheet.tsx';

export function AcknowledgeField({ desk, view, fieldName, label, hint }: FieldProps) {
  return (
    <CheckGroup
      name={fieldName}
      title={label}
      hint={hint || undefined}
      wide
      values={view.value === 'OK' ? ['OK'] : []}
      options={[{ value: 'OK', word: w().survey.acknowledge }]}
      onToggle={(_, on) => desk.answer(view.instanceId, view.key, on ? 'OK' : null, 'tap')}
    />
  );
}

/** ODK's text of a place: latitude longitude altitude accuracy. The person is never kept waiting for it. */
export function PlaceField({ desk, view, fieldName, label, hint }: FieldProps) {
  const words = w().survey.place;
  const [state, setState] = useState<'idle' | 'asking' | 'denied' | 'failed'>('idle');
  const [latitude, longitude, , accuracy] = typeof view.value === 'string' ? view.value.split(' ').map(Number) : [];
  const measure = (): void => {
    if (!('geolocation' in navigator)) {
      setState('failed');
      return;
    }
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        const at = [coords.latitude.toFixed(6), coords.longitude.toFixed(6), Math.round(coords.altitude ?? 0), Math.round(coords.accuracy)];
        desk.answer(view.instanceId, view.key, at.join(' '), 'tap');
      },
      (error) => setState(error.code === error.PERMISSION_DENIED ? 'denied' : 'failed'),
      { enableHighAccuracy: true, timeout: 30_000, maximumAge: 60_000 },
    );
  };
  return (
    <div class="field" id={`field-${fieldName}`} tabIndex={-1}>
      <span class="field-label">{label}</span>
      {hint ? <span class="field-hint">{hint}</span> : null}
      <p class="num" role="status">
        {state === 'asking'
          ? words.asking
          : state === 'denied'
            ? words.denied
            : state === 'failed'
              ? words.failed
              : latitude === undefined || longitude === undefined
                ? words.none
                : words.at(latitude.toFixed(5), longitude.toFixed(5), Math.round(accuracy ?? 0))}
      </p>
      <Button look="outline" onClick={measure} disabled={state === 'asking'} label={`${words.measure} ${label}`}>
        {words.measure}
      </Button>
    </div>
  );
}

/** Typed, or read by the camera where the browser can. */
export function BarcodeField({ desk, view, fieldName, label, hint }: FieldProps) {
  const [scanning, setScanning] = useState(false);
  const give = (text: string, how: 'tap' | 'typing'): void => desk.answer(view.instanceId, view.key, text, how);
  return (
    <>
      <TextField
        name={fieldName}
        label={label}
        hint={hint || undefined}
        value={view.value === null ? '' : String(view.value)}
        maxLength={500}
        onInput={(text) => give(text, 'typing')}
        {...(canScan()
          ? {
              end: (
                <Button look="outline" onClick={() => setScanning(true)} label={`${w().survey.scan.button} ${label}`}>
                  {w().survey.scan.button}
                </Button>
              ),
            }
          : {})}
      />
      {scanning ? (
        <ScanSheet
          title={label}
          onClose={() => setScanning(false)}
          onFound={(text) => {
            setScanning(false);
            give(text, 'tap');
          }}
        />
      ) : null}
    </>
  );
}
