// Words of the evidence beside a check, in Chinese.

export const evidenceZh = {
  title: '佐证',
  arrived: (here: number, of: number) => `${of} 件中已收到 ${here} 件`,
  none: '这次核查没有照片、签字和录音。佐证都是选填的。',
  optionalPlace: '没有记录位置',
  place: (latitude: string, longitude: string) => `北纬 ${latitude}°，东经 ${longitude}° 一带（约一公里）`,
  placeMeasured: (metres: string, when: string) => `手机测得误差约 ${metres} 米，${when}`,
  placeWord: '位置',
  purpose: '用途',
  about: '谁 / 什么',
  madeAt: '时间',
  size: '大小',
  state: '状态',
  states: { received: '已收到', onItsWay: '还在手机上' },
  earlier: '以前上报的',
  look: '查看',
  lookAt: (what: string) => `查看 ${what}`,
  logged: '每次查看都会留下记录。',
  loading: '正在取…',
  noSound: '这个浏览器放不了这段录音，请换新版 Chrome 或 Edge。',
  noPicture: '这张图片打不开。',
  purposes: {
    house: '房屋',
    document: '证件',
    person: '人员',
    proof: '佐证材料',
    respondentSignature: '受访人签字',
    visitorSignature: '入户人员签字',
    authorisationSignature: '承诺授权书签字',
    fingerprint: '申请人指印',
    voice: '语音说明',
  },
};

export type EvidenceWords = typeof evidenceZh;
