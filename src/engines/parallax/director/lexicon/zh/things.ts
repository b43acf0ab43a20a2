/** Chinese nouns that hold the characters of other entries: swallowed whole. */
import { words } from '../entries.ts';
import type { Entry } from '../senses.ts';

/** Nouns that hold the characters of other entries: swallowed whole. */
export const things: Entry[] = [
  ...words('切换到，切到，镜头切换，画面切换，硬切，淡入，淡出，叠化，蒙太奇，黑场，分屏', {
    edit: true,
  }),

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
    '走廊里，走道，过道，跑道，跑步机，跑鞋，飞碟，拉链，升旗，升学，升职，升级，升值，升温，降温，降价，推销，推广，推理，推特，拉丁，拉萨，摇篮，摇椅，摇滚，移民，升降机',
    {
      thing: true,
    },
  ),
  ...words(
    '平移门，升降电梯，移动电话，移动支付，推土机，拉面，旋转木马，旋转楼梯，旋转餐厅，放大镜，雨伞，雨衣，雨林',
    {
      thing: true,
    },
  ),
  ...words('环绕立体声，摇钱树，推拉门，拉杆，拉杆箱，降落伞，固定资产，静止的湖，移动硬盘', {
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
  ...words('推车，拉车，划船', { thing: true, action: {} }),
  ...words('推开，拉着，拉住，推着，拉扯，拉开门，拉开窗帘，拉开抽屉，推开门，推倒，拉起', {
    action: {},
  }),
  ...words(
    '和谐，和平，和服，与众不同，先生，再见，边缘，河边，海边，路边，窗边，湖边，岸边，身边',
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
