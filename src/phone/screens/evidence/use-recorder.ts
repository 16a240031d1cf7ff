// A voice note while it is recorded: time, level, and an end after two minutes, when the page is left or a call comes in; what was said until then is kept.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { VOICE_BITS, VOICE_SECONDS, type VoiceFormat, voiceFormat } from './voice-format.ts';

export type RecorderState = 'idle' | 'asking' | 'recording' | 'keeping' | 'denied' | 'absent' | 'busy';

interface Take {
  recorder: MediaRecorder;
  format: VoiceFormat;
  /** Resolves when what was said is kept. */
  ended: Promise<void>;
}

const formatHere = (): VoiceFormat | null =>
  typeof MediaRecorder === 'function' && MediaRecorder.isTypeSupported ? voiceFormat((kind) => MediaRecorder.isTypeSupported(kind)) : null;

interface Ear {
  /** 0 to 1: how loud it is, as we hear it; null while the browser does not tell. */
  level: () => number | null;
  stop: () => void;
}

const DEAF: Ear = { level: () => null, stop: () => undefined };

/** Recording goes on where the level can't be had: some browsers give few audio contexts, or wake them late. */
function listen(stream: MediaStream): Ear {
  try {
    return hear(stream);
  } catch {
    return DEAF;
  }
}

function hear(stream: MediaStream): Ear {
  const context = new AudioContext();
  void context.resume().catch(() => undefined);
  const ear = context.createAnalyser();
  ear.fftSize = 512;
  context.createMediaStreamSource(stream).connect(ear);
  const wave = new Uint8Array(ear.fftSize);
  return {
    level: () => {
      if (context.state !== 'running') return null;
      ear.getByteTimeDomainData(wave);
      const power = wave.reduce((sum, value) => sum + (value - 128) ** 2, 0) / wave.length;
      return Math.min(1, Math.sqrt(power) / 40);
    },
    stop: () => void context.close().catch(() => undefined),
  };
}

/** Null where the browser had promised more than it can. */
function recorderOf(stream: MediaStream, format: VoiceFormat): MediaRecorder | null {
  try {
    return new MediaRecorder(stream, { mimeType: format.recorder, audioBitsPerSecond: VOICE_BITS });
  } catch {
    return null;
  }
}

const TICK_MS = 200;

export function useRecorder(onRecorded: (data: Uint8Array, type: VoiceFormat['type']) => Promise<void>) {
  const [state, setState] = useState<RecorderState>('idle');
  const [seconds, setSeconds] = useState(0);
  const [level, setLevel] = useState<number | null>(null);
  const take = useRef<Take | null>(null);
  const mounted = useRef(true);
  const keep = useRef(onRecorded);
  keep.current = onRecorded;

  const stop = useCallback((): Promise<void> => {
    const running = take.current;
    if (!running) return Promise.resolve();
    if (running.recorder.state !== 'inactive') running.recorder.stop();
    return running.ended;
  }, []);

  const start = useCallback(async (): Promise<void> => {
    const format = formatHere();
    const media = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
    if (!format || !media?.getUserMedia) {
      setState('absent');
      return;
    }
    setState('asking');
    const stream = await media.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } }).catch((error: unknown) => {
      const name = (error as { name?: string }).name ?? '';
      setState(name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : name === 'NotFoundError' ? 'absent' : 'busy');
      return null;
    });
    if (!stream) return;
    const hush = (): void => {
      for (const track of stream.getTracks()) track.stop();
    };
    if (!mounted.current) {
      hush();
      return;
    }
    const recorder = recorderOf(stream, format);
    if (!recorder) {
      hush();
      setState('absent');
      return;
    }
    const ear = listen(stream);
    const chunks: Blob[] = [];
    recorder.ondataavailable = (event) => {
      if (event.data.size > 0) chunks.push(event.data);
    };
    const began = performance.now();
    const ticking = setInterval(() => {
      const passed = (performance.now() - began) / 1000;
      if (mounted.current) {
        setSeconds(Math.min(VOICE_SECONDS, passed));
        setLevel(ear.level());
      }
      if (passed >= VOICE_SECONDS) void stop();
    }, TICK_MS);
    const onHide = (): void => {
      if (document.visibilityState === 'hidden') void stop();
    };
    document.addEventListener('visibilitychange', onHide);
    const ended = new Promise<void>((resolve) => {
      recorder.onstop = () => {
        clearInterval(ticking);
        document.removeEventListener('visibilitychange', onHide);
        ear.stop();
        hush();
        if (mounted.current) setState('keeping');
        const whole = new Blob(chunks, { type: format.type });
        void whole
          .arrayBuffer()
          .then((bytes) => keep.current(new Uint8Array(bytes), format.type))
          .finally(() => {
            take.current = null;
            if (mounted.current) setState('idle');
            resolve();
          });
      };
    });
    take.current = { recorder, format, ended };
    setSeconds(0);
    setLevel(null);
    setState('recording');
    // Second by second, so that a browser that is killed in between has little left to lose.
    recorder.start(1000);
  }, [stop]);

  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
      void stop();
    };
  }, [stop]);

  return { state, seconds, level, start, stop };
}
