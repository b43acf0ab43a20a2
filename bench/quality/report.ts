import { describeMachine } from '../report/machine.ts';
import { formatNumber, formatTable } from '../report/markdown.ts';
import { type DepthTrial, describeDepth } from './depth.ts';
import { median } from './edge-points.ts';
import type { JitterFloor } from './encoder-floor.ts';
import type { PairTrial, Trial } from './run.ts';

export interface QualityResults {
  trials: readonly Trial[];
  pairs: readonly PairTrial[];
  /** Of the pictures whose depth is known. */
  depths?: readonly DepthTrial[];
  /** Image and command rendered twice, and whether the bytes agreed. */
  repeats: readonly { subject: string; command: string; same: boolean }[];
  /** What an ideal camera would score on each image. */
  floors: readonly (JitterFloor & { subject: string })[];
  settings: { width: number; height: number; seconds: number };
  commandLine: string;
  date: Date;
}

/** What the numbers are to reach. */
const goals = { ssim: 0.98, jitter: 0.03 };

/** The report as Markdown: summary, then a table per image. */
export function writeReport(results: QualityResults): string {
  const { settings, commandLine, date, trials, pairs, depths = [] } = results;
  const subjects = [...new Set(trials.map(({ subject }) => subject))];
  return `${[
    '# Picture quality',
    `${date.toISOString().slice(0, 10)}, ${describeMachine()}. \`${commandLine}\``,
    `${trials.length} clips of ${settings.width}x${settings.height}, ${settings.seconds} s. Everything is measured on the decoded MP4, by code that shares nothing with the renderer. How: \`bench/quality/README.md\`.`,
    '## Summary',
    summarise(results),
    ...subjects.map((subject) => describeSubject(subject, trials, settings.width)),
    depths.length > 0 ? describeDepth(depths) : '',
    pairs.length > 0 ? describePairs(pairs) : '',
    describeShortfalls(results),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}

function summarise(results: QualityResults): string {
  const { trials, pairs, repeats, floors } = results;
  const obeyed = trials.filter((trial) => trial.obeyed).length;
  const firsts = [...trials, ...pairs].flatMap(({ measures }) => measures.firstSsim ?? []);
  const lasts = pairs.flatMap(({ measures }) => measures.lastSsim ?? []);
  const jitters = trials.map(({ measures }) => measures.jitter);
  const blemished = [...trials, ...pairs].filter(({ measures }) => measures.blemished > 0);
  const details = trials.map(({ measures }) => measures.sharpness.last);
  const rows: string[][] = [
    ['commands obeyed (VBench-style proxy)', '100%', percent(obeyed, trials.length)],
    ['first frame against the image, SSIM', `>= ${goals.ssim}`, leastAndMiddle(firsts)],
    ['last frame against the last keyframe, SSIM', `>= ${goals.ssim}`, leastAndMiddle(lasts)],
    ['velocity jitter, px/frame²', `<= ${goals.jitter}`, mostAndMiddle(jitters)],
    ['the same of an ideal pan, encoded', '-', mostAndMiddle(floors.map(({ encoded }) => encoded))],
    ['the same before encoding', '-', mostAndMiddle(floors.map(({ tracker }) => tracker))],
    ['clips with black, hole or smeared pixels', '0', String(blemished.length)],
    [
      'share of a frame that is shown twice at a border',
      '0',
      mostAndMiddle(trials.map(({ measures }) => measures.twins)),
    ],
    [
      'debris along outlines, px',
      '0',
      mostAndMiddle(
        trials.map(({ measures }) => measures.debris),
        0,
      ),
    ],
    [
      'bend of straight lines, px',
      '<= 1',
      mostAndMiddle(
        trials.map(({ measures }) => measures.bend),
        1,
      ),
    ],
    ['parallax of orbits and dollies, % of the width', '>= 3', parallaxes(results)],
    ['detail kept in the last frame (Laplacian energy)', '-', leastAndMiddle(details)],
    [
      'same request, same bytes',
      'all',
      `${repeats.filter(({ same }) => same).length} of ${repeats.length}`,
    ],
    [
      'pairs of keyframes judged rightly (related or not)',
      'all',
      `${pairs.filter(isJudgedRightly).length} of ${pairs.length}`,
    ],
  ];
  return formatTable(['what', 'goal', 'measured'], rows);
}

/** Of the moves that are to show depth. */
function parallaxes({ trials, settings }: QualityResults): string {
  const shares = trials
    .filter(({ command }) => /orbit|dolly/.test(command))
    .map(({ measures }) => (100 * measures.parallax) / settings.width)
    .filter(Number.isFinite);
  if (shares.length === 0) return '-';
  return `least ${Math.min(...shares).toFixed(1)}, median ${median(shares).toFixed(1)}`;
}

function isJudgedRightly({ related, warnings }: PairTrial): boolean {
  return related !== warnings.includes('unrelated-keyframes');
}

function describeSubject(subject: string, trials: readonly Trial[], width: number): string {
  const rows = trials
    .filter((trial) => trial.subject === subject)
    .map(({ command, obeyed, measures, renderSeconds }) => [
      command,
      obeyed ? 'yes' : '**no**',
      measures.labels.join(', ') || 'none',
      formatNumber(measures.firstSsim, 4),
      formatNumber(measures.jitter, 3),
      String(measures.blemished),
      formatNumber(measures.twins * 100, 1),
      formatNumber(measures.debris, 0),
      formatNumber(measures.bend, 1),
      formatNumber(measures.parallax, 1),
      formatNumber((100 * measures.parallax) / width, 1),
      formatNumber(measures.sharpness.middle, 2),
      formatNumber(measures.sharpness.last, 2),
      formatNumber(renderSeconds, 1),
    ]);
  const head = [
    'command',
    'obeyed',
    'seen',
    'first SSIM',
    'jitter',
    'blemished px',
    'twins, %',
    'debris, px',
    'bend, px',
    'parallax, px',
    'parallax, %',
    'detail, middle',
    'detail, last',
    'render s',
  ];
  return `## ${subject}\n\n${formatTable(head, rows)}\n\n![First, middle and last frame of each clip](${subject}.jpg)`;
}

function describePairs(pairs: readonly PairTrial[]): string {
  const rows = pairs.map((pair) => [
    pair.name,
    pair.related ? 'morph' : 'dissolve',
    isJudgedRightly(pair) ? 'yes' : '**no**',
    formatNumber(pair.measures.firstSsim, 4),
    formatNumber(pair.measures.lastSsim, 4),
    formatNumber(pair.measures.jitter, 3),
    String(pair.measures.blemished),
    formatNumber(pair.measures.sharpness.middle, 2),
    formatNumber(pair.renderSeconds, 1),
  ]);
  const head = [
    'from first to last',
    'wanted',
    'got it',
    'first SSIM',
    'last SSIM',
    'jitter',
    'blemished px',
    'detail, middle',
    'render s',
  ];
  return `## Two keyframes\n\n${formatTable(head, rows)}`;
}

/** Every clip that misses a goal, with the frame or the numbers that show it. */
function describeShortfalls({ trials }: QualityResults): string {
  const lines = trials.flatMap(({ subject, command, obeyed, expected, measures }) => {
    const found: string[] = [];
    if (!obeyed) {
      found.push(
        `expected ${expected}, seen ${measures.labels.join(', ') || 'none'}; ${edges(measures)}`,
      );
    }
    if ((measures.firstSsim ?? 1) < goals.ssim) {
      found.push(`first frame ${formatNumber(measures.firstSsim, 4)}`);
    }
    if (measures.jitter > goals.jitter) found.push(`jitter ${formatNumber(measures.jitter, 3)}`);
    if (measures.blemished > 0) {
      found.push(`${measures.blemished} blemished pixels in frame ${measures.worstFrame}`);
    }
    return found.length > 0 ? [`- ${subject}, ${command}: ${found.join('; ')}`] : [];
  });
  return lines.length > 0 ? `## What misses a goal\n\n${lines.join('\n')}` : '';
}

function edges({ points, orbit }: Trial['measures']): string {
  if (!points) return 'edges could not be followed';
  const show = ({ x, y }: { x: number; y: number }) => `(${x.toFixed(0)}, ${y.toFixed(0)})`;
  return `edges moved top ${show(points.top)}, bottom ${show(points.bottom)}, left ${show(points.left)}, right ${show(points.right)}; near ${orbit.nearX.toFixed(1)}, far ${orbit.farX.toFixed(1)} px across`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)}% (${part} of ${whole})`;
}

function leastAndMiddle(values: readonly number[]): string {
  if (values.length === 0) return '-';
  return `least ${Math.min(...values).toFixed(4)}, median ${median(values).toFixed(4)}`;
}

function mostAndMiddle(values: readonly number[], digits = 4): string {
  if (values.length === 0) return '-';
  return `most ${Math.max(...values).toFixed(digits)}, median ${median(values).toFixed(digits)}`;
}
