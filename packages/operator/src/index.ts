export { deadLettersCommand } from './dead-letters/command.ts';
