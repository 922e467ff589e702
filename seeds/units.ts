/**
 * The units that had self-service terminals by the bulletins of August 2018 and February 2020 (`bulletins/`), under
 * identifiers of this project's own that outlast a change of name.
 */
export interface Unit {
  /** 1 to 32 lower-case letters or hyphens. */
  readonly id: string;
  /** The group the bulletin prints it in: a hospital of its own, or a district's institutions together. */
  readonly group: 'hospital' | 'district';
  /** As the latest bulletin that names it prints it. */
  readonly name: string;
  /** For pages in English; the bulletins have none. */
  readonly en: string;
  /** As an earlier bulletin prints it: the military hospitals were renamed between the two. */
  readonly formerName?: string;
}

const hospital = (id: string, name: string, en: string, formerName?: string): Unit => ({
  id,
  group: 'hospital',
  name,
  en,
  ...(formerName === undefined ? {} : { formerName }),
});
const district = (id: string, name: string, en: string): Unit => ({ id, group: 'district', name, en });

export const units: readonly Unit[] = [
  hospital('jiangsu-renmin', '江苏省人民医院', 'Jiangsu Province Hospital'),
  hospital('jiangsu-zhongyi', '江苏省中医院', 'Jiangsu Province Hospital of Chinese Medicine'),
  hospital('nanjing-ertong', '南京市儿童医院', 'Children’s Hospital of Nanjing'),
  hospital('nanjing-gulou', '南京鼓楼医院', 'Nanjing Drum Tower Hospital'),
  hospital('dongbu-zong', '东部战区总医院', 'General Hospital of Eastern Theater Command', '南京军区南京总医院'),
  hospital('nanjing-diyi', '南京市第一医院', 'Nanjing First Hospital'),
  hospital('pla-bayi', '中国人民解放军第八一医院', 'PLA 81 Hospital'),
  hospital('nanjing-fuyou', '南京市妇幼保健院', 'Nanjing Maternity and Child Health Care Hospital'),
  hospital('nanyi-dierfushu', '南京医科大学第二附属医院', 'Second Affiliated Hospital of Nanjing Medical University'),
  hospital('jiangsu-kouqiang', '江苏省口腔医院', 'Jiangsu Stomatological Hospital'),
  hospital('jiangsu-zhongxiyi', '江苏省中西医结合医院', 'Jiangsu Hospital of Integrated Medicine'),
  hospital('jiangsu-zhongliu', '江苏省肿瘤医院', 'Jiangsu Cancer Hospital'),
  hospital('pifubing-yanjiusuo', '中国医学科学院皮肤病研究所', 'Institute of Dermatology'),
  hospital('nanjing-naoke', '南京脑科医院', 'Nanjing Brain Hospital'),
  hospital('nanjing-jiangbei', '南京江北人民医院', 'Nanjing Jiangbei Hospital'),
  hospital('nanjing-jiangning', '南京市江宁医院', 'Nanjing Jiangning Hospital'),
  hospital('dongda-zhongda', '东南大学附属中大医院', 'Zhongda Hospital, Southeast University'),
  hospital('nanjing-zhongyi', '南京市中医院', 'Nanjing Hospital of Chinese Medicine'),
  hospital('nanjing-gaochun', '南京市高淳人民医院', 'Nanjing Gaochun People’s Hospital'),
  hospital('nanjing-kouqiang', '南京市口腔医院', 'Nanjing Stomatological Hospital'),
  hospital('nanjing-zhongxiyi', '南京市中西医结合医院', 'Nanjing Hospital of Integrated Medicine'),
  hospital('nanjing-xiongke', '南京市胸科医院', 'Nanjing Chest Hospital'),
  hospital('jiangsu-dierzhongyi', '江苏省第二中医院', 'Jiangsu Second Hospital of Chinese Medicine'),
  hospital('taikang-xianlin-gulou', '泰康仙林鼓楼医院', 'Taikang Xianlin Drum Tower Hospital'),
  hospital('tongren', '同仁医院', 'Tongren Hospital'),
  hospital(
    'dongbu-kongjun',
    '东部战区空军医院',
    'Air Force Hospital of Eastern Theater Command',
    '中国人民解放军第四五四医院',
  ),
  hospital('shanghai-meishan', '上海梅山医院', 'Shanghai Meishan Hospital'),
  hospital('nanyi-yifu', '南京医科大学附属逸夫医院', 'Sir Run Run Hospital, Nanjing Medical University'),
  hospital(
    'dongbu-zong-tangshan',
    '东部战区总医院汤山分院',
    'General Hospital of Eastern Theater Command, Tangshan',
    '南京军区南京总医院汤山分院',
  ),
  hospital('jiangsu-jiguan', '江苏省省级机关医院', 'Jiangsu Provincial Government Hospital'),
  hospital('nanyi-yanke', '南京医科大学附属眼科医院', 'Eye Hospital of Nanjing Medical University'),
  hospital('nanligong-xiao', '南京理工大学校医院', 'Hospital of Nanjing University of Science and Technology'),
  hospital('nanjing-dier', '南京市第二医院', 'Nanjing Second Hospital'),
  hospital('nanjing-dachang', '南京市大厂医院', 'Nanjing Dachang Hospital'),
  hospital('nanjing-zhiyebing', '南京市职业病防治院', 'Nanjing Occupational Disease Hospital'),
  hospital('nanjing-mingji', '南京明基医院', 'Nanjing BenQ Hospital'),
  hospital('nanjing-zhongxin', '南京市中心医院', 'Nanjing Central Hospital'),
  district('xuanwu', '玄武区', 'Xuanwu District'),
  district('qinhuai', '秦淮区', 'Qinhuai District'),
  district('jianye', '建邺区', 'Jianye District'),
  district('gulou', '鼓楼区', 'Gulou District'),
  district('pukou', '浦口区', 'Pukou District'),
  district('qixia', '栖霞区', 'Qixia District'),
  district('yuhuatai', '雨花台区', 'Yuhuatai District'),
  district('jiangning', '江宁区', 'Jiangning District'),
  district('liuhe', '六合区', 'Liuhe District'),
  district('lishui', '溧水区', 'Lishui District'),
  district('gaochun', '高淳区', 'Gaochun District'),
  district('jiangbei', '江北新区', 'Jiangbei New Area'),
];

const byName = new Map(
  units.flatMap((unit) => [unit.name, ...(unit.formerName ? [unit.formerName] : [])].map((name) => [name, unit])),
);

/** The unit a bulletin means by a name, the present one or a former one. */
export const unitNamed = (name: string): Unit | undefined => byName.get(name);
