import type { Manifest } from './render.ts';

/** Parts of a pod that our checks look at. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
  readonly securityContext?: {
    readonly allowPrivilegeEscalation?: boolean;
    readonly readOnlyRootFilesystem?: boolean;
    readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
  };
  readonly resources?: { readonly requests?: object; readonly limits?: Readonly<Record<string, string>> };
  readonly lifecycle?: { readonly preStop?: { readonly sleep?: { readonly seconds: number } } };
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
}

export interface Probe {
  readonly httpGet?: { readonly path: string; readonly port: string | number };
}

export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly securityContext?: {
    readonly runAsNonRoot?: boolean;
    readonly runAsUser?: number;
    readonly seccompProfile?: { readonly type: string };
  };
  readonly hostNetwork?: boolean;
  readonly automountServiceAccountToken?: boolean;
  readonly serviceAccountName?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly volumes?: readonly Readonly<Record<string, unknown>>[];
}

export interface Pod {
  /** Of what makes it. */
  readonly owner: Manifest;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
}

interface Template {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec: PodSpec;
}

/** Every pod that the objects make. */
export function podsOf(manifests: readonly Manifest[]): Pod[] {
  return manifests.flatMap((owner): Pod[] => {
    if (owner.kind === 'Pod')
      return [{ owner, labels: owner.metadata.labels ?? {}, spec: owner.spec as unknown as PodSpec }];
    if (owner.kind !== 'Deployment' && owner.kind !== 'Job') return [];
    const { metadata, spec } = (owner.spec as unknown as { template: Template }).template;
    return [{ owner, labels: metadata?.labels ?? {}, spec }];
  });
}

/** What of Pod Security's profile `restricted` a pod misses. */
export function missedOfRestricted({ spec }: Pod): string[] {
  const { securityContext: pod = {} } = spec;
  const missed: string[] = [];
  if (pod.runAsNonRoot !== true) missed.push('runAsNonRoot');
  if (pod.runAsUser === 0) missed.push('runAsUser is root');
  if (pod.seccompProfile?.type !== 'RuntimeDefault') missed.push('seccompProfile');
  if (spec.hostNetwork === true) missed.push('hostNetwork');
  const allowedVolumes = ['configMap', 'emptyDir', 'projected', 'secret'];
  for (const volume of spec.volumes ?? []) {
    if (!Object.keys(volume).some((key) => allowedVolumes.includes(key)))
      missed.push(`volume ${String(volume['name'])}`);
  }
  for (const { name, securityContext = {} } of [...spec.containers, ...(spec.initContainers ?? [])]) {
    if (securityContext.allowPrivilegeEscalation !== false) missed.push(`${name}: allowPrivilegeEscalation`);
    if (securityContext.capabilities?.drop?.includes('ALL') !== true) missed.push(`${name}: capabilities.drop`);
    if ((securityContext.capabilities?.add ?? []).length > 0) missed.push(`${name}: capabilities.add`);
    // Beyond the profile: nothing of the image can be written.
    if (securityContext.readOnlyRootFilesystem !== true) missed.push(`${name}: readOnlyRootFilesystem`);
  }
  return missed;
}

/** Whether these labels are among those. */
export function isSelected(
  selector: Readonly<Record<string, string>> | undefined,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector ?? {}).every(([key, value]) => labels[key] === value);
}
