/**
 * dataverse-webapi knows no port: its build for Node asks by https at 443, whatever the address says. Here the connections of https
 * lead to the local server, without encryption, and come back to what they were when the suite ends.
 */
import { Agent, globalAgent } from 'node:https';
import https from 'node:https';
import { connect } from 'node:net';

/** Leads every https connection of this process to a port of this machine. @returns what undoes it */
export function leadHttpsTo(port: number): () => void {
  const agent = new Agent({ keepAlive: true });
  agent.createConnection = () => connect(port, '127.0.0.1');
  https.globalAgent = agent;
  return () => {
    agent.destroy();
    https.globalAgent = globalAgent;
  };
}
