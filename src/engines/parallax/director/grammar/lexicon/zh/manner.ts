/** How fast, how far and with what ease, in Chinese. */
export const manner = `
modifier pace=-2 | 极慢, 极其缓慢, 非常缓慢, 极缓慢, 很慢, 非常慢, 超慢, 极缓, 特别慢
modifier pace=-1 | 缓慢, 缓缓, 慢慢, 慢速, 徐徐, 轻柔, 柔和, 慢, 渐渐, 逐渐, 悠悠, 轻轻, 舒缓,
  平缓, 缓, 慢慢地, 缓慢地, 缓缓地, 轻轻地, 温柔, 从容
slowed -1; style | 慢镜头, 慢动作, 慢放, 升格镜头
modifier pace=1 | 快速, 迅速, 急速, 飞快, 快, 高速, 急促, 猛然, 突然, 急剧, 猛地, 快速地, 迅速地,
  迅猛
modifier pace=2 | 极快, 非常快, 超快, 极速, 飞速, 疾速, 超高速, 极其快速, 闪电般
modifier size=0.5 | 微, 轻微, 微微, 略微, 稍微, 稍稍, 小幅, 小幅度, 细微, 一点点, 一点, 些许, 微小
modifier size=1.5 | 大幅, 大幅度, 强烈, 夸张, 剧烈, 戏剧性, 明显
modifier ease=accelerate | 先慢后快, 由慢到快, 由慢变快, 由慢渐快, 越来越急, 越快, 加速, 越来越快,
  逐渐加快, 逐渐加速, 渐快, 不断加速
modifier ease=decelerate | 先快后慢, 由快到慢, 由快变慢, 由快渐慢, 越慢, 减速, 越来越慢, 逐渐放慢,
  逐渐减速, 渐慢, 放慢
modifier pace=0 | 不快不慢, 不紧不慢, 中速, 中等速度
modifier ease=linear | 匀速, 恒速, 速度均匀
degree 1.6 | 非常, 很, 极其, 特别, 十分, 超级, 极度
degree 0.7 | 有点, 有些
`;
