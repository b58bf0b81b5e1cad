/** @import { Clock, Compile, Execution, Test } from './contract.js' */
import { HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';

/**
 * @typedef {object} HubEvents
 * @property {(execution: Execution) => void} execution
 * @property {(message: { execution: string, test: Test }) => void} test
 * @property {(message: { execution: string, compile: Compile }) => void} compiled
 * @property {(clock: Clock) => void} clock
 * @property {(message: { epoch: number }) => void} superseded
 * @property {(message: { handovers: number }) => void} seatAsked another device wants to go on
 * @property {(message: { handovers: number }) => void} seatTaken another device has the attempt
 * @property {(message: { redirect: string }) => void} closed
 * @property {() => void} connected again or for the first time: what was sent meanwhile is missing
 */

const longestMs = 10_000;

/** @param {number} tries */
const delayOf = tries => Math.min(longestMs, 500 * 2 ** tries) * (0.8 + Math.random() * 0.4);

/**
 * Listens for as long as the page lives. The page works without it, only slower.
 * @param {string} address
 * @param {HubEvents} events
 * @returns {{ connected: () => boolean, again: () => void }} whether it is connected now; again: as a page that has just come
 */
export function connectHub(address, events) {
  const connection = new HubConnectionBuilder()
    .withUrl(address)
    .withHubProtocol(new MessagePackHubProtocol())
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => delayOf(previousRetryCount) })
    .configureLogging(LogLevel.None)
    .build();
  for (const name of /** @type {const} */ (['execution', 'test', 'compiled', 'clock', 'superseded', 'seatAsked', 'seatTaken', 'closed'])) {
    connection.on(name, message => events[name](message));
  }
  connection.onreconnected(() => events.connected());
  void start(connection, events);
  return {
    connected: () => connection.state === HubConnectionState.Connected,
    again: () => void connection.stop().then(() => start(connection, events)),
  };
}

/**
 * @param {import('@microsoft/signalr').HubConnection} connection
 * @param {HubEvents} events
 */
async function start(connection, events) {
  for (let tries = 0; ; tries++) {
    try {
      await connection.start();
      return events.connected();
    } catch {
      await new Promise(resolve => setTimeout(resolve, delayOf(tries)));
    }
  }
}
