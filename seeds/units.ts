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
  /** As an earlier bulletin prints it: the military hospitals were renamed between the two. */
  readonly formerName?: string;
}

const hospital = (id: string, name: string, formerName?: string): Unit => ({
  id,
  group: 'hospital',
  name,
  ...(formerName === undefined ? {} : { formerName }),
});
const district = (id: string, name: string): Unit => ({ id, group: 'district', name });

export const units: readonly Unit[] = [
  hospital('jiangsu-renmin', '江苏省人民医院'),
  hospital('jiangsu-zhongyi', '江苏省中医院'),
  hospital('nanjing-ertong', '南京市儿童医院'),
  hospital('nanjing-gulou', '南京鼓楼医院'),
  hospital('dongbu-zong', '东部战区总医院', '南京军区南京总医院'),
  hospital('nanjing-diyi', '南京市第一医院'),
  hospital('pla-bayi', '中国人民解放军第八一医院'),
  hospital('nanjing-fuyou', '南京市妇幼保健院'),
  hospital('nanyi-dierfushu', '南京医科大学第二附属医院'),
  hospital('jiangsu-kouqiang', '江苏省口腔医院'),
  hospital('jiangsu-zhongxiyi', '江苏省中西医结合医院'),
  hospital('jiangsu-zhongliu', '江苏省肿瘤医院'),
  hospital('pifubing-yanjiusuo', '中国医学科学院皮肤病研究所'),
  hospital('nanjing-naoke', '南京脑科医院'),
  hospital('nanjing-jiangbei', '南京江北人民医院'),
  hospital('nanjing-jiangning', '南京市江宁医院'),
  hospital('dongda-zhongda', '东南大学附属中大医院'),
  hospital('nanjing-zhongyi', '南京市中医院'),
  hospital('nanjing-gaochun', '南京市高淳人民医院'),
  hospital('nanjing-kouqiang', '南京市口腔医院'),
  hospital('nanjing-zhongxiyi', '南京市中西医结合医院'),
  hospital('nanjing-xiongke', '南京市胸科医院'),
  hospital('jiangsu-dierzhongyi', '江苏省第二中医院'),
  hospital('taikang-xianlin-gulou', '泰康仙林鼓楼医院'),
  hospital('tongren', '同仁医院'),
  hospital('dongbu-kongjun', '东部战区空军医院', '中国人民解放军第四五四医院'),
  hospital('shanghai-meishan', '上海梅山医院'),
  hospital('nanyi-yifu', '南京医科大学附属逸夫医院'),
  hospital('dongbu-zong-tangshan', '东部战区总医院汤山分院', '南京军区南京总医院汤山分院'),
  hospital('jiangsu-jiguan', '江苏省省级机关医院'),
  hospital('nanyi-yanke', '南京医科大学附属眼科医院'),
  hospital('nanligong-xiao', '南京理工大学校医院'),
  hospital('nanjing-dier', '南京市第二医院'),
  hospital('nanjing-dachang', '南京市大厂医院'),
  hospital('nanjing-zhiyebing', '南京市职业病防治院'),
  hospital('nanjing-mingji', '南京明基医院'),
  hospital('nanjing-zhongxin', '南京市中心医院'),
  district('xuanwu', '玄武区'),
  district('qinhuai', '秦淮区'),
  district('jianye', '建邺区'),
  district('gulou', '鼓楼区'),
  district('pukou', '浦口区'),
  district('qixia', '栖霞区'),
  district('yuhuatai', '雨花台区'),
  district('jiangning', '江宁区'),
  district('liuhe', '六合区'),
  district('lishui', '溧水区'),
  district('gaochun', '高淳区'),
  district('jiangbei', '江北新区'),
];

const byName = new Map(
  units.flatMap((unit) => [unit.name, ...(unit.formerName ? [unit.formerName] : [])].map((name) => [name, unit])),
);

/** The unit a bulletin means by a name, the present one or a former one. */
export const unitNamed = (name: string): Unit | undefined => byName.get(name);
