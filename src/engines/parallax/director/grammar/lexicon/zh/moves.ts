/** What the camera does, in Chinese. */
export const moves = `
move turn film to=$; fused | $摇, $甩镜
move turn film to=$ | 摇$, 转向$, 转向$边, 转向$侧, 转到$边, 摇向$, 摇向$边
move travel film to=$; fused | $移, $平移, $推, $拉, $横移
move travel film to=$ | 移$
move turn plain to=$; fused | $转
move turn plain to=$ | 转$
move tilt term to=$; fused | $倾, $仰
move travel film to=up | 升到, 升至, 升上
move travel film to=down | 下压, 降到, 降至
move travel film to=in | 推镜头, 推镜, 推进, 推近, 推入, 推向, 前推, 推轨, 推移, 推到, 推至, 拉近,
  拉近镜头, 推进去, 推轨镜头, 推近镜头, 推进镜头, 前推镜头, 向前推进, 放近
move travel film to=out | 拉到, 拉至, 推远, 拉镜头, 拉镜, 拉远, 拉开, 拉出, 后拉, 拉远镜头,
  拉开镜头, 后拉镜头, 向后拉远, 拉后
move travel sure to=in; camera | 镜头前推, 镜头前移, 镜头前进, 镜头前行, 镜头前冲
move turn film | 摇镜头, 摇镜, 摇摄, 横摇, 平摇, 摇移, 水平摇镜, 水平摇动, 摇拍, 扫视, 摇到, 摇至,
  摇向
move turn term | 摇
move turn plain | 偏, 摇动, 转向, 转动, 转到, 转至, 转过去, 转过来, 转个弯, 拐个弯, 转弯, 拐弯,
  扫一遍, 扫一圈
move tilt film | 纵摇, 俯仰, 俯仰镜头, 垂直摇镜
move tilt term to=up | 上仰, 仰起, 抬升视角, 仰头, 抬起, 仰
move tilt term otherwise=up | 抬
move travel film | 拍到
move tilt plain to=up personal | 抬头, 往上看, 向上看, 朝上看
move tilt plain to=down personal | 低头, 往下看, 向下看, 朝下看
move roll plain | 歪, 歪一点, 歪斜, 翻滚
move tilt plain to=down | 落到, 落至, 落向, 落在
move tilt film to=up | 仰摇, 向上仰拍, 向上仰视, 抬头仰视
move tilt film to=down | 俯摇, 向下俯拍, 向下俯视, 向下俯瞰, 低头俯视
move tilt term to=down | 下俯, 俯下, 俯
move tilt plain otherwise=sideways | 倾斜
move travel film otherwise=sideways | 平移, 横移, 移镜头, 移镜, 横向移动, 侧移, 滑动镜头, 滑轨镜头,
  平移镜头, 侧向移动
move travel sure otherwise=sideways | 横向跟拍, 平行跟拍
move travel sure to=sideways hint label | 视差, 视差效果, 视差运动, 视差滚动
move travel term otherwise=sideways | 移
move travel plain otherwise=sideways | 移到, 移至, 挪到, 滑动, 滑行, 滑到, 滑向
move travel term to=in | 推
move travel term to=out | 拉
move zoom film | 变焦, 变焦镜头, 变焦效果, 缩放
move zoom film to=in | 变焦推进, 变焦推近, 变焦拉近, 镜头放大, 画面放大
move zoom film to=out | 变焦拉远, 变焦拉开, 镜头缩小, 画面缩小
move zoom plain to=in | 变大, 收紧, 聚焦到, 聚焦于, 聚焦在
move zoom plain to=out | 变小
move zoom term to=in transitive | 放大
move zoom term to=out | 缩小
move zoom film to=in pace=2 | 急推, 猛推, 急速变焦, 快速变焦, 快速变焦推近, 快速变焦推进
move dolly-zoom sure | 推轨变焦, 眩晕变焦, 希区柯克变焦, 滑动变焦, 眩晕效果, 推拉变焦,
  希区柯克式变焦, 希区柯克镜头, 眩晕镜头
move orbit film to=left; fused | 左环绕
move orbit film to=right; fused | 右环绕
move orbit film transitive | 环绕, 环绕镜头, 环绕拍摄, 环绕运镜, 围绕, 环拍, 弧形运镜, 弧线运镜,
  绕拍, 弧形移动, 弧线运动, 弧形运动
move orbit sure size=3 | 子弹时间, 360度环绕, 360°环绕, 360度旋转, 360°旋转, 360环绕
move orbit film to=up | 螺旋上升
move orbit film to=down | 螺旋下降
move orbit term | 螺旋
move orbit sure size=0.8 | 半环绕
move orbit plain transitive | 绕着, 围着, 围绕着, 环绕着, 盘旋, 绕行, 绕
move rotate plain | 旋转, 转圈, 旋转镜头, 翻转, 转
move roll film | 滚筒旋转, 滚筒, 旋转镜头, 旋转运镜, 滚转, 翻滚镜头, 滚动镜头
move roll sure size=0.7 | 荷兰角, 荷兰式倾斜, 倾斜构图, 斜角镜头, 倾斜镜头
move crane sure to=up | 吊臂上升, 吊臂升起, 升镜头, 升镜, 镜头升起, 摇臂上升, 摇臂升起, 升起镜头,
  上升镜头, 起幅上升
move crane sure to=down | 吊臂下降, 降镜头, 降镜, 摇臂下降, 下降镜头, 镜头降落
move crane film | 吊臂, 升降镜头, 升降, 摇臂, 摇臂镜头, 升降运镜
move travel plain to=up | 爬上, 爬升, 拉起, 升出, 浮出, 冒出, 上浮, 飞高, 飞起来, 抬高, 拉高, 上升,
  升起, 升高, 抬升, 拉升, 攀升, 升空, 升
move travel plain to=out | 推开, 远一点, 再远, 离远点, 离远一点, 远些, 远点, 变远, 渐远, 退到,
  退至, 退, 后撤, 后缩, 撤, 倒着走, 倒着, 后退, 倒退, 远离, 退后, 退出, 后移
move travel plain to=down | 下坠, 下潜, 飞低, 下降, 降低, 降落, 下沉, 降下, 降
move swoop plain | 俯冲
move whip sure | 快速甩镜头, 甩镜头, 甩镜, 甩摇, 快速甩镜, 甩拍, 急甩, 急摇, 甩动镜头
move whip term | 甩
move shake sure | 手持, 手持镜头, 手持拍摄, 手持晃动, 手持摄影, 手持运镜, 手持感, 呼吸感, 晃动镜头,
  抖动镜头
move shake plain | 轻晃, 微晃, 起伏, 晃一晃, 晃晃, 晃来晃去, 晃, 晃动, 抖动, 颤动, 摇晃, 震动,
  摇摆, 抖
move travel plain | 移动, 运动, 动
move travel plain otherwise=sideways transitive | 流过, 滑过, 掠过, 扫过, 划过, 横扫, 经过
move travel plain to=in transitive | 挤进, 挤入, 钻出, 钻进, 钻入, 钻过, 前进, 前移, 靠近, 接近,
  逼近, 前行, 深入, 进入, 穿过, 穿越, 穿行, 驶入, 走进
move travel plain to=in pace=1 transitive | 冲向, 冲进, 冲入, 奔向, 冲过
move travel plain otherwise=in pace=1 ease=accelerate | 疾驰, 飞驰, 疾速穿梭, 飞速穿梭, 飞速前进,
  疾速前进, 飞速穿越, 飞速穿行
move travel plain otherwise=in pace=-1 scenic | 飘过, 飘向, 飘进, 飘入
move travel plain to=up scenic | 飘起来, 飘起
move turn plain to=left personal | 往左看, 向左看, 朝左看
move turn plain to=right personal | 往右看, 向右看, 朝右看
move travel plain to=up size=0.5 | 上去一点
move travel plain to=down size=0.5 | 下来一点
move travel plain otherwise=in | 穿梭, 漫游, 游走, 漂浮, 飘浮, 行驶, 驾驶
move travel plain otherwise=in transitive | 飞行, 飞越, 飞过, 翱翔, 飞入, 飞进, 飞向, 飞
move travel plain to=in | 近一点, 靠近一点, 再近, 近些, 近点, 变近, 凑近, 贴近
move travel plain otherwise=in steps | 行走, 走, 漫步, 走动, 奔跑, 跑
move travel plain otherwise=sideways size=0.6 transitive follows | 跟在, 紧跟, 紧跟着, 紧随, 跟上,
  跟上去, 跟随, 跟着, 跟踪, 追随, 追踪, 追逐, 尾随, 跟拍, 跟镜, 跟镜头, 跟移
move travel sure otherwise=sideways size=0.6 label follows | 跟拍, 跟随拍摄, 跟镜头, 跟镜,
  跟随镜头, 跟拍镜头, 追拍
move hold plain | 急停, 骤停, 停, 定住, 定住不动, 停着, 停住不动, 停留, 停住, 停下, 停顿, 暂停,
  悬停, 停一下, 停一秒, 定格, 停在, 稳住
move travel sure otherwise=in size=0.8 hint label; camera | 航拍, 航拍镜头, 无人机航拍, 无人机镜头,
  无人机视角, 空中视角, 鸟瞰, 稳定器, 斯坦尼康
move travel sure otherwise=in pace=1 hint label; camera | 穿越机, 穿越机视角, 穿越机镜头
move shake sure size=0.4 hint; camera | 第一人称, 第一人称视角, 主观镜头, 主观视角, 第一视角
move travel sure otherwise=in pace=2 size=1.2 ease=accelerate; camera | 超延时, 移动延时,
  超延时摄影, 大范围延时, 延时穿梭
move travel sure any label; film; camera | 运镜, 镜头运动, 镜头移动, 相机运动, 摄像机运动,
  摄影机运动, 相机移动, 机位移动, 镜头变化
move travel film to=in-and-out label | 推拉, 来回推拉, 推拉镜头
move travel film any label | 推拉摇移
move travel sure any label | 移动镜头, 运动镜头
move hold sure label | 镜头不要动, 镜头不要移动, 镜头别动, 镜头不移动, 镜头不要运动, 镜头不能动,
  固定镜头, 镜头固定, 固定机位, 机位固定, 静止镜头, 镜头静止, 锁定镜头, 镜头锁定, 锁定机位,
  机位锁定, 静态镜头, 定机位, 定镜头, 定镜, 定拍, 固定机位拍摄, 机位不变, 镜头不动, 镜头保持不动,
  镜头保持静止, 镜头保持固定, 固定视角, 机位不动, 相机不动, 固定拍摄
move hold term label | 保持原位, 原位不动, 留在原地, 停在原地, 待在原地, 原地不动, 留在原处,
  不要动, 别动, 静止, 不动, 固定, 静止不动, 保持不动, 一动不动, 静态, 固定不动
move hold sure hint label | 三脚架
move orbit film to=left | 左旋
move rotate plain to=left | 左旋转
move rotate plain to=right | 右旋转
move orbit film to=right | 右旋
`;
