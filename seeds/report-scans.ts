/** What the pictures showed, in words. Invented. */
import type { BothLanguages } from './clinic.ts';
import type { ReportSheet } from './report-form.ts';

const bone = {
  zh: '骨窗：扫描范围内胸椎轻度退行性改变，肋骨骨质连续，未见明确骨折及骨质破坏征象。',
  en: 'Bones: slight degenerative change of the thoracic spine; ribs intact; no fracture, no destruction.',
};
const upperAbdomen = {
  zh: '扫及上腹部：肝左叶见小类圆形低密度影，直径约 6 mm，边界清楚；所示脾脏、双侧肾上腺未见明显异常。',
  en: 'Upper abdomen in view: a small, sharply bounded hypodense spot of 6 mm in the left lobe of the liver; spleen and adrenals unremarkable.',
};

/** Three pages: what was seen in the lungs, what was seen elsewhere, and the pictures. */
export const chestScan: readonly ReportSheet[] = [
  {
    findings: [
      {
        zh: '检查技术：胸部 CT 平扫，层厚 5 mm，重建层厚 1.25 mm，肺窗及纵隔窗观察。',
        en: 'Technique: plain CT of the chest, 5 mm slices, reconstructed at 1.25 mm, lung and mediastinal windows.',
      },
      {
        zh: '胸廓对称，气管居中，两侧肺纹理走行自然，未见明显增多、增粗或扭曲。',
        en: 'The chest is symmetrical, the trachea in the midline; the lung markings run naturally.',
      },
      {
        zh: '右肺上叶后段（IM 112）胸膜下见一实性小结节影，直径约 5 mm，边缘光整，密度均匀，未见分叶、毛刺及胸膜牵拉。',
        en: 'Right upper lobe, posterior segment (image 112): a solid subpleural nodule of 5 mm, smooth, of even density, without lobulation, spicules or pleural retraction.',
      },
      {
        zh: '左肺下叶背段（IM 187）见一磨玻璃密度小结节影，直径约 4 mm，边界尚清，内未见实性成分。',
        en: 'Left lower lobe, superior segment (image 187): a ground-glass nodule of 4 mm, fairly well bounded, without a solid part.',
      },
      {
        zh: '两肺下叶后基底段见少许条索状、网格状密度增高影，以胸膜下为著，符合坠积性改变。余肺野未见明显实变及渗出影。',
        en: 'A few subpleural streaks in the posterior basal segments of both lower lobes, as from lying. No consolidation or exudate elsewhere.',
      },
    ],
  },
  {
    findings: [
      {
        zh: '气管、双侧主支气管及各叶、段支气管通畅，管壁未见增厚，未见狭窄及占位。',
        en: 'Trachea, main, lobar and segmental bronchi are open; no thickening, narrowing or mass.',
      },
      {
        zh: '两侧肺门不大，纵隔内见数枚小淋巴结影，短径均小于 8 mm，未达肿大标准。',
        en: 'The hila are not enlarged; several small mediastinal lymph nodes, all under 8 mm across.',
      },
      {
        zh: '心影不大，主动脉弓壁见点状钙化；心包未见增厚及积液。双侧胸腔未见积液，胸膜未见增厚。',
        en: 'The heart is not enlarged; speckled calcification of the aortic arch; no pericardial or pleural effusion.',
      },
      upperAbdomen,
      bone,
    ],
  },
  { picture: 'slices' },
];

/** Two pages. */
export const chestScanShort: readonly ReportSheet[] = [
  {
    findings: [
      {
        zh: '检查技术：胸部 CT 平扫，层厚 5 mm，肺窗及纵隔窗观察。',
        en: 'Technique: plain CT of the chest, 5 mm slices, lung and mediastinal windows.',
      },
      {
        zh: '两肺纹理稍增多，右肺中叶见少许条索影，边界清楚，考虑陈旧性改变。余肺野清晰，未见实质性病灶。',
        en: 'Lung markings slightly increased; a few sharply bounded streaks in the right middle lobe, probably old. The lungs are clear otherwise.',
      },
      {
        zh: '气管及支气管通畅，两侧肺门及纵隔未见肿大淋巴结。心影大小正常，双侧胸腔未见积液。',
        en: 'Airways open; no enlarged hilar or mediastinal lymph nodes. The heart is of normal size; no pleural effusion.',
      },
      bone,
    ],
  },
  { picture: 'slices' },
];

export const abdomenFindings: readonly BothLanguages[] = [
  {
    zh: '肝脏形态正常，表面光滑，实质回声稍增强、细密，远场回声轻度衰减，肝内管道结构显示欠清晰。',
    en: 'The liver is of normal shape and smooth; its echo is slightly stronger and fades a little with depth.',
  },
  {
    zh: '胆囊大小正常，壁光滑，腔内见一强回声光团，大小约 4 mm，后方无声影，不随体位移动。',
    en: 'The gall bladder is of normal size with a smooth wall; a strong echo of 4 mm inside, without shadow, that does not move.',
  },
  {
    zh: '胰腺、脾脏形态大小正常，回声均匀。双肾形态大小正常，集合系统未见分离。',
    en: 'Pancreas, spleen and kidneys are of normal shape and size; the collecting systems are not widened.',
  },
];
