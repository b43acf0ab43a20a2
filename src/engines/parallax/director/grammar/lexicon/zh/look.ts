/** What is in the air and on the film, and moods, in Chinese. */
export const look = `
atmosphere snow 0.5 | 雪, 下雪, 飘雪, 雪花, 落雪, 飞雪, 雪花飘落, 雪花飞舞, 下着雪
atmosphere snow 0.85 | 大雪, 暴雪, 暴风雪, 鹅毛大雪, 漫天大雪
atmosphere snow 0.3 | 小雪
atmosphere rain 0.5 | 雨, 下雨, 雨滴, 雨水, 雨夜, 雨天, 下着雨, 雨丝
atmosphere rain 0.85 | 大雨, 暴雨, 倾盆大雨, 暴风雨, 瓢泼大雨
atmosphere rain 0.3 | 小雨, 细雨, 毛毛雨, 蒙蒙细雨
atmosphere dust 0.5 | 灰尘, 尘埃, 粒子, 浮尘, 尘土, 漂浮颗粒, 光粒子
atmosphere dust 0.9 | 沙尘暴, 沙暴
atmosphere embers 0.5 | 火星, 火花, 余烬, 火星四溅, 火星飞舞
atmosphere embers 0.35 | 萤火虫
atmosphere fog 0.5 | 雾, 雾气, 起雾, 云雾, 烟雨, 烟雾缭绕, 烟雾弥漫, 云雾缭绕, 雾气缭绕
atmosphere fog 0.35 | 薄雾, 晨雾, 轻雾, 淡雾
atmosphere fog 0.85 | 浓雾, 大雾, 迷雾
atmosphere light-leaks 0.5 | 漏光, 光漏, 漏光效果
atmosphere film-grain 0.5 | 胶片, 胶片感, 胶片颗粒, 胶片质感, 颗粒感, 老电影, 怀旧, 复古感, 复古风,
  复古风格, 复古质感, 复古色调, 复古氛围, 旧电影, 老胶片, 噪点, 颗粒, 胶片风
atmosphere film-grain 0.5 adjective | 复古
atmosphere vhs 0.6 | 录像带, VHS效果, 家用录像, DV感, DV质感, DV画质, DV
atmosphere glow 0.5 | 梦幻, 柔焦, 朦胧, 唯美光晕, 梦境, 梦境般, 如梦似幻, 仙气, 柔光, 光晕
atmosphere vignette 0.5 | 暗角
atmosphere depth-of-field 0.5 | 景深, 浅景深, 背景虚化, 虚化, 散景, 由虚变实, 由实变虚, 从虚到实,
  虚实变化, 虚实转换, 移焦, 焦点转移, 焦点, 对焦, 变焦点, 镜头焦点, 焦外虚化, 虚化背景, 移轴,
  景深效果, 光斑, 移轴效果
flavour roll either-turn 0.5 | 迷幻, 眩晕, 天旋地转, 迷失感
degree 1.6 | 浓, 浓厚, 密集, 浓密, 强烈
degree 0.6 | 淡淡, 淡, 轻微, 少许, 稀疏, 一点
mood calm | 宁静, 平静, 安静, 静谧, 温馨, 治愈
mood vast | 山脉, 大海, 海洋, 沙漠, 草原, 城市天际线, 壮观, 宏大, 壮丽, 辽阔, 雪山, 风景, 山水
mood portrait | 肖像, 人像, 脸, 面部, 特写
mood tall | 高楼, 摩天大楼, 塔, 教堂, 城堡, 雕像, 宝塔, 瀑布
mood product | 产品, 商品, 香水, 手表, 珠宝, 广告, 瓶子
mood deep | 走廊, 街道, 隧道, 小路, 森林, 小巷, 公路
mood tense | 紧张, 恐怖, 悬疑, 诡异
mood lively | 动感, 激烈, 赛博朋克, 热闹, 炫酷
life | 生命感, 微微动起来, 轻微动态, 细微动态, 自然微动
stillness | 一切静止, 万物静止, 时间静止, 画面静止, 完全静止, 定格画面, 画面不动, 静止画面
`;
