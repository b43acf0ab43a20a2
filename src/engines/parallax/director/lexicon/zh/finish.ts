/** Chinese words for what is done to a picture's colours, style and light, and for sound and text. */
import { words } from '../entries.ts';
import type { Entry } from '../senses.ts';

/** What a picture may be by itself as well: asked for only where the prompt says so. */
const named: Entry[] = [
  ...words('黑白，黑白色，黑白画面，单色，灰色，棕褐色，彩色', {
    look: 'named',
    style: true,
  }),
  ...words('水彩风格，水彩画，油画，油画风格，水墨画，水墨风格，水墨风，素描，漫画，漫画风格', {
    look: 'named',
    thing: true,
  }),
  ...words('动漫风格，动画风格，卡通，卡通风格，像素风，像素风格，二次元，赛博朋克风格', {
    look: 'named',
    thing: true,
  }),
];

/** What the prompt may want changed, shown or heard: told by the verb beside it. */
const subjects: Entry[] = [
  ...words('更亮，更暗，更鲜艳，鲜艳，明亮，昏暗', { look: 'subject', style: true }),
  ...words('色调，暖色，冷色，暖色调，冷色调，颜色，色彩，画面颜色，季节，四季，天色，亮度，光照', {
    look: 'subject',
    thing: true,
  }),
  ...words('文字，标题，字样，标语，歌词，音乐，歌曲，旋律，钢琴曲', {
    look: 'subject',
    thing: true,
  }),
];

/** What no picture has by itself. */
const asked: Entry[] = [
  ...words('字幕，旁白，配音，配乐，音效，背景音乐，背景音，对白，台词，画外音，环境音', {
    look: 'asked',
    style: true,
  }),
  ...words('调色，滤镜，去色，上色，褪色，昼夜更替，昼夜交替，日夜交替，四季更替，四季变换', {
    look: 'asked',
    style: true,
  }),
  ...words(
    '季节变换，季节更替，从白天到黑夜，由昼入夜，天色渐暗，天色变暗，天色变亮，光线变暗，光线变亮，天色渐亮，夜幕降临',
    {
      look: 'asked',
      style: true,
    },
  ),
];

export const finish: Entry[] = [...named, ...subjects, ...asked];
