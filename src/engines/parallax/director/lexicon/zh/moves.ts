/** Chinese words for what the camera does. */
import { words } from '../entries.ts';
import type { Entry, Heading } from '../senses.ts';

const sides: [string, Heading][] = [
  ['左', 'left'],
  ['右', 'right'],
  ['上', 'up'],
  ['下', 'down'],
  ['前', 'in'],
  ['后', 'out'],
];

/** One-character verbs fuse with a side on either end: 左摇, 摇左, 上移, 后拉. */
const fused: Entry[] = sides.flatMap(([side, to]) => [
  ...words(`${side}摇，${side}甩镜`, {
    move: { family: 'turn', licence: 'film', to },
    fused: true,
  }),
  ...words(`摇${side}`, { move: { family: 'turn', licence: 'film', to } }),
  ...words(`${side}移，${side}平移，${side}推，${side}拉，${side}横移`, {
    move: { family: 'travel', licence: 'film', to },
    fused: true,
  }),
  ...words(`移${side}`, { move: { family: 'travel', licence: 'film', to } }),
  ...words(`${side}转`, { move: { family: 'turn', licence: 'plain', to }, fused: true }),
  ...words(`转向${side}，转向${side}边，转向${side}侧，转到${side}边，摇向${side}，摇向${side}边`, {
    move: { family: 'turn', licence: 'film', to },
  }),
  ...words(`转${side}`, { move: { family: 'turn', licence: 'plain', to } }),
  ...words(`${side}倾，${side}仰`, { move: { family: 'tilt', licence: 'term', to }, fused: true }),
]);

/** 镜头前 is a place, but not in these. */
const forward: Entry[] = words('镜头前推，镜头前移，镜头前进，镜头前行，镜头前冲', {
  move: { family: 'travel', licence: 'sure', to: 'in' },
  camera: true,
});

const terms: Entry[] = [
  ...words('摇镜头，摇镜，摇摄，横摇，平摇，摇移，水平摇镜，水平摇动，摇拍，扫视', {
    move: { family: 'turn', licence: 'film' },
  }),
  ...words('摇', { move: { family: 'turn', licence: 'term' } }),
  ...words('偏', { move: { family: 'turn', licence: 'plain' } }),
  ...words('摇动，转向，转动，转到，转至，转过去，转过来', {
    move: { family: 'turn', licence: 'plain' },
  }),
  ...words('纵摇，俯仰，俯仰镜头，垂直摇镜', { move: { family: 'tilt', licence: 'film' } }),
  ...words('上仰，仰起，抬升视角，仰头，抬起，仰', {
    move: { family: 'tilt', licence: 'term', to: 'up' },
  }),
  ...words('抬', { move: { family: 'tilt', licence: 'term', otherwise: 'up' } }),
  ...words('拍到', { move: { family: 'travel', licence: 'film' } }),
  ...words('转个弯，拐个弯，转弯，拐弯，扫一遍，扫一圈', {
    move: { family: 'turn', licence: 'plain' },
  }),
  ...words('抬头', { move: { family: 'tilt', licence: 'plain', to: 'up', personal: true } }),
  ...words('低头', { move: { family: 'tilt', licence: 'plain', to: 'down', personal: true } }),
  ...words('歪，歪一点，歪斜', { move: { family: 'roll', licence: 'plain' } }),
  ...words('落到，落至，落向，落在', { move: { family: 'tilt', licence: 'plain', to: 'down' } }),
  ...words('摇到，摇至，摇向', { move: { family: 'turn', licence: 'film' } }),
  ...words('仰摇', { move: { family: 'tilt', licence: 'film', to: 'up' } }),
  ...words('俯摇', { move: { family: 'tilt', licence: 'film', to: 'down' } }),
  ...words('下俯，俯下，俯', { move: { family: 'tilt', licence: 'term', to: 'down' } }),
  ...words('向下俯拍，向下俯视，向下看，向下俯瞰，低头俯视', {
    move: { family: 'tilt', licence: 'film', to: 'down' },
  }),
  ...words('向上仰拍，向上仰视，向上看，抬头仰视', {
    move: { family: 'tilt', licence: 'film', to: 'up' },
  }),
  ...words('倾斜', { move: { family: 'tilt', licence: 'plain', otherwise: 'sideways' } }),
  ...words('平移，横移，移镜头，移镜，横向移动，侧移，滑动镜头，滑轨镜头，平移镜头，侧向移动', {
    move: { family: 'travel', licence: 'film', otherwise: 'sideways' },
  }),
  ...words('横向跟拍，平行跟拍', {
    move: { family: 'travel', licence: 'sure', otherwise: 'sideways' },
  }),
  ...words('视差，视差效果，视差运动，视差滚动', {
    move: { family: 'travel', licence: 'sure', to: 'sideways', hint: true, label: true },
  }),
  ...words('移', { move: { family: 'travel', licence: 'term', otherwise: 'sideways' } }),
  ...words('下压', { move: { family: 'travel', licence: 'film', to: 'down' } }),
  ...words('移到，移至，挪到', {
    move: { family: 'travel', licence: 'plain', otherwise: 'sideways' },
  }),
  ...words(
    '推镜头，推镜，推进，推近，推入，推向，前推，推轨，推移，推到，推至，拉近，拉近镜头，推进去',
    {
      move: { family: 'travel', licence: 'film', to: 'in' },
    },
  ),
  ...words('推轨镜头，推近镜头，推进镜头，前推镜头，向前推进', {
    move: { family: 'travel', licence: 'film', to: 'in' },
  }),
  ...words('推', { move: { family: 'travel', licence: 'term', to: 'in' } }),
  ...words(
    '拉到，拉至，推远，拉镜头，拉镜，拉远，拉开，拉出，后拉，拉远镜头，拉开镜头，后拉镜头，向后拉远，拉后',
    {
      move: { family: 'travel', licence: 'film', to: 'out' },
    },
  ),
  ...words('拉', { move: { family: 'travel', licence: 'term', to: 'out' } }),
  ...words('变焦，变焦镜头，变焦效果，缩放', { move: { family: 'zoom', licence: 'film' } }),
  ...words('变焦推进，变焦推近，变焦拉近，镜头放大，画面放大', {
    move: { family: 'zoom', licence: 'film', to: 'in' },
  }),
  ...words('变焦拉远，变焦拉开，镜头缩小，画面缩小', {
    move: { family: 'zoom', licence: 'film', to: 'out' },
  }),
  ...words('变大', { move: { family: 'zoom', licence: 'plain', to: 'in' } }),
  ...words('变小', { move: { family: 'zoom', licence: 'plain', to: 'out' } }),
  ...words('收紧', { move: { family: 'zoom', licence: 'plain', to: 'in' } }),
  ...words('放近', { move: { family: 'travel', licence: 'film', to: 'in' } }),
  ...words('放大', { move: { family: 'zoom', licence: 'term', to: 'in', transitive: true } }),
  ...words('聚焦到，聚焦于，聚焦在', { move: { family: 'zoom', licence: 'plain', to: 'in' } }),
  ...words('缩小', { move: { family: 'zoom', licence: 'term', to: 'out' } }),
  ...words('急推，猛推，急速变焦，快速变焦，快速变焦推近，快速变焦推进', {
    move: { family: 'zoom', licence: 'film', to: 'in', pace: 2 },
  }),
  ...words(
    '推轨变焦，眩晕变焦，希区柯克变焦，滑动变焦，眩晕效果，推拉变焦，希区柯克式变焦，希区柯克镜头，眩晕镜头',
    {
      move: { family: 'dolly-zoom', licence: 'sure' },
    },
  ),
  ...words('左环绕', { move: { family: 'orbit', licence: 'film', to: 'left' }, fused: true }),
  ...words('右环绕', { move: { family: 'orbit', licence: 'film', to: 'right' }, fused: true }),
  ...words(
    '环绕，环绕镜头，环绕拍摄，环绕运镜，围绕，环拍，弧形运镜，弧线运镜，绕拍，弧形移动，弧线运动，弧形运动',
    {
      move: { family: 'orbit', licence: 'film', transitive: true },
    },
  ),
  ...words('子弹时间，360度环绕，360°环绕，360度旋转，360°旋转，360环绕', {
    move: { family: 'orbit', licence: 'sure', size: 3 },
  }),
  ...words('螺旋上升', { move: { family: 'orbit', licence: 'film', to: 'up' } }),
  ...words('螺旋下降', { move: { family: 'orbit', licence: 'film', to: 'down' } }),
  ...words('螺旋', { move: { family: 'orbit', licence: 'term' } }),
  ...words('半环绕', { move: { family: 'orbit', licence: 'sure', size: 0.8 } }),
  ...words('绕着，围着，围绕着，环绕着', {
    move: { family: 'orbit', licence: 'plain', transitive: true },
  }),
  ...words('盘旋，绕行', { move: { family: 'orbit', licence: 'plain', transitive: true } }),
  ...words('绕', { move: { family: 'orbit', licence: 'plain', transitive: true } }),
  ...words('翻滚', { move: { family: 'roll', licence: 'plain' } }),
  ...words('旋转，转圈，旋转镜头，翻转，转', { move: { family: 'rotate', licence: 'plain' } }),
  ...words('滚筒旋转，滚筒，旋转镜头，旋转运镜，滚转，翻滚镜头，滚动镜头', {
    move: { family: 'roll', licence: 'film' },
  }),
  ...words('荷兰角，荷兰式倾斜，倾斜构图，斜角镜头，倾斜镜头', {
    move: { family: 'roll', licence: 'sure', size: 0.7 },
  }),
  ...words(
    '吊臂上升，吊臂升起，升镜头，升镜，镜头升起，摇臂上升，摇臂升起，升起镜头，上升镜头，起幅上升',
    {
      move: { family: 'crane', licence: 'sure', to: 'up' },
    },
  ),
  ...words('吊臂下降，降镜头，降镜，摇臂下降，下降镜头，镜头降落', {
    move: { family: 'crane', licence: 'sure', to: 'down' },
  }),
  ...words('吊臂，升降镜头，升降，摇臂，摇臂镜头，升降运镜', {
    move: { family: 'crane', licence: 'film' },
  }),
  ...words(
    '爬上，爬升，拉起，升出，浮出，冒出，上浮，飞高，飞起来，抬高，拉高，上升，升起，升高，抬升，拉升，攀升，升空',
    {
      move: { family: 'travel', licence: 'plain', to: 'up' },
    },
  ),
  ...words('升到，升至，升上', { move: { family: 'travel', licence: 'film', to: 'up' } }),
  ...words('降到，降至', { move: { family: 'travel', licence: 'film', to: 'down' } }),
  ...words('升', { move: { family: 'travel', licence: 'plain', to: 'up' } }),
  ...words('推开', { move: { family: 'travel', licence: 'plain', to: 'out' } }),
  ...words('下坠，下潜，飞低，下降，降低，降落，下沉，降下', {
    move: { family: 'travel', licence: 'plain', to: 'down' },
  }),
  ...words('降', { move: { family: 'travel', licence: 'plain', to: 'down' } }),
  ...words('俯冲', { move: { family: 'swoop', licence: 'plain' } }),
  ...words('快速甩镜头，甩镜头，甩镜，甩摇，快速甩镜，甩拍，急甩，急摇，甩动镜头', {
    move: { family: 'whip', licence: 'sure' },
  }),
  ...words('甩', { move: { family: 'whip', licence: 'term' } }),
  ...words(
    '手持，手持镜头，手持拍摄，手持晃动，手持摄影，手持运镜，手持感，呼吸感，晃动镜头，抖动镜头',
    {
      move: { family: 'shake', licence: 'sure' },
    },
  ),
  ...words('轻晃，微晃，起伏，晃一晃，晃晃，晃来晃去，晃，晃动，抖动，颤动，摇晃，震动，摇摆，抖', {
    move: { family: 'shake', licence: 'plain' },
  }),
];

const everyday: Entry[] = [
  ...words('移动，运动，动', { move: { family: 'travel', licence: 'plain' } }),
  ...words('滑动，滑行，滑到，滑向', {
    move: { family: 'travel', licence: 'plain', otherwise: 'sideways' },
  }),
  ...words('流过，滑过，掠过，扫过，划过，横扫，经过', {
    move: { family: 'travel', licence: 'plain', otherwise: 'sideways', transitive: true },
  }),
  ...words(
    '挤进，挤入，钻出，钻进，钻入，钻过，前进，前移，靠近，接近，逼近，前行，深入，进入，穿过，穿越，穿行，驶入，走进',
    {
      move: { family: 'travel', licence: 'plain', to: 'in', transitive: true },
    },
  ),
  ...words('冲向，冲进，冲入，奔向，冲过', {
    move: { family: 'travel', licence: 'plain', to: 'in', pace: 1, transitive: true },
  }),
  ...words('疾驰，飞驰，疾速穿梭，飞速穿梭，飞速前进，疾速前进，飞速穿越，飞速穿行', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', pace: 1, ease: 'accelerate' },
  }),
  ...words('飘过，飘向，飘进，飘入', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', pace: -1, scenic: true },
  }),
  ...words('飘起来，飘起', {
    move: { family: 'travel', licence: 'plain', to: 'up', scenic: true },
  }),
  ...words('往上看，向上看，朝上看', {
    move: { family: 'tilt', licence: 'plain', to: 'up', personal: true },
  }),
  ...words('往下看，向下看，朝下看', {
    move: { family: 'tilt', licence: 'plain', to: 'down', personal: true },
  }),
  ...words('往左看，向左看，朝左看', {
    move: { family: 'turn', licence: 'plain', to: 'left', personal: true },
  }),
  ...words('往右看，向右看，朝右看', {
    move: { family: 'turn', licence: 'plain', to: 'right', personal: true },
  }),
  ...words('上去一点', { move: { family: 'travel', licence: 'plain', to: 'up', size: 0.5 } }),
  ...words('下来一点', { move: { family: 'travel', licence: 'plain', to: 'down', size: 0.5 } }),
  ...words('穿梭，漫游，游走，漂浮，飘浮', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in' },
  }),
  ...words('飞行，飞越，飞过，翱翔，飞入，飞进，飞向，飞', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', transitive: true },
  }),
  ...words('近一点，靠近一点，再近，近些，近点，变近，凑近，贴近', {
    move: { family: 'travel', licence: 'plain', to: 'in' },
  }),
  ...words('远一点，再远，离远点，离远一点，远些，远点，变远，渐远', {
    move: { family: 'travel', licence: 'plain', to: 'out' },
  }),
  ...words('退到，退至，退，后撤，后缩，撤，倒着走，倒着，后退，倒退，远离，退后，退出，后移', {
    move: { family: 'travel', licence: 'plain', to: 'out' },
  }),
  ...words('行走，走，漫步，走动，奔跑，跑', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', steps: true },
  }),
  ...words('行驶，驾驶', { move: { family: 'travel', licence: 'plain', otherwise: 'in' } }),
  ...words(
    '跟在，紧跟，紧跟着，紧随，跟上，跟上去，跟随，跟着，跟踪，追随，追踪，追逐，尾随，跟拍，跟镜，跟镜头，跟移',
    {
      move: {
        family: 'travel',
        licence: 'plain',
        otherwise: 'sideways',
        size: 0.6,
        transitive: true,
        follows: true,
      },
    },
  ),
  ...words('跟拍，跟随拍摄，跟镜头，跟镜，跟随镜头，跟拍镜头，追拍', {
    move: {
      family: 'travel',
      licence: 'sure',
      otherwise: 'sideways',
      size: 0.6,
      label: true,
      follows: true,
    },
  }),
  ...words(
    '急停，骤停，停，定住，定住不动，停着，停住不动，停留，停住，停下，停顿，暂停，悬停，停一下，停一秒，定格，停在，稳住',
    {
      move: { family: 'hold', licence: 'plain' },
    },
  ),
];

const shots: Entry[] = [
  ...words('航拍，航拍镜头，无人机航拍，无人机镜头，无人机视角，空中视角，鸟瞰', {
    move: {
      family: 'travel',
      licence: 'sure',
      otherwise: 'in',
      size: 0.8,
      hint: true,
      label: true,
    },
    camera: true,
  }),
  ...words('穿越机，穿越机视角，穿越机镜头', {
    move: { family: 'travel', licence: 'sure', otherwise: 'in', pace: 1, hint: true, label: true },
    camera: true,
  }),
  ...words('稳定器，斯坦尼康', {
    move: {
      family: 'travel',
      licence: 'sure',
      otherwise: 'in',
      size: 0.8,
      hint: true,
      label: true,
    },
    camera: true,
  }),
  ...words('第一人称，第一人称视角，主观镜头，主观视角，第一视角', {
    move: { family: 'shake', licence: 'sure', size: 0.4, hint: true },
    camera: true,
  }),
  ...words('超延时，移动延时，超延时摄影，大范围延时，延时穿梭', {
    move: {
      family: 'travel',
      licence: 'sure',
      otherwise: 'in',
      pace: 2,
      size: 1.2,
      ease: 'accelerate',
    },
    camera: true,
  }),
  ...words(
    '运镜，镜头运动，镜头移动，相机运动，摄像机运动，摄影机运动，相机移动，机位移动，镜头变化',
    {
      move: { family: 'travel', licence: 'sure', any: true, label: true },
      film: true,
      camera: true,
    },
  ),
  ...words('推拉，来回推拉，推拉镜头', {
    move: { family: 'travel', licence: 'film', to: 'in and out', label: true },
  }),
  ...words('推拉摇移', { move: { family: 'travel', licence: 'film', any: true, label: true } }),
  ...words('移动镜头，运动镜头', {
    move: { family: 'travel', licence: 'sure', any: true, label: true },
  }),
];

const stillness: Entry[] = [
  ...words('镜头不要动，镜头不要移动，镜头别动，镜头不移动，镜头不要运动，镜头不能动', {
    move: { family: 'hold', licence: 'sure', label: true },
  }),
  ...words('保持原位，原位不动，留在原地，停在原地，待在原地，原地不动，留在原处', {
    move: { family: 'hold', licence: 'term', label: true },
  }),
  ...words('不要动，别动', { move: { family: 'hold', licence: 'term', label: true } }),
  ...words(
    '固定镜头，镜头固定，固定机位，机位固定，静止镜头，镜头静止，锁定镜头，镜头锁定，锁定机位，机位锁定，静态镜头，定机位，定镜头，定镜，定拍，固定机位拍摄，机位不变',
    {
      move: { family: 'hold', licence: 'sure', label: true },
    },
  ),
  ...words(
    '镜头不动，镜头保持不动，镜头保持静止，镜头保持固定，固定视角，机位不动，相机不动，固定拍摄',
    {
      move: { family: 'hold', licence: 'sure', label: true },
    },
  ),
  ...words('静止，不动，固定，静止不动，保持不动，一动不动，静态，固定不动', {
    move: { family: 'hold', licence: 'term', label: true },
  }),
  ...words('三脚架', { move: { family: 'hold', licence: 'sure', hint: true, label: true } }),
];

export const moves: Entry[] = [...fused, ...forward, ...terms, ...everyday, ...shots, ...stillness];
