/** Chinese words for who and what is in the picture, and what they do; for the air and the film. */
import { words } from '../entries.ts';
import type { Entry } from '../senses.ts';

const agents: Entry[] = [
  ...words('她，他，他们，她们，人们，我，我们，有人', { agent: { pronoun: true } }),
  ...words(
    '人物，人，女人，男人，女孩，男孩，女子，男子，女生，男生，小女孩，小男孩，少女，少年，美女',
    {
      agent: {},
    },
  ),
  ...words(
    '帅哥，老人，老奶奶，老爷爷，孩子，小孩，婴儿，宝宝，情侣，夫妻，人群，行人，路人，主角，角色',
    {
      agent: {},
    },
  ),
  ...words(
    '主体，模特，舞者，歌手，战士，武士，骑士，宇航员，机器人，士兵，学生，老师，新娘，新郎，明星',
    {
      agent: {},
    },
  ),
  ...words(
    '骑手，司机，厨师，画家，侠客，剑客，公主，王子，仙女，妈妈，爸爸，母亲，父亲，朋友，儿童，青年',
    {
      agent: {},
    },
  ),
  ...words(
    '狗，小狗，猫，小猫，猫咪，狗狗，马，骏马，白马，鸟，小鸟，飞鸟，鸟群，老鹰，鹰，鱼，鱼群，蝴蝶，狼，狐狸，熊',
    {
      agent: {},
    },
  ),
  ...words(
    '老虎，狮子，豹子，大象，兔子，松鼠，鹿，牛，羊，羊群，猴子，熊猫，鲸鱼，海豚，鲨鱼，龙，凤凰，蜜蜂，海鸥',
    {
      agent: {},
    },
  ),
  ...words('动物，怪兽，恐龙，天鹅，鸽子，企鹅，水母，乌龟，锦鲤，鸡，鸭子', { agent: {} }),
  ...words(
    '车，汽车，轿车，跑车，卡车，火车，列车，地铁，高铁，公交车，自行车，摩托车，赛车，车辆，车流，电动车',
    {
      agent: {},
    },
  ),
  ...words(
    '飞机，直升机，火箭，飞船，船，小船，帆船，轮船，游艇，热气球，气球，风筝，卫星，行星，木马，灯笼，孔明灯',
    {
      agent: {},
    },
  ),
  ...words(
    '手，手臂，手指，头，头部，眼睛，嘴，嘴唇，头发，长发，发丝，尾巴，翅膀，裙子，裙摆，衣服，衣角，围巾，披风',
    {
      agent: {},
    },
  ),
  ...words(
    '旗帜，窗帘，旗子，烟花，蜡烛，烛光，火焰，火光，花瓣，落叶，树叶飘落，泡泡，霓虹灯，灯光，摩天轮，风车，球',
    {
      agent: {},
    },
  ),
];

const ambients: Entry[] = [
  ...words(
    '云，云朵，白云，乌云，云层，云海，天空，极光，风，微风，烟，烟雾，水汽，蒸汽，水雾，热气',
    {
      ambient: {},
    },
  ),
  ...words(
    '水，水面，湖面，湖水，海面，海水，大海，河水，河流，溪水，小溪，波浪，海浪，浪花，涟漪，倒影，波光',
    {
      ambient: {},
    },
  ),
  ...words(
    '树，树叶，树木，树枝，叶子，草，小草，草地，草丛，麦田，麦浪，花，花朵，花海，竹林，芦苇，柳条，柳枝，植物',
    {
      ambient: {},
    },
  ),
  ...words(
    '雪，雪花，大雪，雨，雨水，雨滴，细雨，大雨，雨丝，瀑布，灰尘，尘埃，粒子，火星，火花，余烬，雾，薄雾，雾气',
    {
      ambient: { falls: true },
    },
  ),
  ...words('阳光，光线，光影，影子，月光，星星，星光', { ambient: {} }),
];

const actions: Entry[] = [
  ...words(
    '挥手，招手，跳舞，起舞，舞蹈，跳，跳跃，跳起，蹦跳，转身，回头，点头，摇头，眨眼，说话，唱歌',
    {
      action: {},
    },
  ),
  ...words(
    '歌唱，鼓掌，拥抱，亲吻，接吻，吃，喝，喝水，喝茶，喝咖啡，吃饭，打斗，战斗，出拳，踢腿，挥剑，拔剑',
    {
      action: {},
    },
  ),
  ...words(
    '举起，拿起，放下，伸手，抬头，低头，抬手，扭头，转头，起身，站起，站起来，坐下，蹲下，躺下，倒下',
    {
      action: {},
    },
  ),
  ...words(
    '走路，走来，走过，走去，走向，走开，离开，跑步，跑来，跑过，奔驰，飞奔，追赶，游泳，游动',
    {
      action: {},
    },
  ),
  ...words('飞翔，飞走，飞来，飞起，骑车，骑马，开车，驶过，驶来，驶去，驶离，开走，爬，爬行', {
    action: {},
  }),
  ...words(
    '弹吉他，弹琴，弹钢琴，拉小提琴，打鼓，演奏，打球，踢球，投篮，滑雪，滑冰，冲浪，写字，画画，看书',
    {
      action: {},
    },
  ),
  ...words(
    '睁开，睁眼，闭上，闭眼，张开，张嘴，打开，关上，呼吸，撕开，倒水，切菜，做饭，洗手，梳头，化妆',
    {
      action: {},
    },
  ),
  ...words('爆炸，燃烧，绽放，盛开，变成，变身，消失，出现，融化，生长，倒塌，破碎，变形，消散', {
    action: { restless: true },
  }),
  ...words('微笑，大笑，笑，哭泣，流泪，哭，皱眉', { action: { pose: true } }),
  ...words(
    '飘，飘落，飘荡，飘散，飘浮，流动，流淌，荡漾，波动，摇曳，摆动，摇摆，拂动，翻滚，弥漫，涌动，落下',
    {
      action: { gentle: true },
    },
  ),
  ...words(
    '闪烁，闪耀，落，吹，吹动，吹拂，上浮，升腾，飞扬，洒落，洒下，拍打，起伏，舞动，飞溅，浮动',
    {
      action: { gentle: true },
    },
  ),
  ...words(
    '站，站在，站立，坐，坐在，躺，穿，戴，拿，拿着，抱着，望着，看着，注视，凝视，端着，背着，靠着，停',
    {
      stative: true,
    },
  ),
];

const look: Entry[] = [
  ...words('雪，下雪，飘雪，雪花，落雪，飞雪，雪花飘落，雪花飞舞，下着雪', {
    atmosphere: { kind: 'snow', strength: 0.5 },
  }),
  ...words('大雪，暴雪，暴风雪，鹅毛大雪，漫天大雪', {
    atmosphere: { kind: 'snow', strength: 0.85 },
  }),
  ...words('小雪', { atmosphere: { kind: 'snow', strength: 0.3 } }),
  ...words('雨，下雨，雨滴，雨水，雨夜，雨天，下着雨，雨丝', {
    atmosphere: { kind: 'rain', strength: 0.5 },
  }),
  ...words('大雨，暴雨，倾盆大雨，暴风雨，瓢泼大雨', {
    atmosphere: { kind: 'rain', strength: 0.85 },
  }),
  ...words('小雨，细雨，毛毛雨，蒙蒙细雨', { atmosphere: { kind: 'rain', strength: 0.3 } }),
  ...words('灰尘，尘埃，粒子，浮尘，尘土，漂浮颗粒，光粒子', {
    atmosphere: { kind: 'dust', strength: 0.5 },
  }),
  ...words('沙尘暴，沙暴', { atmosphere: { kind: 'dust', strength: 0.9 } }),
  ...words('火星，火花，余烬，火星四溅，火星飞舞', {
    atmosphere: { kind: 'embers', strength: 0.5 },
  }),
  ...words('萤火虫', { atmosphere: { kind: 'embers', strength: 0.35 } }),
  ...words('雾，雾气，起雾，云雾，烟雨', { atmosphere: { kind: 'fog', strength: 0.5 } }),
  ...words('薄雾，晨雾，轻雾，淡雾', { atmosphere: { kind: 'fog', strength: 0.35 } }),
  ...words('浓雾，大雾，迷雾', { atmosphere: { kind: 'fog', strength: 0.85 } }),
  ...words('漏光，光漏，漏光效果', { atmosphere: { kind: 'light-leaks', strength: 0.5 } }),
  ...words(
    '胶片，胶片感，胶片颗粒，胶片质感，颗粒感，老电影，复古，怀旧，复古感，旧电影，老胶片，噪点，胶片风',
    {
      atmosphere: { kind: 'film-grain', strength: 0.5 },
    },
  ),
  ...words('录像带，VHS效果，家用录像，DV感', { atmosphere: { kind: 'vhs', strength: 0.6 } }),
  ...words('梦幻，柔焦，朦胧，唯美光晕，梦境，梦境般，如梦似幻，仙气，柔光，光晕', {
    atmosphere: { kind: 'glow', strength: 0.5 },
  }),
  ...words('暗角', { atmosphere: { kind: 'vignette', strength: 0.5 } }),
  ...words(
    '景深，浅景深，背景虚化，虚化，散景，焦外虚化，虚化背景，移轴，景深效果，光斑，移轴效果',
    {
      atmosphere: { kind: 'depth-of-field', strength: 0.5 },
    },
  ),
  ...words('迷幻，眩晕，天旋地转，迷失感', {
    flavour: { kind: 'roll', direction: 'either turn', amount: 0.5 },
  }),
  ...words('浓，浓厚，密集，浓密，强烈', { degree: 1.6 }),
  ...words('淡淡，淡，轻微，少许，稀疏，一点', { degree: 0.6 }),
];

const moods: Entry[] = [
  ...words('宁静，平静，安静，静谧，温馨，治愈', { mood: 'calm' }),
  ...words('山脉，大海，海洋，沙漠，草原，城市天际线，壮观，宏大，壮丽，辽阔，雪山，风景，山水', {
    mood: 'vast',
  }),
  ...words('肖像，人像，脸，面部，特写', { mood: 'portrait' }),
  ...words('高楼，摩天大楼，塔，教堂，城堡，雕像，宝塔，瀑布', { mood: 'tall' }),
  ...words('产品，商品，香水，手表，珠宝，广告，瓶子', { mood: 'product' }),
  ...words('走廊，街道，隧道，小路，森林，小巷，公路', { mood: 'deep' }),
  ...words('紧张，恐怖，悬疑，诡异', { mood: 'tense' }),
  ...words('动感，激烈，赛博朋克，热闹，炫酷', { mood: 'lively' }),
  ...words('时间静止，画面静止，完全静止，定格画面，画面不动，静止画面', { stillness: true }),
];

export const scene: Entry[] = [...agents, ...ambients, ...actions, ...look, ...moods];

/** Characters that the traditional script writes differently, traditional first. */
export const traditional =
  '鏡镜頭头緩缓環环繞绕遠远進进開开轉转動动搖摇縮缩變变攝摄機机畫画鏈链無无後后並并時时' +
  '間间個个來来過过從从對对與与車车輕轻慢慢漸渐減减聽听觀观視视點点跟跟隨随飛飞馬马鳥鸟' +
  '貓猫魚鱼龍龙門门貼贴燈灯煙烟霧雾塵尘電电復复舊旧夢梦寬宽廣广焦焦圍围徑径邊边雲云風风' +
  '樹树葉叶請请勿勿靜静態态穩稳穿穿梭梭衝冲劇剧強强烈烈幅幅顯显現现揭揭於于會会讓让將将' +
  '為为這这種种場场東东長长麗丽夠够師师歲岁樓楼塔塔層层質质懷怀膠胶顆颗雙双擺摆盪荡蕩荡';
