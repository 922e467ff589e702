import { BookUser, CalendarCheck2, IdCard, Printer, ReceiptText, Wallet } from 'lucide-preact';
import type { ErrandName } from '../../terminal/screen.ts';

const icons = {
  registration: BookUser,
  card: IdCard,
  collection: CalendarCheck2,
  payment: Wallet,
  report: Printer,
  records: ReceiptText,
} satisfies Record<ErrandName, unknown>;

export function ErrandIcon({ errand }: { readonly errand: ErrandName }) {
  const Icon = icons[errand];
  return <Icon class="errand-icon" />;
}
