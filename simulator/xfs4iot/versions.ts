/**
 * The messages that are spoken here, with their versions as the classes of the 2025 specification have them: a command's
 * own, and that of its completion.
 */

export const commandVersions = {
  'ServicePublisher.GetServices': { command: '2.0', completion: '2.0' },
  'Common.Status': { command: '2.0', completion: '3.0' },
  'Common.Capabilities': { command: '2.0', completion: '3.0' },
  'Common.Cancel': { command: '2.0', completion: '2.0' },
  'CardReader.ReadRawData': { command: '2.0', completion: '3.0' },
  'CardReader.Move': { command: '2.0', completion: '2.0' },
  'CardReader.Reset': { command: '2.0', completion: '2.0' },
  'CardReader.ChipIO': { command: '3.0', completion: '3.0' },
  'Storage.GetStorage': { command: '2.0', completion: '2.1' },
  'Printer.PrintRaw': { command: '3.0', completion: '3.0' },
  'Printer.ControlMedia': { command: '3.0', completion: '2.0' },
  'Printer.Reset': { command: '3.0', completion: '2.0' },
  'BarcodeReader.Read': { command: '2.0', completion: '3.0' },
  'BarcodeReader.Reset': { command: '2.0', completion: '2.0' },
} as const satisfies Readonly<Record<string, { readonly command: string; readonly completion: string }>>;
export type CommandName = keyof typeof commandVersions;

export const eventVersions = {
  'Common.StatusChangedEvent': '3.0',
  'CardReader.InsertCardEvent': '2.0',
  'CardReader.MediaInsertedEvent': '2.0',
  'CardReader.MediaRemovedEvent': '2.0',
  'Storage.StorageThresholdEvent': '2.1',
  'Storage.StorageChangedEvent': '2.1',
  'Storage.CountsChangedEvent': '2.0',
  'Printer.MediaPresentedEvent': '2.0',
  'Printer.MediaTakenEvent': '2.0',
  'Printer.PaperThresholdEvent': '2.0',
  'Printer.TonerThresholdEvent': '2.0',
} as const satisfies Readonly<Record<string, string>>;
export type EventName = keyof typeof eventVersions;

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commandVersions, name);
