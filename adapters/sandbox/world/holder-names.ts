/**
 * Words that invented business names are made of. Some are awkward on purpose: characters outside GBK (㐂, 䶮) and
 * outside the basic plane (𠮷), signs that XML must escape, full-width letters.
 */
export const BRANDS: readonly string[] = [
  ...['㐂来', '䶮泽', '𠮷祥', 'M&K', '汴京', 'ＳＴＡＲ星', '老街坊', '星河', '惠民', '金沙湾'],
  ...['黄河人家', '聚福', '瑞祥', '云上', '半山', '小城故事', '东来顺意', '万家', '和顺', '百福'],
  ...['青石巷', '望江', '春天里', '长乐', '四季', '乐购佳', '明湖', '古韵', '爱<味>', '宋风'],
  ...['塞上', '凤凰', '银河', '鸿运', '盛世', '禾香', '米多', '麦田', '朝阳', '晨光'],
  ...['夜色', '回声', '麦浪', '金嗓子', '百灵', '飞扬', '天籁', '梦想家', '新感觉', '大世界'],
  ...['安康', '仁和', '济生', '康泽', '同心', '益民', '瑞康', '博雅', '德善', '千草'],
  ...['北斗', '海棠', '丁香', '玉兰', '榕树下', '桂花香', '三月', '五味', '一品', '福满堂'],
];

/** Shop name of a household and business words of a company, by trade. */
export const TRADES: Readonly<Record<string, readonly { shop: string; company: string }[]>> = {
  supermarket: [
    { shop: '综合超市', company: '商贸' },
    { shop: '生鲜超市', company: '超市连锁' },
  ],
  convenience: [
    { shop: '便利店', company: '便利连锁' },
    { shop: '烟酒便利店', company: '商贸' },
  ],
  restaurant: [
    { shop: '饭庄', company: '餐饮管理' },
    { shop: '火锅店', company: '餐饮服务' },
    { shop: '家常菜馆', company: '餐饮' },
  ],
  snack: [
    { shop: '小吃店', company: '餐饮' },
    { shop: '面馆', company: '餐饮服务' },
  ],
  canteen: [{ shop: '老年助餐中心', company: '养老服务' }],
  bakery: [
    { shop: '烘焙坊', company: '食品' },
    { shop: '蛋糕店', company: '烘焙食品' },
  ],
  hotel: [
    { shop: '宾馆', company: '酒店管理' },
    { shop: '旅馆', company: '宾馆' },
  ],
  arcade: [{ shop: '电玩城', company: '电玩娱乐' }],
  ktv: [
    { shop: '量贩歌厅', company: '文化娱乐' },
    { shop: 'KTV', company: '量贩KTV娱乐' },
  ],
  internet: [{ shop: '网咖', company: '网络服务' }],
  cinema: [{ shop: '影城', company: '电影城' }],
  clinic: [
    { shop: '诊所', company: '医疗' },
    { shop: '口腔诊所', company: '口腔门诊' },
  ],
  pharmacy: [
    { shop: '大药房', company: '医药连锁' },
    { shop: '药店', company: '药房' },
  ],
  devices: [{ shop: '医疗器械店', company: '医疗器械' }],
};

export const SURNAMES: readonly string[] = [...'王李张刘陈杨赵黄周吴马哈白那', '欧阳', '买买提', '㐂'];
export const GIVEN_NAMES: readonly string[] = [
  ...['建明', '秀英', '志强', '丽', '伟', '桂兰', '海波', '国庆', '晓燕', '文博', '雪', '振华'],
  ...['䶮', '𠮷平', '其木格', '巴特尔', '淑珍', '子涵', '建国', '玉梅'],
];
