import * as v from 'valibot';
import { bare, type Command, command, success } from './command.ts';
import { type Apparatus, maximumRequests, type ServicePlan } from './plan.ts';
import { type CommandName, commandVersions, type EventName, eventVersions, isCommandName } from './versions.ts';

const Cancel = v.object({
  requestIds: v.nullish(v.array(v.pipe(v.number(), v.integer(), v.minValue(1)))),
});

type CommonCommands = Readonly<Record<'Common.Status' | 'Common.Capabilities' | 'Common.Cancel', Command>>;

/** What every service answers, at once. */
export function commonCommands(plan: ServicePlan, apparatus: () => Apparatus): CommonCommands {
  const common: CommonCommands = {
    'Common.Status': bare(() => success(apparatus().status()), { atOnce: true }),
    'Common.Capabilities': bare(() => success(capabilities()), { atOnce: true }),
    'Common.Cancel': command(
      Cancel,
      ({ requestIds }, call) => {
        call.cancel(requestIds ?? undefined);
        return success();
      },
      { atOnce: true },
    ),
  };

  function capabilities(): object {
    const commands = Object.keys({ ...common, ...apparatus().commands }).filter(isCommandName);
    return {
      interfaces: interfacesOf(commands, ['Common.StatusChangedEvent', ...plan.events]),
      common: {
        serviceVersion: '1.0',
        deviceInformation: [{ modelName: plan.model }],
        powerSaveControl: false,
        antiFraudModule: false,
      },
      ...plan.capabilities,
    };
  }

  return common;
}

/** The messages by their interface, in the wire's spelling: `cardReader`. */
function interfacesOf(commands: readonly CommandName[], events: readonly EventName[]): readonly object[] {
  const names = new Set(commands.map(interfaceOf));
  return [...names].map((name) => ({
    name: name.charAt(0).toLowerCase() + name.slice(1),
    commands: Object.fromEntries(
      commands.filter((it) => interfaceOf(it) === name).map((it) => [it, { versions: [commandVersions[it].command] }]),
    ),
    events: Object.fromEntries(
      events.filter((it) => interfaceOf(it) === name).map((it) => [it, { versions: [eventVersions[it]] }]),
    ),
    maximumRequests,
  }));
}

const interfaceOf = (name: CommandName | EventName): string => name.slice(0, name.indexOf('.'));
