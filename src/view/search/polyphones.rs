//! The Hanzi that have several usual readings, and the words that settle which is meant.

/// A line for each: the Hanzi and its usual readings, the most usual first; then, behind bars, a
/// reading and the words that have it. Readings are in plain letters, ü as v.
pub const POLYPHONES: &str = "\
阿 a e | e 东阿
薄 bao bo | bo 薄弱 单薄 浅薄 薄膜
堡 bao bu pu | bao 堡垒 城堡 | bu 吴堡 | pu 十里堡
便 bian pian | bian 便民 便利 方便 便捷 便于 简便 | pian 便宜
埔 pu bu | pu 黄埔 | bu 大埔
泊 bo po | bo 停泊 泊位 泊头 | po 湖泊 梁山泊
卜 bu bo | bo 萝卜
参 can shen | can 参与 参加 参考 参观 参保 参赛 参展 参股 参照 参数 | shen 人参 海参 党参
藏 cang zang | zang 西藏 藏族 宝藏 矿藏 藏医 青藏 | cang 收藏 馆藏 储藏 冷藏 贮藏 隐藏
曾 ceng zeng | zeng 曾都
差 cha chai | chai 出差 差旅 专差 | cha 差异 差距 差别 偏差 误差
长 chang zhang | chang 长江 长沙 长春 长治 长垣 长阳 长寿 长安 长城 长三角 长葛 长兴 长乐 长丰 长岛 长期 长效 长远 长久 长途 长足 长板 特长 专长 擅长 延长 全长 长度 时长 长租 长输 | zhang 市长 区长 县长 省长 部长 局长 厅长 处长 科长 院长 校长 会长 组长 州长 镇长 乡长 村长 董事长 行长 署长 秘书长 链长 河长 湖长 林长 田长 路长 增长 成长 生长 家长 长官 首长
朝 chao zhao | zhao 朝夕 朝气
称 cheng chen | cheng 名称 称号 职称 简称 全称 称为 | chen 对称 称职 匀称
盛 sheng cheng | sheng 盛会 盛大 茂盛 兴盛
种 zhong chong | zhong 种子 品种 种植 种业 种类 特种 工种 一种 各种 多种 种苗 制种 良种
重 zhong chong | chong 重庆 重复 重新 重建 重组 重构 重塑 重叠 重启 重整 重阳 重申 双重 多重 三重 九重 | zhong 重点 重大 重要 重视 重型 重工 重心 重在 比重 权重 严重 着重 注重 侧重 尊重 载重 重金属 重污染 重症 起重 贵重 慎重
畜 chu xu | xu 畜牧 畜禽 畜产 | chu 牲畜 家畜
传 chuan zhuan | chuan 传统 宣传 传播 传承 传输 传感 传媒 传染 上传 传达 传递 遗传 | zhuan 传记 自传
大 da | dai 大夫
单 dan shan | shan 单县 | dan 单位 单项 单独 清单 名单 订单 简单 单元 单一 单品 单体 榜单 账单 菜单
弹 dan tan | tan 弹性 | dan 导弹 子弹
得 de dei
的 de di | di 目的 的士 标的
调 diao tiao | diao 调查 调研 调度 调动 调取 调配 抽调 强调 调用 借调 调任 | tiao 调整 协调 调节 调解 调控 空调 调试 调味 调理 调剂 烹调
都 du dou | du 首都 成都 都市 都江堰 都匀 曾都 古都 都昌 帝都 江都 武都 宜都 丰都 花都 于都 之都
恶 e wu | e 恶化 恶意 恶性 扫黑除恶
番 fan pan | pan 番禺 | fan 翻番 番茄 吐鲁番
给 gei ji | ji 供给 给予 补给 自给 给水 给付 配给
莞 guan wan | guan 东莞
还 huan hai | huan 还款 偿还 归还 返还 退还 还本 还建 还原 还贷
行 xing hang | hang 行业 银行 人行 央行 分行 支行 总行 商行 行情 同行业 农商行 工行 建行 农行 中行 各行各业 行长 排行 拍卖行 太行 | xing 行政 行动 执行 实行 进行 运行 推行 行为 行程 先行 试行 施行 现行 发行 流行 通行 旅行 行使 行人 出行 履行 举行 飞行 行驶 自行 另行 并行 平行 步行 绿色出行 行径 行署
会 hui kuai | kuai 会计 财会 | hui 会议 会同 协会 委员会 社会 工会 商会 学会 理事会 大会 机会 会展 会商 晚会 会理
涡 wo guo | guo 涡阳 | wo 涡轮
奇 qi ji
系 xi ji | xi 系统 体系 关系 联系 系列 院系 水系 派系 星系 系数
降 jiang xiang | jiang 降低 下降 降本 降碳 降幅 降解 降费 降水 降雨 升降 | xiang 投降
强 qiang jiang | jiang 倔强 | qiang 加强 增强 强化 强市 强省 强国 强县 强调 百强 强企 强链 五百强 强制 做强 强镇
角 jiao jue | jue 角色 主角 | jiao 角度 三角 角落
校 xiao jiao | jiao 校准 校验 校对 校正 | xiao 学校 高校 校园 院校 校企 党校 校长 技校 校友
解 jie xie | jie 解决 解放 解读 化解 了解 解释 解除 分解 理解 调解 降解 和解
劲 jin jing | jing 强劲 劲旅
觉 jue jiao | jue 自觉 视觉 感觉 觉悟
咖 ka ga
卡 ka qia | qia 关卡 卡脖子
壳 ke qiao
乐 le yue | yue 音乐 乐器 乐清 乐团 乐平 民乐 器乐 声乐 | le 娱乐 乐山 乐陵 快乐 长乐 康乐 乐园 欢乐 乐业 游乐 | lao 乐亭
了 le liao | liao 了解 明了
六 liu lu | lu 六安 六合
露 lu lou | lu 露天 披露 暴露 露营
落 luo la | luo 落实 落地 落后 部落 落户 落细 角落 下落 落差 院落 村落
率 lv shuai | shuai 率先 率领 表率 统率 | lv 效率 比率 利率 税率 汇率 占有率 覆盖率 增长率 合格率 利用率 普及率 参与率 知晓率 转化率 满意率 就业率 完成率 达标率 自给率 功率 频率 概率
绿 lv | lu 绿林
埋 mai man
没 mei mo | mo 没收 沉没 淹没 吞没 | mei 没有
秘 mi bi | mi 秘书 秘密 神秘 | bi 秘鲁
模 mo mu | mu 模具 模样 模板 | mo 规模 模式 模型 模范 大模型 建模 模块 模拟 劳模
牟 mou mu | mu 中牟 牟平
陂 pi bei | pi 黄陂
屏 ping bing
朴 pu piao
曝 bao pu
栖 qi xi | qi 栖霞 栖息
铅 qian yan | yan 铅山
圈 quan juan
塞 sai se
厦 xia sha | xia 厦门 | sha 大厦 商厦 广厦
莘 shen xin | shen 莘县 | xin 莘庄
省 sheng xing | sheng 省政府 省委 全省 省级 湖北省 各省 省直 节省 外省 省内 本省 部省 省长 | xing 反省 省察
石 shi dan
什 shen shi | shi 什邡 什锦 | shen 什么
宿 su | xiu 星宿
提 ti | di 提防
洞 dong | tong 洪洞
沌 dun zhuan | zhuan 沌口 沌阳
尉 wei yu | yu 尉犁
蔚 wei yu | yu 蔚县
吓 xia he
削 xue xiao
血 xue xie
荥 xing ying | xing 荥阳 | ying 荥经
浚 jun xun | xun 浚县
扎 zha za | zha 扎实
轧 zha ya
着 zhe zhuo zhao | zhuo 着力 着手 着重 着眼 执着 沉着 着陆 着装
琢 zhuo zuo | zuo 琢磨
句 ju | gou 句町
犍 jian qian | qian 犍为
歙 she xi | she 歙县";
