// Numbers that can be compared: repeated runs, their median and their spread.

export interface Measured {
  median: number;
  min: number;
  max: number;
}

export function spread(values: readonly number[]): Measured {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return { median, min: sorted[0] ?? 0, max: sorted[sorted.length - 1] ?? 0 };
}

/** "median 612 ms (580–701)" */
export function say(label: string, values: readonly number[], unit: string, digits = 0): void {
  const { median, min, max } = spread(values);
  console.log(`${label}: median ${median.toFixed(digits)} ${unit} (${min.toFixed(digits)}–${max.toFixed(digits)}, ${values.length} runs)`);
}
