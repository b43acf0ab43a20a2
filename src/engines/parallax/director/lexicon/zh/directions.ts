/** Chinese words for where the camera goes. */
import { words } from '../entries.ts';
import type { Entry, Heading } from '../senses.ts';

/** 向左, 往左侧, 朝左边 and their like, for every side. */
function toward(side: string, to: Heading, also?: Heading): Entry[] {
  return ['向', '往', '朝', '朝着', '向着'].flatMap((toward) =>
    words(
      [side, `${side}角`, `${side}方`, `${side}侧`, `${side}边`, `${side}面`]
        .map((s) => toward + s)
        .join('，'),
      {
        heading: also ? { to, also } : { to },
      },
    ),
  );
}

export const directions: Entry[] = [
  ...toward('左', 'left'),
  ...toward('右', 'right'),
  ...toward('上', 'up'),
  ...toward('下', 'down'),
  ...toward('左上', 'left', 'up'),
  ...toward('左下', 'left', 'down'),
  ...toward('右上', 'right', 'up'),
  ...toward('右下', 'right', 'down'),
  ...['向', '往', '朝'].flatMap((toward) => [
    ...words(`${toward}一边，${toward}一侧`, { style: true }),
    ...words(`${toward}另一边，${toward}另一侧`, { heading: { to: 'back' } }),
  ]),
  ...toward('前', 'in'),
  ...toward('里', 'in'),
  ...toward('内', 'in'),
  ...toward('后', 'out'),
  ...toward('外', 'out'),
  ...words(
    '左至右，左到右，左往右，从左到右，从左至右，从左往右，从左向右，自左向右，由左至右，由左及右，由左向右，由左到右',
    {
      heading: { to: 'right' },
    },
  ),
  ...words(
    '右至左，右到左，右往左，从右到左，从右至左，从右往左，从右向左，自右向左，由右至左，由右及左，由右向左，由右到左',
    {
      heading: { to: 'left' },
    },
  ),
  ...words(
    '从下到上，从下往上，从下向上，自下而上，由下至上，由下往上，由下而上，从脚到头，从脚到脸，从低到高，从低往高，从低处往高处，从低处到高处，从低处向高处',
    {
      heading: { to: 'up' },
    },
  ),
  ...words(
    '从上到下，从上往下，从上向下，自上而下，由上至下，由上往下，由上而下，从头到脚，从脸到脚，从高到低，从高往低，从高处往低处，从高处到低处，从高处向低处',
    {
      heading: { to: 'down' },
    },
  ),
  ...words('先远后近，由远及近，由远到近，从远到近，由远至近，从远及近', { heading: { to: 'in' } }),
  ...words('先近后远，由近及远，由近到远，从近到远，由近至远，从近及远', {
    heading: { to: 'out' },
  }),
  ...words('回来，回去，返回，回到，摆回，另一边，另一侧，反方向，相反方向，反向，往回，折返', {
    heading: { to: 'back' },
  }),
  ...words('原位，原处，起点，原点，起始位置，初始位置，原来的位置，一边，一侧', { style: true }),
  ...words('越高，越来越高', { heading: { to: 'up' } }),
  ...words('越低，越来越低', { heading: { to: 'down' } }),
  ...words('越近，越来越近', { heading: { to: 'in' } }),
  ...words('越远，越来越远', { heading: { to: 'out' } }),
  ...words('逆时针', { heading: { to: 'counterclockwise' } }),
  ...words('顺时针', { heading: { to: 'clockwise' } }),
  ...words('水平，横向，侧向', { heading: { to: 'sideways' } }),
  ...words('垂直，纵向', { heading: { to: 'vertical' } }),
  ...words('忽远忽近，时远时近', { heading: { to: 'in and out' } }),
  ...words('忽左忽右，时左时右', { heading: { to: 'to and fro' } }),
  ...words('忽上忽下，时上时下', { heading: { to: 'up and down' } }),
  ...words('上下', { heading: { to: 'up and down' } }),
  ...words('左右，来回，前后', { heading: { to: 'to and fro' } }),
  ...words('半圈', { path: 'around', modifier: { size: 0.8 } }),
  ...words('一圈，一周，个圈', { path: 'around', modifier: { size: 2 } }),
  ...words('沿着，沿，经过', { path: 'through', preposition: true }),
  ...words('从背后，从后方，从身后，在身后，背后，后面，身后', {
    path: 'behind',
    preposition: true,
  }),
];
