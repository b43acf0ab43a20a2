/**
 * What there is only so much of, shared out among those who want it: keys, or addresses before a key
 * is known. Whoever holds less than what is still free may take more. So one holder alone has half at
 * most, two have a third each, and as much as each of them has is kept for whoever comes next.
 */
export interface Shares {
  /** @returns what gives it back, or undefined: this holder has its share */
  take(holder: string, size?: number): (() => void) | undefined;
}

export function createShares(total: number): Shares {
  let free = total;
  const held = new Map<string, number>();

  function change(holder: string, by: number): void {
    free -= by;
    const now = (held.get(holder) ?? 0) + by;
    if (now > 0) held.set(holder, now);
    else held.delete(holder);
  }

  return {
    take(holder, size = 1) {
      if ((held.get(holder) ?? 0) + size > free) return undefined;
      change(holder, size);
      let mine = true;
      return () => {
        if (mine) change(holder, -size);
        mine = false;
      };
    },
  };
}
