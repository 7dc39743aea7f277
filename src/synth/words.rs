//! The parts that made-up names and sentences are built from.
//!
//! They hold many polyphones on purpose (重 行 长 调 会 乐 都 率 参 藏 朝 省), so that a search by
//! pinyin over made-up data meets what it meets in real data.

/// The characters of the first level of 通用规范汉字表 and beyond, the common ones first.
pub(crate) const HANZI: &str = include_str!("../../assets/fonts/tongyong-guifan.txt");

/// How many characters of [`HANZI`] are common enough for running text.
pub(crate) const COMMON: usize = 3_500;

/// Fields of work: the first half of an agency's name.
pub(crate) const FIELDS: [&str; 48] = [
    "重要物资",
    "银行保险",
    "长期规划",
    "调查统计",
    "会计审计",
    "音乐文化",
    "都市更新",
    "效率评价",
    "参事咨询",
    "藏书档案",
    "朝阳产业",
    "节省能源",
    "经济运行",
    "信息通信",
    "发展战略",
    "改革推进",
    "科学技术",
    "工业转型",
    "财政预算",
    "人力资源",
    "自然保护",
    "生态修复",
    "住房保障",
    "城乡建设",
    "交通运输",
    "水务河湖",
    "农业农村",
    "商贸流通",
    "卫生健康",
    "应急救援",
    "市场秩序",
    "医疗服务",
    "数据资源",
    "招商引资",
    "园林绿化",
    "港口航道",
    "海洋渔业",
    "粮食储备",
    "知识产权",
    "标准计量",
    "职业教育",
    "体育竞赛",
    "民族团结",
    "养老托育",
    "退役安置",
    "气象观测",
    "地震监测",
    "邮政快递",
];

/// What is done in a field: the second half of an agency's name.
pub(crate) const WORKS: [&str; 16] = [
    "管理", "促进", "监督", "服务", "协调", "创新", "研究", "推广", "调度", "行政", "指导", "评估",
    "保障", "合作", "稽查", "培训",
];

/// Ends of an agency's name.
pub(crate) const OFFICES: [&str; 6] = ["局", "委员会", "办公室", "中心", "厅", "署"];

/// What is to be done.
pub(crate) const VERBS: [&str; 24] = [
    "加快", "推进", "完善", "健全", "培育", "引导", "支持", "鼓励", "组织", "开展", "实施", "建立",
    "打造", "优化", "强化", "落实", "编制", "发布", "调整", "考核", "协同", "重构", "扩大", "降低",
];

/// What it is done to.
pub(crate) const OBJECTS: [&str; 40] = [
    "先进制造业集群",
    "重点产业链",
    "专精特新企业",
    "首台套装备",
    "工业互联网平台",
    "绿色工厂",
    "智能化改造",
    "数字化车间",
    "产业基础再造",
    "公共技术服务平台",
    "产教融合基地",
    "质量标杆",
    "品牌名录",
    "政府采购目录",
    "融资担保体系",
    "用地指标",
    "能耗标准",
    "人才引进办法",
    "技能等级认定",
    "供应链协作",
    "物流枢纽",
    "港口通道",
    "会展活动",
    "检验检测能力",
    "标准体系",
    "知识产权运营",
    "成果转化机制",
    "中试熟化基地",
    "应用场景清单",
    "营商环境评价",
    "企业梯队",
    "单项冠军",
    "总部经济",
    "服务型制造",
    "工业设计中心",
    "军民融合项目",
    "循环化改造",
    "老旧厂房更新",
    "银企对接",
    "要素调度",
];

/// How it is done.
pub(crate) const MANNERS: [&str; 20] = [
    "按季度调度进展",
    "分行业制定方案",
    "明确时间表和责任人",
    "每年遴选一批项目",
    "会同有关单位核查",
    "纳入年度考核",
    "给予一次性奖补",
    "建立重点企业名单",
    "由所在区提供用地",
    "引入第三方评估",
    "对标行业先进水平",
    "形成可推广的经验",
    "依托龙头企业",
    "发挥行业协会作用",
    "强化跨区协作",
    "优先安排专项资金",
    "打通上下游",
    "减少审批环节",
    "定期通报结果",
    "长期跟踪成效",
];

/// What is counted, and in which unit.
pub(crate) const INDICATORS: [(&str, &str); 16] = [
    ("规模以上工业企业", "家"),
    ("工业投资增速", "%"),
    ("制造业单项冠军", "家"),
    ("高新技术企业", "家"),
    ("产业链产值", "亿元"),
    ("技术合同成交额", "亿元"),
    ("单位增加值能耗下降", "%"),
    ("智能工厂", "个"),
    ("公共服务平台", "个"),
    ("国家标准", "项"),
    ("引进高层次人才", "人"),
    ("培训技能人员", "万人次"),
    ("标杆项目", "个"),
    ("贷款余额", "亿元"),
    ("上市企业", "家"),
    ("盘活闲置厂房", "万平方米"),
];

/// Numerals of chapters.
pub(crate) const NUMERALS: [&str; 10] =
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
