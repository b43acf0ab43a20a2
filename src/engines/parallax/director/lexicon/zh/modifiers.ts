/** Chinese directions, paces, sizes, connectives, negators and grammar. */
import { words } from '../entries.ts';
import type { Entry, Heading } from '../senses.ts';

/** 向左, 往左侧, 朝左边 and their like, for every side. */
function toward(side: string, to: Heading): Entry[] {
  return ['向', '往', '朝', '朝着', '向着'].flatMap((toward) =>
    words(
      [side, `${side}方`, `${side}侧`, `${side}边`, `${side}面`].map((s) => toward + s).join('，'),
      {
        heading: { to },
      },
    ),
  );
}

const headings: Entry[] = [
  ...toward('左', 'left'),
  ...toward('右', 'right'),
  ...toward('上', 'up'),
  ...toward('下', 'down'),
  ...toward('前', 'in'),
  ...toward('里', 'in'),
  ...toward('内', 'in'),
  ...toward('后', 'out'),
  ...toward('外', 'out'),
  ...words('从左到右，从左至右，从左往右，从左向右，自左向右，由左至右，由左向右，由左到右', {
    heading: { to: 'right' },
  }),
  ...words('从右到左，从右至左，从右往左，从右向左，自右向左，由右至左，由右向左，由右到左', {
    heading: { to: 'left' },
  }),
  ...words('从下到上，从下往上，从下向上，自下而上，由下至上，由下往上，由下而上，从低到高', {
    heading: { to: 'up' },
  }),
  ...words('从上到下，从上往下，从上向下，自上而下，由上至下，由上往下，由上而下，从高到低', {
    heading: { to: 'down' },
  }),
  ...words('由远及近，由远到近，从远到近，由远至近，从远及近', { heading: { to: 'in' } }),
  ...words('由近及远，由近到远，从近到远，由近至远，从近及远', { heading: { to: 'out' } }),
  ...words('逆时针', { heading: { to: 'counterclockwise' } }),
  ...words('顺时针', { heading: { to: 'clockwise' } }),
  ...words('水平，横向，侧向', { heading: { to: 'sideways' } }),
  ...words('垂直，纵向', { heading: { to: 'vertical' } }),
  ...words('左右，来回，前后', { heading: { to: 'to and fro' } }),
  ...words('一圈，一周', { path: 'around' }),
  ...words('沿着，沿，经过', { path: 'through', preposition: true }),
  ...words('从背后，从后方，从身后，在身后，背后', { path: 'behind', preposition: true }),
];

const modifiers: Entry[] = [
  ...words('极慢，极其缓慢，非常缓慢，极缓慢，很慢，非常慢，超慢，极缓，特别慢', {
    modifier: { pace: -2 },
  }),
  ...words('缓慢，缓缓，慢慢，慢速，徐徐，轻柔，柔和，慢，渐渐，逐渐，悠悠，轻轻，舒缓，平缓，缓', {
    modifier: { pace: -1 },
  }),
  ...words('慢镜头，慢动作，慢慢地，缓慢地，缓缓地，轻轻地，温柔，从容', {
    modifier: { pace: -1 },
  }),
  ...words('快速，迅速，急速，飞快，快，高速，急促，猛然，突然，急剧，猛地，快速地，迅速地，迅猛', {
    modifier: { pace: 1 },
  }),
  ...words('极快，非常快，超快，极速，飞速，疾速，超高速，极其快速，闪电般', {
    modifier: { pace: 2 },
  }),
  ...words('轻微，微微，略微，稍微，稍稍，小幅，小幅度，细微，一点点，一点，些许，微小', {
    modifier: { size: 0.5 },
  }),
  ...words('大幅，大幅度，强烈，夸张，剧烈，戏剧性，明显', { modifier: { size: 1.5 } }),
  ...words('加速，越来越快，逐渐加快，逐渐加速，渐快，不断加速', {
    modifier: { ease: 'accelerate' },
  }),
  ...words('减速，越来越慢，逐渐放慢，逐渐减速，渐慢，放慢', { modifier: { ease: 'decelerate' } }),
  ...words('匀速，恒速，速度均匀', { modifier: { ease: 'linear' } }),
  ...words('非常，很，极其，特别，十分，超级，极度', { degree: 1.6 }),
  ...words('有点，有些', { degree: 0.7 }),
];

const connectives: Entry[] = [
  ...words('然后，接着，随后，之后，再，最后，紧接着，接下来，而后，继而，最终，转而，结尾，后再', {
    link: { link: 'then' },
  }),
  ...words('然后再，接着再，最后再，随即，后接，再接', { link: { link: 'then' } }),
  ...words('后', { link: { link: 'then', weak: true } }),
  ...words('先，首先，开始时，一开始，开头，起初，开场', { link: { link: 'begin' } }),
  ...words('一边，边，随着，伴随，伴随着', { link: { link: 'while', opening: 'while' } }),
  ...words('同时，与此同时，的同时，一起', { together: true }),
  ...words('并，并且，和，与，及，以及，且，又，加上，也，结合', { link: { link: 'and' } }),
  ...words('或，或者', { link: { link: 'or' } }),
  ...words('但，但是，只，只是，仅，而是，不过，只有，仅仅', { link: { link: 'but' } }),
  ...words('展示，展现，露出，揭示，呈现，显露', { link: { link: 'and' } }),
];

const negators: Entry[] = [
  ...words('没有，无，禁止，避免，无需，不需要，不带，无任何，没有任何，毫无，去除', {
    negator: 'noun',
  }),
  ...words('不要，不，别，勿，请勿，不能，不用，不会，不许，不得，不可，不应', { negator: 'verb' }),
  ...words('负面提示词，反向提示词，负向提示词', { negator: 'all' }),
];

const grammar: Entry[] = [
  ...words(
    '的，地，得，了，着，过，正在，是，会，将，把，请，让，使，开始，继续，始终，一直，正，被',
    {
      auxiliary: true,
    },
  ),
  ...words(
    '保持，进行，呈，以，个，一个，一次，一段，次，位，名，只，一只，一位，一名，条，辆，座，整个',
    {
      auxiliary: true,
    },
  ),
  ...words(
    '从，自，由，在，向，往，朝，朝着，对，对着，于，到，至，为，给，跟，用，看向，面向，面对，望向',
    {
      preposition: true,
    },
  ),
  ...words('它，其', { pronoun: true }),
  ...words('她的，他的，他们的，它的，我的，你的', { determiner: true, possessive: true }),
];

const camera: Entry[] = [
  ...words('镜头，摄像机，摄影机，相机，视角，机位，无人机，视线，摄像头', { camera: true }),
  ...words('画面，视野，场景', { camera: true }),
  ...words('拍摄，效果，转场，式，速度，节奏', { film: true, style: true }),
  ...words(
    '电影感，电影级，电影质感，流畅，平滑，平稳，丝滑，稳定，自然，顺滑，连贯，一镜到底，优雅',
    {
      style: true,
    },
  ),
  ...words('低角度，高角度，仰拍，俯拍，仰视，俯视，广角，长镜头，动态，唯美，震撼，真实感，史诗', {
    style: true,
  }),
  ...words('大远景，全景镜头', { style: true, framing: 0 }),
  ...words('远景，全景，远处', { style: true, framing: 1 }),
  ...words('中景，中近景', { style: true, framing: 2 }),
  ...words('近景，特写，近处', { style: true, framing: 3 }),
  ...words('大特写，极特写，微距', { style: true, framing: 4 }),
  ...words('稳定，平稳', { steady: true }),
  ...words('街道，道路，走廊，小巷，隧道，公路，小路，峡谷，巷子', { way: true }),
  ...words('天空，星空，天花板，树梢，屋顶，云层，楼顶，山顶，塔顶', { height: 'up' }),
  ...words('地面，地板，脚下，脚，鞋子，水面', { height: 'down' }),
];

/** Nouns that hold the characters of other entries: swallowed whole. */
const things: Entry[] = [
  ...words('镜头前，镜头里，镜头中，镜头内，镜头外，镜头感，空镜头', {
    thing: true,
  }),
  ...words(
    '对着镜头，看向镜头，面向镜头，望向镜头，朝镜头，向镜头，盯着镜头，对镜头，面对镜头，看镜头',
    {
      preposition: true,
    },
  ),
  ...words(
    '广角镜头，长焦镜头，微距镜头，特写镜头，全景镜头，远景镜头，中景镜头，近景镜头，鱼眼镜头',
    {
      camera: true,
    },
  ),
  ...words(
    '走廊里，走道，过道，跑道，跑步机，跑鞋，飞碟，推车，拉链，摇篮，摇椅，摇滚，移民，升降机',
    {
      thing: true,
    },
  ),
  ...words(
    '移动电话，移动支付，推土机，拉面，旋转木马，旋转楼梯，旋转餐厅，放大镜，雨伞，雨衣，雨林',
    {
      thing: true,
    },
  ),
  ...words('环绕立体声，摇钱树，推拉门，拉杆，拉杆箱，降落伞，固定资产，静止的湖，移动硬盘，电梯', {
    thing: true,
  }),
  ...words(
    '雪山，雪人，雪豹，雪地，雪景，积雪，雪白，雪原，雪橇，雪峰，冰雪，白雪公主，雪松，雪覆盖',
    {
      thing: true,
    },
  ),
  ...words(
    '雾都，火星表面，火星车，火星探测，火星基地，火星上，在火星，雨后，雨鞋，雨靴，彩虹，无边',
    {
      thing: true,
    },
  ),
  ...words(
    '无数，无限，无尽，无垠，不同，不断，不仅，不久，不锈钢，无缝，无人，无声，别墅，特别的，无边无际',
    {
      style: true,
    },
  ),
  ...words(
    '后面，后方，身后，前面，前方，左侧，右侧，左边，右边，左手，右手，上面，下面，上方，下方',
    {
      thing: true,
    },
  ),
  ...words(
    '左眼，右眼，左脸，右脸，左上角，右上角，左下角，右下角，上午，下午，上海，地上，桌上，墙上',
    {
      thing: true,
    },
  ),
  ...words('推开，拉着，拉住，推着，拉扯，拉开门，拉开窗帘，拉开抽屉，推开门，推倒，拉起', {
    action: {},
  }),
  ...words(
    '和谐，和平，和服，与众不同，先生，再见，边缘，边上，河边，海边，路边，窗边，湖边，岸边，身边',
    {
      thing: true,
    },
  ),
  ...words(
    '旁边，周边，床边，池边，水边，天边，街边，得到，得意，过去，过程，将军，将来，把手，使用',
    {
      thing: true,
    },
  ),
  ...words(
    '对面，对比，对话框，自己，自信，自然光，自由，由于，到处，到达，至今，为了，跟前，用品，以及其',
    {
      style: true,
    },
  ),
];

export const modifiersAndGrammar: Entry[] = [
  ...headings,
  ...modifiers,
  ...connectives,
  ...negators,
  ...grammar,
  ...camera,
  ...things,
];
