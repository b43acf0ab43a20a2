/** The camera, its shots and its style, in Chinese. */
export const camera = `
camera | 角度, 拍摄角度, 拍摄位置, 我们, 镜头, 摄像机, 摄影机, 相机, 视角, 机位, 无人机, 摄像头,
  滑轨, 延时摄影, 延时, 画面, 视野, 场景
film; style | 感觉, 拍摄, 效果, 转场, 式, 速度, 节奏
style | 保持水平, 低空, 高空, 静静, 静静地, 随风, 迎风, 电影感, 电影级, 电影质感, 流畅, 平滑, 平稳,
  丝滑, 稳定, 自然, 顺滑, 连贯, 一镜到底, 优雅, 低角度, 高角度, 平视, 平拍, 广角, 长镜头, 动态,
  唯美, 震撼, 真实感, 史诗, 其他, 其它, 别的, 额外, 多余
style; height up | 仰拍, 仰视
style; height down | 俯拍, 俯视, 俯瞰
style; framing 0 | 大远景, 全景镜头
style; framing 1 | 远景, 全景, 远处
style; framing 2 | 中景, 中近景
style; framing 3 | 近景, 特写, 近处
style; framing 4 | 大特写, 极特写, 微距
style; steady | 稳稳, 稳稳地
steady | 稳定, 平稳
way | 街道, 道路, 走廊, 小巷, 隧道, 公路, 小路, 峡谷, 巷子
height up | 天空, 星空, 天花板, 树梢, 屋顶, 云层, 楼顶, 山顶, 塔顶, 群山, 山脉, 山峦, 山峰, 面部,
  脸部, 头顶
height down | 地面, 地板, 脚下, 脚, 脚部, 鞋子, 水面
`;
