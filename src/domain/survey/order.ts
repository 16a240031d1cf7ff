// The order in which a form's units are computed, each after what it depends on; and the circles that have no such order.

/** A unit that another one needs, and the column of the sheet that says so (empty where the form's structure does). */
export interface Need {
  unit: number;
  column: string;
}

/** A circle of units, each needing the next and the last the first; `column` is where the first one's need is written. */
export interface Circle {
  units: number[];
  column: string;
}

/** Ranks by document order as far as needs allow. Units of a circle get a rank too, which then means nothing. */
export function orderUnits(needs: readonly (readonly Need[])[]): { rank: Int32Array; unitAtRank: Int32Array; circles: Circle[] } {
  const rank = new Int32Array(needs.length).fill(-1);
  const unitAtRank = new Int32Array(needs.length);
  const circles: Circle[] = [];
  const onPath = new Set<number>();
  let ranked = 0;

  // A stack of its own: a chain of two thousand calculations must not depend on how deep the engine's own stack is.
  for (let start = 0; start < needs.length; start++) {
    if (rank[start] !== -1) continue;
    const path: { unit: number; next: number }[] = [{ unit: start, next: 0 }];
    onPath.add(start);
    while (path.length > 0) {
      const top = path[path.length - 1] as { unit: number; next: number };
      const need = (needs[top.unit] as readonly Need[])[top.next++];
      if (!need) {
        unitAtRank[ranked] = top.unit;
        rank[top.unit] = ranked++;
        onPath.delete(top.unit);
        path.pop();
      } else if (onPath.has(need.unit)) {
        const from = path.findIndex((step) => step.unit === need.unit);
        const circle = path.slice(from);
        // The row to blame is one with an expression; structure alone makes no circle.
        const blamed = circle.findIndex((step) => columnOf(needs, step) !== '');
        const turned = [...circle.slice(blamed), ...circle.slice(0, blamed)];
        circles.push({ units: turned.map((step) => step.unit), column: columnOf(needs, turned[0] as { unit: number; next: number }) });
      } else if (rank[need.unit] === -1) {
        path.push({ unit: need.unit, next: 0 });
        onPath.add(need.unit);
      }
    }
  }
  return { rank, unitAtRank, circles };
}

/** The column of the need that a step of the path is following. */
const columnOf = (needs: readonly (readonly Need[])[], step: { unit: number; next: number }): string =>
  needs[step.unit]?.[step.next - 1]?.column ?? '';
