// Words of the printed sheets, in Chinese as the office files them; the English twin has the same keys.

export const zh = {
  survey: {
    title: '防止返贫动态监测排查表',
    blankTitle: '防止返贫动态监测排查表（空白）',
    place: '所在地',
    head: '户主',
    visitedOn: '核查日期',
    handedInBy: '上报人',
    visitors: '入户人员',
    respondent: '被访人',
    result: '核查结果',
    residency: '户籍情况',
    include: '是否纳入',
    category: '监测户类型',
    reason: '不纳入原因',
    summary: '简要情况说明',
    explanations: '提示与说明',
    explained: '说明',
    unverifiable: '暂无法核实',
    unconfirmed: '（档案所载，未核实）',
    emptied: '（经核实，原记载不存在）',
    respondentSigns: '被访人签字',
    visitorSigns: '入户人员签字',
    townshipSigns: '乡镇审核人签字',
    date: '年　　月　　日',
    sample: '演示数据，不是真实农户',
  },
  letter: {
    title: '承诺授权书',
    to: (place: string) => `${place}防止返贫动态监测和帮扶工作部门：`,
    who: (name: string, idNumber: string, term: string) =>
      `本人${name || '＿＿＿＿＿＿'}，证件号码${idNumber || '＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿'}，为本户户主（或经户主同意的家庭成员），现就申请纳入${term}、接受动态监测一事承诺并授权如下：`,
    promises: [
      '一、本户所提供的家庭成员、收入、支出、住房、财产、健康、就学、就业等情况真实、完整，没有隐瞒和虚报。如有不实，愿承担相应责任，并退回因此得到的帮扶。',
      '二、本户授权上述部门向民政、公安、人力资源社会保障、住房城乡建设、自然资源、市场监督管理、税务、医疗保障、教育、金融等部门和机构，查询、比对本户全体成员的户籍、车辆、房产、经营登记、社会保险、工资、医疗费用、存款等家庭资产和收支信息。',
      '三、上述信息只用于防止返贫动态监测和帮扶的识别、审核、公示（不含证件号码、银行账号、联系电话和健康状况）与风险消除，不作他用；保存到工作需要结束为止。',
      '四、本户家庭情况发生重大变化时，及时告知村民委员会。本户可以书面撤回授权；撤回后不再进行新的查询，此前依据授权所作的处理不受影响。',
    ],
    adults: '其他成年家庭成员（逐一签字）',
    name: '姓名',
    idNumber: '证件号码',
    relation: '与户主关系',
    signature: '签字（按印）',
    headSigns: '承诺授权人签字（按印）',
    standIn: '代签人（申请人不能书写时）签字，申请人按指印',
    witnesses: '入户人员（两名）签字',
    date: '年　　月　　日',
  },
  screen: {
    titles: { check: '排查表', blank: '空白排查表', letter: '承诺授权书' },
    print: '打印',
    share: '分享 PDF',
    making: '正在生成…',
    shareFailed: '没能生成 PDF，请改用打印',
    saved: 'PDF 已存到下载里',
    nothing: '这台手机上没有这张表',
    personal: '表上有证件号码、健康和收入，只给应当看的人，用完请收好。',
    printCheck: '打印或分享排查表',
    printLetter: '承诺授权书',
    printBlank: '空白排查表',
    papers: '纸质材料',
  },
  page: (page: number, of: number) => `第 ${page} 页，共 ${of} 页`,
};

type Widen<T> = T extends string
  ? string
  : T extends (...given: infer G) => string
    ? (...given: G) => string
    : { readonly [K in keyof T]: Widen<T[K]> };
/** The shape every language fills. */
export type PaperWords = Widen<typeof zh>;
