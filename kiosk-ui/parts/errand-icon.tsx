import { BookUser, CalendarCheck2, FileText, IdCard, Printer, ReceiptText, Undo2, Wallet } from 'lucide-preact';
import type { ErrandName } from '../../terminal/screen/errands.ts';

const icons = {
  registration: BookUser,
  collection: CalendarCheck2,
  payment: Wallet,
  report: FileText,
  card: IdCard,
  refund: Undo2,
  records: ReceiptText,
  reprint: Printer,
} satisfies Record<ErrandName, unknown>;

export function ErrandIcon({ errand }: { readonly errand: ErrandName }) {
  const Icon = icons[errand];
  return <Icon class="errand-icon" />;
}
