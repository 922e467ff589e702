/**
 * The clinics of the demonstration hospital. Departments are such as any general hospital has; which doctors hold them,
 * what they know best, where they sit and what they cost is invented.
 */
export type Grade = 'noted' | 'chief' | 'associate' | 'attending' | 'duty' | 'free';

export interface DepartmentFacts {
  /** At most 16 letters: a doctor's id is this, a hyphen and a digit. */
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly floor: number;
  readonly area: 'A' | 'B' | 'C' | 'D';
  /** Open for registration today even where that is for emergencies only. */
  readonly emergency?: true;
  /** Every number is gone before the day begins. */
  readonly soldOut?: true;
  readonly doctors: readonly (readonly [grade: Grade, zh: string, en: string])[];
}

export const departmentFacts: readonly DepartmentFacts[] = [
  {
    id: 'emergency',
    zh: '急诊',
    en: 'Emergency',
    floor: 1,
    area: 'A',
    emergency: true,
    doctors: [
      ['duty', '急诊内科', 'Emergency medicine'],
      ['duty', '急诊外科', 'Emergency surgery'],
      ['duty', '急诊儿科', 'Emergency paediatrics'],
    ],
  },
  {
    id: 'convenience',
    zh: '便民门诊',
    en: 'Prescription refills',
    floor: 1,
    area: 'B',
    doctors: [
      ['free', '慢性病续方', 'Repeat prescriptions for chronic illness'],
      ['free', '检查预约', 'Referral to examinations'],
      ['free', '报告解读', 'Explaining test reports'],
    ],
  },
  {
    id: 'cardiology',
    zh: '心血管内科',
    en: 'Cardiology',
    floor: 2,
    area: 'B',
    doctors: [
      ['noted', '冠心病与介入治疗', 'Coronary disease and intervention'],
      ['chief', '高血压', 'High blood pressure'],
      ['associate', '心律失常', 'Heart rhythm disorders'],
      ['associate', '心力衰竭', 'Heart failure'],
      ['attending', '心血管常见病', 'Common heart conditions'],
    ],
  },
  {
    id: 'respiratory',
    zh: '呼吸与危重症医学科',
    en: 'Respiratory and critical care',
    floor: 2,
    area: 'C',
    doctors: [
      ['chief', '慢性阻塞性肺疾病', 'Chronic obstructive lung disease'],
      ['associate', '哮喘与慢性咳嗽', 'Asthma and chronic cough'],
      ['attending', '呼吸道感染', 'Infections of the airways'],
    ],
  },
  {
    id: 'digestive',
    zh: '消化内科',
    en: 'Gastroenterology',
    floor: 2,
    area: 'D',
    doctors: [
      ['chief', '炎症性肠病', 'Inflammatory bowel disease'],
      ['associate', '胃镜诊断与治疗', 'Gastroscopy'],
      ['associate', '肝病', 'Liver disease'],
      ['attending', '消化常见病', 'Common digestive complaints'],
    ],
  },
  {
    id: 'neurology',
    zh: '神经内科',
    en: 'Neurology',
    floor: 3,
    area: 'A',
    doctors: [
      ['noted', '脑血管病', 'Stroke'],
      ['associate', '帕金森病', 'Parkinson’s disease'],
      ['associate', '头痛与眩晕', 'Headache and dizziness'],
      ['attending', '失眠', 'Sleeplessness'],
    ],
  },
  {
    id: 'endocrine',
    zh: '内分泌科',
    en: 'Endocrinology',
    floor: 3,
    area: 'B',
    doctors: [
      ['chief', '糖尿病', 'Diabetes'],
      ['associate', '甲状腺疾病', 'Thyroid disease'],
      ['attending', '骨质疏松', 'Osteoporosis'],
    ],
  },
  {
    id: 'orthopaedics',
    zh: '骨科',
    en: 'Orthopaedics',
    floor: 3,
    area: 'C',
    doctors: [
      ['noted', '脊柱外科', 'Spine surgery'],
      ['chief', '关节置换', 'Joint replacement'],
      ['associate', '运动损伤', 'Sports injuries'],
      ['associate', '手外科', 'Hand surgery'],
      ['attending', '骨折与扭伤', 'Fractures and sprains'],
      ['attending', '颈肩腰腿痛', 'Neck, shoulder and back pain'],
    ],
  },
  {
    id: 'surgery',
    zh: '普通外科',
    en: 'General surgery',
    floor: 3,
    area: 'D',
    doctors: [
      ['chief', '胃肠外科', 'Stomach and bowel surgery'],
      ['associate', '甲状腺与乳腺', 'Thyroid and breast surgery'],
      ['attending', '疝与体表肿物', 'Hernias and lumps'],
    ],
  },
  {
    id: 'urology',
    zh: '泌尿外科',
    en: 'Urology',
    floor: 4,
    area: 'A',
    doctors: [
      ['chief', '泌尿系肿瘤', 'Urological tumours'],
      ['associate', '结石微创治疗', 'Stones'],
      ['attending', '前列腺疾病', 'Prostate disease'],
    ],
  },
  {
    id: 'gynaecology',
    zh: '妇产科',
    en: 'Gynaecology and obstetrics',
    floor: 4,
    area: 'B',
    doctors: [
      ['chief', '妇科肿瘤', 'Gynaecological tumours'],
      ['associate', '高危妊娠', 'High-risk pregnancy'],
      ['associate', '产前检查', 'Antenatal care'],
      ['attending', '妇科常见病', 'Common gynaecological conditions'],
    ],
  },
  {
    id: 'paediatrics',
    zh: '儿科',
    en: 'Paediatrics',
    floor: 4,
    area: 'C',
    doctors: [
      ['chief', '儿童呼吸', 'Children’s airways'],
      ['associate', '生长发育', 'Growth and development'],
      ['attending', '儿科常见病', 'Common childhood illness'],
      ['attending', '儿童保健', 'Child health'],
    ],
  },
  {
    id: 'eye',
    zh: '眼科',
    en: 'Ophthalmology',
    floor: 4,
    area: 'D',
    doctors: [
      ['chief', '白内障', 'Cataract'],
      ['associate', '眼底病', 'Retinal disease'],
      ['attending', '视光与配镜', 'Sight tests and glasses'],
    ],
  },
  {
    id: 'ent',
    zh: '耳鼻咽喉科',
    en: 'Ear, nose and throat',
    floor: 5,
    area: 'A',
    doctors: [
      ['chief', '耳科与听力', 'Ears and hearing'],
      ['associate', '鼻炎与鼻窦炎', 'Nose and sinuses'],
      ['attending', '咽喉疾病', 'Throat'],
    ],
  },
  {
    id: 'skin',
    zh: '皮肤科',
    en: 'Dermatology',
    floor: 5,
    area: 'B',
    doctors: [
      ['chief', '银屑病', 'Psoriasis'],
      ['associate', '过敏性皮肤病', 'Allergic skin disease'],
      ['attending', '痤疮', 'Acne'],
      ['attending', '皮肤常见病', 'Common skin conditions'],
    ],
  },
  {
    id: 'dental',
    zh: '口腔科',
    en: 'Dentistry',
    floor: 5,
    area: 'C',
    soldOut: true,
    doctors: [
      ['chief', '种植修复', 'Implants'],
      ['associate', '正畸', 'Orthodontics'],
      ['attending', '牙体牙髓', 'Fillings and root canals'],
    ],
  },
  {
    id: 'chinese-medicine',
    zh: '中医科',
    en: 'Chinese medicine',
    floor: 5,
    area: 'D',
    doctors: [
      ['noted', '脾胃调理', 'Digestion'],
      ['associate', '针灸', 'Acupuncture'],
      ['attending', '推拿', 'Massage'],
    ],
  },
];
