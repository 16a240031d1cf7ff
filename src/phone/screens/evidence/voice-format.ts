// Which kind of sound this browser records, of those that the office can play.
import type { Evidence } from '../../../domain/visit.ts';

export interface VoiceFormat {
  /** As the recorder is asked for it. */
  recorder: string;
  type: Evidence['type'];
}

const FORMATS: readonly VoiceFormat[] = [
  { recorder: 'audio/webm;codecs=opus', type: 'audio/webm' },
  { recorder: 'audio/webm', type: 'audio/webm' },
  { recorder: 'audio/mp4;codecs=mp4a.40.2', type: 'audio/mp4' },
  { recorder: 'audio/mp4', type: 'audio/mp4' },
];

/** Null where it records none of them. */
export const voiceFormat = (canRecord: (kind: string) => boolean): VoiceFormat | null => FORMATS.find(({ recorder }) => canRecord(recorder)) ?? null;

/** Seconds: a voice note ends by itself. */
export const VOICE_SECONDS = 120;

/** Speech is clear at 24 kbit a second: two minutes are 360 kB. */
export const VOICE_BITS = 24_000;

/** 0:07, 1:42. */
export const sayLength = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, '0')}`;
