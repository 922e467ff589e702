/**
 * How one gets into the technician's mode of the demonstration: the PIN 246810, and the one-time code of this secret.
 * Both are published here and belong to no real terminal.
 */
export const demonstrationPin = '246810';

export const demonstrationTechnician = {
  pinHash:
    'scrypt:8192:8:1:328ed601b326be2da893ab87e4d5173e:dbf610f85b3bcc0b5e8b504366d7715e1fdb5a223163bda12746ead720edf285',
  oneTimeSecret: 'ZS4XTNPNPVAZ74YP3NQFZO5TQIQKVDM7',
};
