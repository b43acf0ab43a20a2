/** The pixels that clips can have, `width:height`, the usual ones first: of the relay's models. */
export const turboRatios = ['1280:768', '768:1280'] as const;

/** And of the official ones. */
export const officialRatios = [
  '1280:720',
  '720:1280',
  '1104:832',
  '832:1104',
  '960:960',
  '1584:672',
] as const;
