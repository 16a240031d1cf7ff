// What became of a process that a file remembers: a number alone may since belong to somebody else.
import { readFileSync } from 'node:fs';

const linux = process.platform === 'linux';

/** `alive`, `zombie` (dead, waiting for its parent: it holds nothing any more) or `gone`. */
export function processState(pid: number): 'alive' | 'zombie' | 'gone' {
  if (!Number.isInteger(pid) || pid <= 0) return 'gone';
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, under another account.
    return (error as NodeJS.ErrnoException).code === 'ESRCH' ? 'gone' : 'alive';
  }
  if (!linux) return 'alive';
  const letter = stat(pid)?.[0];
  if (letter === undefined) return 'gone';
  return letter === 'Z' || letter === 'X' ? 'zombie' : 'alive';
}

/** Something that differs for every process that ever had this number: boot and start time. Empty where the system does not say. */
export function processBirth(pid: number): string {
  if (!linux) return '';
  const started = stat(pid)?.[19];
  if (started === undefined) return '';
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${started}`;
  } catch {
    return started;
  }
}

/** The command line, words separated by blanks; undefined where it cannot be read. */
export function commandLine(pid: number): string | undefined {
  if (!linux) return undefined;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return undefined;
  }
}

/** The fields of /proc/PID/stat from the state letter on; the name before them may hold blanks and brackets. */
function stat(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
