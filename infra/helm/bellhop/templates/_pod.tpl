{{/* The one pod template of every service. Called with {root, component}. */}}
{{- define "bellhop.pod" -}}
{{- $root := .root -}}
{{- $component := .component -}}
{{- $config := $component.config -}}
metadata:
  labels:
    {{- include "bellhop.podLabels" (dict "root" $root "component" $component.name) | nindent 4 }}
    {{- /* Set on what runs for good: Jobs and the simulator carry the release's labels, too. */}}
    bellhop.io/service: "true"
    {{- with $config.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- $annotations := deepCopy $config.podAnnotations }}
  {{- if eq $root.Values.metrics.kind "annotations" }}
  {{- $annotations = merge $annotations (dict "prometheus.io/scrape" "true" "prometheus.io/port" "9090" "prometheus.io/path" "/metrics") }}
  {{- end }}
  {{- with $annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "bellhop.serviceAccount" $root }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with concat $root.Values.global.imagePullSecrets $root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- with $config.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  securityContext:
    {{- include "bellhop.podSecurity" $root | nindent 4 }}
  terminationGracePeriodSeconds: {{ add $config.preStopSeconds $config.drainSeconds $config.slackSeconds }}
  {{- with $config.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $config.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $config.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    {{- if $config.topologySpreadConstraints }}
    {{- toYaml $config.topologySpreadConstraints | nindent 4 }}
    {{- else }}
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      {{- /* Pods of the old and the new version are spread each for themselves, so that an update does not end lopsided. */}}
      matchLabelKeys: [pod-template-hash]
      labelSelector:
        matchLabels:
          {{- include "bellhop.selector" (dict "root" $root "component" $component.name) | nindent 10 }}
    {{- end }}
    {{- end }}
  containers:
    - name: {{ $component.kind }}
      image: {{ include "bellhop.image" $root }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args: {{ toJson $component.args }}
      securityContext:
        {{- include "bellhop.containerSecurity" $root | nindent 8 }}
      env:
        {{- include "bellhop.env" . | nindent 8 }}
      ports:
        {{- range include "bellhop.ports" . | fromYamlArray }}
        - name: {{ .name }}
          containerPort: {{ .port }}
        {{- end }}
      {{- /* Until it has started nothing else is asked; a first start on a busy node may take its time. */}}
      startupProbe:
        httpGet: { path: /livez, port: management }
        periodSeconds: 2
        timeoutSeconds: 3
        failureThreshold: {{ ceil (divf $config.startupSeconds 2) }}
      livenessProbe:
        httpGet: { path: /livez, port: management }
        periodSeconds: 10
        timeoutSeconds: 10
        failureThreshold: 6
      readinessProbe:
        httpGet: { path: /readyz, port: management }
        periodSeconds: 5
        timeoutSeconds: 3
        failureThreshold: 2
      {{- if gt (int $config.preStopSeconds) 0 }}
      {{- /* Whoever still finds this pod in DNS or in a proxy's table has time to learn that it is going. */}}
      lifecycle:
        preStop:
          sleep: { seconds: {{ $config.preStopSeconds }} }
      {{- end }}
      resources:
        {{- toYaml $config.resources | nindent 8 }}
      volumeMounts:
        {{- include "bellhop.mounts" (dict "extra" $config.extraVolumeMounts) | nindent 8 }}
  volumes:
    {{- include "bellhop.volumes" (dict "root" $root "component" $component "extra" $config.extraVolumes) | nindent 4 }}
{{- end -}}

{{- define "bellhop.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .Values.security.runAsUser }}
runAsGroup: {{ .Values.security.runAsUser }}
{{- if .Values.security.fsGroup }}
fsGroup: {{ .Values.security.fsGroup }}
fsGroupChangePolicy: OnRootMismatch
{{- end }}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "bellhop.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Ports by component. Management is where nobody but the cluster comes. */}}
{{- define "bellhop.ports" -}}
{{- if eq .component.kind "gateway" }}
- { name: http, port: 8080 }
- { name: grpc, port: 9000 }
- { name: grpc-delivery, port: 9001 }
{{- else if has .component.kind (list "message-store" "presence" "push-router" "push-history") }}
- { name: grpc, port: 9000 }
{{- end }}
- { name: management, port: 9090 }
{{- end -}}

{{- define "bellhop.mounts" -}}
- name: secrets
  mountPath: /etc/bellhop
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- with .extra }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* One volume with every secret that the component may see, as files: they follow when a Secret changes. */}}
{{- define "bellhop.volumes" -}}
{{- $sources := include "bellhop.secrets" . | trim }}
- name: secrets
  {{- if $sources }}
  projected:
    {{- /* 0440: readable for the group that the files belong to (fsGroup), and nobody else; without that group 0444. */}}
    defaultMode: {{ ternary 288 292 (not (empty .root.Values.security.fsGroup)) }}
    sources:
      {{- $sources | nindent 6 }}
  {{- else }}
  emptyDir: {}
  {{- end }}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- with .extra }}
{{ toYaml . }}
{{- end }}
{{- end -}}
