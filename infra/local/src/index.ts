export { freePorts } from './free-ports.ts';
export { MissingPrerequisite } from './prerequisites.ts';
export { startServers, type Servers, type ServerSource, type StartServersOptions } from './start-servers.ts';
