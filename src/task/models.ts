import { officialRatios, turboRatios } from './ratios.ts';

/** What a request to each model may ask for, for those who choose before they send one. */
export const modelTable: Record<
  string,
  { ratios: readonly string[]; durations: readonly number[] }
> = {
  gen4_turbo: { ratios: officialRatios, durations: [2, 3, 4, 5, 6, 7, 8, 9, 10] },
  'gen4.5': { ratios: officialRatios, durations: [2, 3, 4, 5, 6, 7, 8, 9, 10] },
  gen4a_turbo: { ratios: turboRatios, durations: [5, 10] },
  gen3a_turbo: { ratios: turboRatios, durations: [5, 10] },
};
