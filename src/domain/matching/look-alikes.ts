// Characters that are taken for one another by eye, by handwriting recognition or by a five-stroke input slip; each group is mutual.

const GROUPS =
  '柏拍伯帕泊 杆竿秆杵 雎睢脽 峪裕浴 么幺公 己已巳 末未 土士 干千于 王玉主 大太犬 日曰 目自 田由甲申 人入 刀力刁 牛午 贝见 天夫无元 庄压庒 涧润洞 录绿碌 仇仉 荆刑 郝赤郗 郇旬询 范苑 柴紫 ' +
  '勃渤 崔催 壁璧 寓寔 尧浇 史吏 槐愧 孟盂 烟炯 永水冰 青责 小少 祁祈邡 坞钨 洼娃蛙 垣恒桓坦 址扯趾 坪评 册删 浍侩 荘庄 侯候 冶治 刘剂 吕品 邢刑 郭廓 韩朝 曹漕 薛薜 乔桥侨 东车 南甫 西酉 中巾 ' +
  '上止 下卞 古吉 台合 右石 左在 白百 北比 巨臣 叶汁 兰三 冯鸿 申中 辛幸 宋宗 安宁 宁守 家冢 官宫 容客 岔盆 岭玲 岸崖 崖涯 峰蜂锋 沟构钩 河何 沙纱 泉皇 洪共 清请情 渠梁 源原 溪奚 滩摊 漳障章 潭谭 ' +
  '灵炅 炭岩 烧浇 焦蕉 窑窖 窝窠 窟窥 竹什 芦庐 花华 苗茁 茅芽 莲连 蒲浦 蔡蔡 藏臧 虎虑 蝉婵 贾贸 赵起 超起 辉挥 边过 达迭 运远 进迸 连莲 迁迂 逯录 部陪 郎朗 郑邓 都部 酒洒 里黑 重熏 金全 铁轶 锁销 ' +
  '长张 阎闫闰 阳阴 陈阵 陵棱 隆窿 雷雪 霍雀 静净 顶项 须顺 风凤 马鸟 高亮 鱼渔 鹿麂 龙尤 麻磨 黄寅 黑墨 义叉 卫工 云去 井开 仁仕 付村 会合 佛拂 佐佑 何可 俊峻 信住 儿几 党堂 养美 冲仲 冷泠 凹凸 ' +
  '刚钢 列烈 勇湧 勤勒 卜十 厂广 厚厘 口囗 吴昊 周用 咀嘴 唐塘 善喜 嘉喜 圪坨 地池 坊纺 坎砍 坟坆 坡波披 坳拗 城诚域 堡煲 堰偃 堂棠 塔搭 墩敦 壕壖 天关 套奎 姚桃 姜美 孔扎 孙孔 学字 孝考 寨赛塞 寺等 ' +
  '尹伊 屯电 岗冈刚 岩炭 岳丘 崞郭 嵋媚 川州 师帅 常堂 平乎 康廉 廉兼 延廷 弓引 张弦 强弹 彭澎 徐除 惠慧 戈弋 成戊 戴载 房户 托托 折拆 押押 拱洪 掌拿 旧归 旺汪 昌吕 明朋 昔惜 晋普 景影 曲典 朔溯 ' +
  '木本 朱未 杜社 杏否 杖仗 松枞 杨扬 林材 枣束 柳抑 栗粟 校较 桑柔 桥娇 梁粱 梅海 棋祺 棚绷 榆输 槽糟 樊攀 横黄 檀擅 欢次 武式 段叚 殷段 毕华 毛手 沁沏 沃妖 沈沉 泰秦 洋样 洛落 津律 浮浴 涂徐 淤於 湾弯 ' +
  '滑猾 滨宾 漫慢 濮仆 灰友 照熙 爱受 牧收 狄秋 狼狠 猫描 珠株 瑞端 瓦互 瓮翁 甘廿 疃瞳 皋皐 皮波 盐监 盘盆 相想 真直 眉屑 碾辗 磁滋 礼扎 祝视 禹属 秋秒 程呈 稷稳 穆移 竖坚 站站 管菅 米来 粉纷 罗岁 羊半 ' +
  '翟瞿 耿联 聂聚 胡糊 脑恼 腰要 臼白 舍含 良艮 芝之 苇韦 苏办 茂茅 范犯 荣荥 荫阴 莫草 菜采 葛曷 董重 蒋浆 蓝篮 薄簿 虞虚 虢號 裴斐 裕俗 襄壤 观现 解懈 谷各 豆亘 象像 贺货 赤亦 路洛 车东 轩轧 辛幸 辽迈 邵绍 邹邻 ' +
  '酸峻 野墅 镇填 镜境 门闩 闻间 阁阎 阜埠 附符 隘溢 集隼 雁鹰 霄宵 韦苇 韶绍 顿顾 颜彦 饮饭 首道 驼驮 骆络 鲁鱼 鸣鸟 鸦鸭 麦表 黎梨 齐济';

const ALIKE = new Map<string, Set<string>>();
for (const group of GROUPS.split(' ')) {
  for (const char of group) {
    const others = ALIKE.get(char) ?? new Set<string>();
    for (const other of group) if (other !== char) others.add(other);
    ALIKE.set(char, others);
  }
}

/** Whether the two are easily taken for one another by eye. */
export const looksAlike = (a: string, b: string): boolean => ALIKE.get(a)?.has(b) ?? false;

/** Characters that tell neighbours apart (东庄 and 西庄, 上村 and 下村): one of them is never taken for a slip of another. */
const TELLING = new Set('东西南北中上下前后大小新老旧内外左右一二三四五六七八九十');
export const tellsApart = (char: string): boolean => TELLING.has(char);
