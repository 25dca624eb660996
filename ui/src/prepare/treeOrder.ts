/** Where spans stand in their tree: parents before children, children by start. All arrays but `place` go by that order. */
export interface TreeOrder {
  /** For each span its place in the order. */
  place: Int32Array;
  span: Int32Array;
  depth: Int32Array;
  /** The place of its parent, or -1. */
  parent: Int32Array;
  children: Int32Array;
  /** The place after the last span below this one. */
  end: Int32Array;
  /** Which child of its parent, from 1, and of how many. */
  position: Int32Array;
  siblings: Int32Array;
}

/**
 * Orders spans, given for each the number of its parent or -1. Spans that are each other's parents become roots too, so that
 * nothing is lost. Lists within arrays instead of objects and recursion: a trace may be as deep as it is long.
 */
export function treeOrder(parents: readonly number[], starts: readonly number[], durations: readonly number[]): TreeOrder {
  const count = parents.length;
  const fresh = (length = count) => new Int32Array(length);
  const order = { place: fresh().fill(-1), span: fresh(), depth: fresh(), parent: fresh(), children: fresh(), end: fresh(), position: fresh(), siblings: fresh() };
  const { place, span, depth, parent, children, end, position, siblings } = order;

  // Roots are the children of what stands after the last span.
  const above = (i: number) => (parents[i]! < 0 ? count : parents[i]!);
  const first = fresh(count + 1).fill(-1);
  const next = fresh();
  const below = fresh(count + 1);
  const number = fresh();
  const sorted = byStart(starts, durations);
  for (const i of sorted) number[i] = ++below[above(i)]!;
  for (let k = count - 1; k >= 0; k--) {
    const i = sorted[k]!;
    next[i] = first[above(i)]!;
    first[above(i)] = i;
  }

  let filled = 0;
  const unvisited = (i: number) => {
    let at = i;
    while (at >= 0 && place[at]! >= 0) at = next[at]!;
    return at;
  };
  const visit = (root: number, alone: boolean) => {
    let i = root;
    let up = -1;
    for (;;) {
      const at = filled++;
      place[i] = at;
      span[at] = i;
      parent[at] = up;
      depth[at] = up < 0 ? 0 : depth[up]! + 1;
      children[at] = below[i]!;
      position[at] = alone && i === root ? 1 : number[i]!;
      siblings[at] = alone && i === root ? 1 : below[above(i)]!;
      let to = unvisited(first[i]!);
      if (to >= 0) up = at;
      while (to < 0) {
        end[place[i]!] = filled;
        if (i === root) return;
        to = unvisited(next[i]!);
        if (to < 0) {
          i = span[up]!;
          up = parent[up]!;
        }
      }
      i = to;
    }
  };
  for (let i = first[count]!; i >= 0; i = next[i]!) visit(i, false);
  for (let i = 0; filled < count; i++) if (place[i]! < 0) visit(i, true);
  return order;
}

/** By start; of those that start together the longest first. They mostly come so. */
function byStart(starts: readonly number[], durations: readonly number[]): Int32Array {
  const sorted = Int32Array.from(starts, (_, i) => i);
  const compare = (a: number, b: number) => starts[a]! - starts[b]! || durations[b]! - durations[a]! || a - b;
  for (let k = 1; k < sorted.length; k++) if (compare(k - 1, k) > 0) return sorted.sort(compare);
  return sorted;
}
