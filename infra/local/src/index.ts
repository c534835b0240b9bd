export { freePorts } from './free-ports.ts';
export { hasJava } from './kafka/java.ts';
export { startSecuredKafka, type SecuredKafka } from './kafka/secured-kafka.ts';
export { MissingPrerequisite } from './prerequisites.ts';
export { startServers, type Servers, type ServerSource, type StartServersOptions } from './start-servers.ts';
