import type { ResidentIdCard } from '../contract/id-card-reader.ts';

/** An invented person's card, for tests. */
export const inventedCard: ResidentIdCard = {
  kind: 'resident',
  name: '张三',
  sex: 'male',
  nation: '01',
  birth: '19900307',
  address: '北京市朝阳区示例路1号',
  number: '110105199003074536',
  authority: '北京市公安局朝阳分局',
  validFrom: '20150101',
  validTo: '20350101',
};
