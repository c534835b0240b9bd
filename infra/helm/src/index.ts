export { kubernetesTools, type KubernetesTools } from './helm.ts';
