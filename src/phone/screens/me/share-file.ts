// Hands a file on: by the phone's share sheet where it takes files, else as a download.

const TYPE = 'application/octet-stream';

/** Browsers share only kinds of files that they know: the same bytes under a text's name then. */
function shareable(parts: readonly Uint8Array<ArrayBuffer>[], name: string): File | null {
  if (typeof navigator.canShare !== 'function') return null;
  for (const file of [new File([...parts], name, { type: TYPE }), new File([...parts], `${name}.txt`, { type: 'text/plain' })])
    if (navigator.canShare({ files: [file] })) return file;
  return null;
}

/** `given`: the person has chosen where to; `kept`: it lies among the downloads; `left`: the person closed the share sheet. */
export async function giveFile(parts: readonly Uint8Array<ArrayBuffer>[], name: string): Promise<'given' | 'kept' | 'left'> {
  const file = shareable(parts, name);
  if (file) {
    try {
      await navigator.share({ files: [file] });
      return 'given';
    } catch (error) {
      if ((error as { name?: unknown }).name === 'AbortError') return 'left';
      // The tap that allowed it is too long ago, or the system has nobody to share with: the download is always there.
    }
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([...parts], { type: TYPE }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return 'kept';
}
