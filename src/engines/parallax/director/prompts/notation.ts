import type { Row } from './row.ts';

/** Brackets, labels, times and keys, as the guides of video models write them. */
export const notation: Row[] = [
  ['[Push in, Pedestal up]', 'dolly in + pedestal up'],
  ['A man reads a letter [Pan left], then [Zoom in]', 'pan left > zoom in, !subject-motion'],
  ['[Truck right] A girl waits at the bus stop, [Tilt up] the sky', 'truck right > tilt up'],
  ['[左摇]女孩转身，[拉远]露出城市', 'pan left > dolly out, !subject-motion'],
  ['[推进,上升]', 'dolly in + pedestal up'],
  [
    '[00:00-00:02] Slow dolly in on the lighthouse. [00:02-00:05] Tilt up to the storm clouds.',
    'dolly in > tilt up',
  ],
  ['0:00 pan left, 0:03 zoom in', 'pan left > zoom in'],
  ['0-50%: dolly in, 50-100%: orbit left', 'dolly in > orbit left'],
  ['0s-3s: camera pushes in; 3s-5s: camera holds still', 'dolly in > static'],
  ['{"camera": "dolly in", "speed": "slow"}', 'dolly in, slow'],
  ['{"shot": {"camera_motion": "orbit left", "lens": "35mm"}, "style": "cinematic"}', 'orbit left'],
  ['camera_motion: pan_left', 'pan left'],
  ['CAMERA: PAN RIGHT', 'pan right'],
  ['- camera: static\n- subject: an old clock\n- lighting: dim', 'static, still'],
  ['镜头运动：右环绕，速度：慢', 'orbit right, slow'],
  ['第一秒静止，之后向左摇', 'static > pan left'],
  ['从面部/天空逐渐摇到脚部/地面', 'tilt down, slow'],
  ['场景：雨夜站台｜动作：林夏踏入积水｜运镜：缓慢推进', 'dolly in, slow, rain, !subject-motion'],
  ['0s: hold still\n1s: push in slowly', 'static > dolly in, slow'],
  ['【运镜：镜头下摇，收束视线】', 'tilt down'],
  ['camera: none', 'static, still'],
  ['1) static 2) zoom in', 'static > zoom in'],
  ['negative: shaky, zoom; positive: pan left', 'pan left'],
  ['0:00-0:02 crane down; 0:02-0:05 push in on the door', 'crane down > dolly in'],
  [
    'ultra wide establishing shot of Mars colony, dust storm, slow tracking shot to the left, lens flare, 8k, photorealistic --ar 16:9',
    'truck left, slow, much dust',
  ],
  ['[CAMERA MOVEMENT] dolly out [SPEED] slow [LIGHTING] golden hour', 'dolly out, slow'],
  [
    'Ultra-detailed macro of a honeybee on a sunflower, wings beating in slow motion, camera drifting right, creamy bokeh, pollen in the air --v 6 --style raw',
    'truck right, slow, depth-of-field, dust, !subject-motion',
  ],
  [
    'Hyper-realistic product shot: a chrome wristwatch on black velvet. Camera performs a smooth 180-degree arc from left to right, studio lighting, no reflections of the crew.',
    'orbit right, !limited',
  ],
  ['30-second ad feel: fast push in, snap stop, slow pull out', 'dolly in > dolly out'],
  [
    '[Truck left, Pan right] A woman reads by the window.',
    'truck left + pan right, !subject-motion',
  ],
  ['[Pedestal up] The tower, [Shake] the ground trembles', 'pedestal up > handheld'],
  ['[Static shot]', 'static, still'],
  ['A slow 3-second push followed by a 2-second hold', 'dolly in > static, slow'],
];
